// The options of `export`, and what figures they ask for.
//
// Tested in tests/cli/export_test.cpp and figure_test.cpp.
#pragma once

#include "app/cli/options.h"
#include "ui/render/figure/figure_file.h"

namespace vitscope::cli {

struct ExportOptions : CommonOptions {
    std::vector<std::string> images;
    std::string out;
    std::string list;  ///< a file with a picture a line, or "-"
    std::string name;  ///< a template; empty: what tells a figure from the others
    bool overwrite = false;
    bool manifest = false;
    bool resume = false;
    std::string shard;
    int jobs = processors();
    // What is shown.
    std::string figure;  ///< empty: maps alone, as they are
    std::string blocks = "all";
    std::string heads;  ///< empty: what the kind of figure has
    std::vector<std::string> queries;
    std::vector<std::string> methods;
    std::vector<std::string> stages;
    std::string classText;
    // How.
    bool overlay = false;
    bool bare = false;
    double opacity = 0.7;
    std::string palette;  ///< empty: what the values ask for
    std::string scale;    ///< empty: shared in a figure of several maps, else own
    std::string low, high;
    bool logarithmic = false;
    std::string interpolation = "nearest";
    bool labels = false;
    bool axes = false;
    bool noColourBar = false;
    bool grid = false;
    bool mark = false;
    std::string title;
    std::string caption;
    // The page.
    int columns = 0;
    int size = 0;  ///< of a map; 0: not given
    std::string width, height;
    int dpi = 0;  ///< 0: not given
    std::string font;
    double fontSize = 8;
    std::string ground = "light";
    std::string text = "text";
    std::string format;
    std::string language = "en";
};

void addExportOptions(Parser command, ExportOptions& options);

/// Throws Error (Usage).
FigureLook lookOf(const ExportOptions& options);
/// Throws Error (Usage), naming what the model has.
FigureChoice choiceOf(const ExportOptions& options, const Model& model);
/// What decides how the files look: of two exports with the same, one can go on with the other's.
Json askedFor(const ExportOptions& options);
/// --format, or what the name of --out says, or PNG. Throws Error (Usage) where the two disagree.
FigureFormat formatOf(const ExportOptions& options);

}  // namespace vitscope::cli
