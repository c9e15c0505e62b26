#include "app/cli/input.h"

#include <fcntl.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "core/base/file.h"
#include "core/checkpoint/formats/npy.h"
#include "core/model/resize.h"
#include "ui/image_io/image_io.h"

namespace vitscope::cli {

namespace {

bool isNpy(const std::string& file)
{
    std::string extension = std::filesystem::path(file).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
    return extension == ".npy";
}

std::string hashOf(const std::string& file)
{
    const InputFile input(file, Fault::Picture);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    input.readPieces(0, input.size(),
                     [&hash](std::span<const std::byte> piece) { hash.addData(QByteArrayView(piece.data(), static_cast<qsizetype>(piece.size()))); });
    return hash.result().toHex().toStdString();
}

InputPicture readNpy(const std::string& file, const ModelConfig& config)
{
    Tensor pixels = readPixels(file);
    const std::int64_t rows = pixels.shape()[1].extent, columns = pixels.shape()[2].extent;
    if (rows != config.imageRows || columns != config.imageColumns)
        throw Error(Fault::Picture, "“%1” has %2 × %3 pixels, but the model reads %4 × %5 (rows × columns).",
                    {file, std::to_string(rows), std::to_string(columns), std::to_string(config.imageRows), std::to_string(config.imageColumns)});
    return {file, std::filesystem::path(file).filename().string(), hashOf(file), std::move(pixels)};
}

/// Decoders below Qt (libpng, for one) print what they think of a damaged picture. Our one line says it.
class QuietLibraries {
public:
    QuietLibraries() : alone_(errorStream()), stderr_(dup(STDERR_FILENO))
    {
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (stderr_ >= 0 && nowhere >= 0)
            dup2(nowhere, STDERR_FILENO);
        if (nowhere >= 0)
            close(nowhere);
    }
    ~QuietLibraries()
    {
        if (stderr_ < 0)
            return;
        dup2(stderr_, STDERR_FILENO);
        close(stderr_);
    }
    QuietLibraries(const QuietLibraries&) = delete;
    QuietLibraries& operator=(const QuietLibraries&) = delete;

private:
    std::lock_guard<std::mutex> alone_;
    int stderr_;
};

/// The error with the file's name in it, where it does not know it.
Error withFile(const std::string& file, const Error& error)
{
    if (std::string_view(error.what()).find(file) != std::string_view::npos)
        return error;
    return Error(error.fault(), "“%1” cannot be used", {file}, {error.message()});
}

}  // namespace

std::shared_ptr<const Model> sizedFor(const std::string& file, std::shared_ptr<const Model> model, const CommonOptions& options)
{
    if (!isNpy(file) || !options.inputSize.empty())
        return model;
    const Tensor pixels = readPixels(file);
    const Size size{pixels.shape()[1].extent, pixels.shape()[2].extent};
    const ModelConfig& config = model->config;
    if (size == Size{config.imageRows, config.imageColumns} || !fitsPatches(config, size))
        return model;  // where it does not fit, reading it says so
    return std::make_shared<const Model>(resized(*model, size));
}

InputPicture readInput(const std::string& file, const ModelConfig& config)
{
    if (isNpy(file))
        return readNpy(file, config);
    const QuietLibraries quiet;
    DecodedPicture picture = decodePictureFile(QString::fromStdString(file));
    return {file, picture.name.toStdString(), picture.sha256.toStdString(), std::move(picture.image)};
}

void Pictures::forEach(const std::vector<std::string>& files, const std::function<void(const std::string&)>& work)
{
    for (const std::string& file : files) {
        throwIfInterrupted();
        ++tried_;
        try {
            work(file);
        } catch (const Error& error) {
            if (error.fault() != Fault::Picture)
                throw;
            failed_.push_back({file, withFile(file, error)});
        }
    }
}

Json Pictures::failures() const
{
    Json list = Json::array();
    for (const Failure& failure : failed_)
        list.push_back({{"file", failure.file}, {"error", failure.error.what()}});
    return list;
}

void Pictures::throwFailures() const
{
    if (failed_.empty())
        return;
    if (failed_.size() == 1)
        throw failed_.front().error;
    std::vector<Message> causes;
    for (const Failure& failure : failed_)
        causes.push_back({failure.error.what(), {}});
    throw Error(Fault::Picture, "%1 of %2 pictures cannot be used", {std::to_string(failed_.size()), std::to_string(tried_)}, causes);
}

}  // namespace vitscope::cli
