// A picture as the command line takes it: a picture file, or a .npy that is `image.pixels` as it stands.
//
// Tested in tests/cli.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/options.h"
#include "core/base/error.h"
#include "core/trace/trace.h"

namespace vitscope::cli {

struct InputPicture {
    std::string file;    ///< as it was given
    std::string name;    ///< without folders
    std::string sha256;  ///< of the file's bytes, hexadecimal
    TraceInput input;
};

/// The model at the size of a .npy, where --size asks for none; for a picture file as it is.
std::shared_ptr<const Model> sizedFor(const std::string& file, std::shared_ptr<const Model> model, const CommonOptions& options);

/// Throws Error (Picture), naming the file, also where a .npy has another size than the model reads.
InputPicture readInput(const std::string& file, const ModelConfig& config);

/// Pictures that cannot be used do not keep the others from being done.
class Pictures {
public:
    /// Calls work(file) for each; an Error (Picture) is kept, any other ends it. Throws Cancelled between two pictures.
    void forEach(const std::vector<std::string>& files, const std::function<void(const std::string&)>& work);

    /// {"file", "error"} for each that failed.
    Json failures() const;
    /// Throws one Error (Picture) for all that failed.
    void throwFailures() const;

private:
    struct Failure {
        std::string file;
        Error error;
    };
    std::size_t tried_ = 0;
    std::vector<Failure> failed_;
};

}  // namespace vitscope::cli
