// Carries out an export: the model runs on one picture at a time; the next is decoded and the figures of those before are written meanwhile.
//
// Tested in tests/cli/many_test.cpp.
#pragma once

#include <future>

#include "app/cli/export_names.h"
#include "app/cli/input.h"
#include "app/cli/manifest.h"
#include "app/cli/writers.h"
#include "ui/render/figure/figure_facts.h"

namespace vitscope::cli {

class Exporter {
public:
    /// Throws Error (Usage) for all that can be known before anything is computed: names that are taken, several figures for one file.
    Exporter(const ExportOptions& options, std::shared_ptr<const Model> model);

    /// Throws Error: Picture for those that cannot be used, once all others are done; Write, Cancelled at once.
    void run(StatusLine& status);
    /// What was written and what had been before, in order.
    Json files() const;
    const Pictures& pictures() const { return tried_; }

private:
    void requireFree() const;
    void prepareFolder();
    bool isDone(std::size_t picture) const;
    /// Begins to decode the next picture that is to be done, from this one on.
    void decodeFrom(std::size_t picture);
    void exportPicture(std::size_t picture, const Progress& progress);
    void write(const Figure& figure, const std::string& sha256, std::size_t picture, std::size_t plan);

    const ExportOptions& options_;
    std::shared_ptr<const Model> model_;
    std::string modelHash_;
    FigureLook look_;
    FigureFormat format_;
    FigureChoice choice_;
    std::vector<FigurePlan> plans_;
    std::vector<std::string> images_;
    Shard shard_;
    std::vector<std::vector<std::string>> paths_;  ///< of each picture, in the order of the plans
    std::vector<std::vector<Json>> entries_;       ///< likewise; empty of what is not written
    std::unique_ptr<Manifest> manifest_;           ///< null where none is asked for
    Workspace workspace_;
    Pictures tried_;
    std::size_t decoding_ = 0;
    std::future<InputPicture> decoded_;
    std::unique_ptr<Writers> writers_;
};

}  // namespace vitscope::cli
