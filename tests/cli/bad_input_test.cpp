// What strangers' files may do to the program: nothing. One sentence each, soon, and the right exit code.
#include <chrono>
#include <cstring>
#include <limits>

#include "core/checkpoint/formats/npy.h"
#include "run_cli.h"

namespace vitscope::test {
namespace {

using Clock = std::chrono::steady_clock;

void appendBigEndian(std::string& bytes, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xff);
}

/// PNG specification, annex D.
std::uint32_t crcOf(std::string_view bytes)
{
    std::uint32_t crc = 0xffffffffU;
    for (const unsigned char byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? 0xedb88320U ^ crc >> 1 : crc >> 1;
    }
    return ~crc;
}

std::string chunk(const std::string& type, const std::string& content)
{
    std::string bytes;
    appendBigEndian(bytes, static_cast<std::uint32_t>(content.size()));
    bytes += type + content;
    appendBigEndian(bytes, crcOf(type + content));
    return bytes;
}

/// A PNG that claims a size and holds these bytes for its pixels.
std::string pngOf(std::uint32_t side, const std::string& pixels)
{
    std::string header;
    appendBigEndian(header, side);
    appendBigEndian(header, side);
    header += std::string("\x08\x02\x00\x00\x00", 5);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + (pixels.empty() ? "" : chunk("IDAT", pixels)) + chunk("IEND", "");
}

std::string npyOf(std::int64_t rows, std::int64_t columns, float last)
{
    std::string bytes = npyHeader("<f4", {{Axis::Channel, 3}, {Axis::Row, rows}, {Axis::Column, columns}});
    std::vector<float> values(static_cast<std::size_t>(3 * rows * columns), 0.5F);
    values.back() = last;
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
    return bytes;
}

/// Every way to use a picture refuses it with code 3, one line and no result, within seconds.
void expectBadPicture(const TemporaryFolder& folder, const std::string& picture, const std::vector<std::string>& texts)
{
    const Clock::time_point start = Clock::now();
    expectRefused(runCli({"trace", picture, "--model", data("hf-vit"), "--out", folder / "out.npz"}), 3, texts);
    expectRefused(runCli({"export", picture, "--model", data("hf-vit"), "--out", folder / "out"}), 3, texts);
    expectRefused(runCli({"predict", picture, "--model", data("hf-vit")}), 3, texts);
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(20)) << picture;
    EXPECT_FALSE(std::filesystem::exists(folder / "out.npz") || std::filesystem::exists(folder / "out"));
}

TEST(BadInput, Pictures)
{
    const TemporaryFolder folder;
    const std::string good = readBytes(data("preprocess/rgba.png"));
    writeBytes(folder / "empty.png", "");
    writeBytes(folder / "cut.png", good.substr(0, good.size() / 2));
    writeBytes(folder / "huge.png", pngOf(60000, "\x78\x9c\x03"));
    writeBytes(folder / "hollow.png", pngOf(8, ""));
    writeBytes(folder / "noise.png", pngOf(8, "no deflated bytes"));
    writeBytes(folder / "text.png", "This is no picture.\n");
    std::filesystem::create_directory(folder / "folder.png");
    expectBadPicture(folder, folder / "empty.png", {"empty.png", "is empty"});
    expectBadPicture(folder, folder / "cut.png", {"cut.png", "cut off"});
    expectBadPicture(folder, folder / "huge.png", {"huge.png", "60000 × 60000"});
    expectBadPicture(folder, folder / "hollow.png", {"hollow.png"});
    expectBadPicture(folder, folder / "noise.png", {"noise.png"});
    expectBadPicture(folder, folder / "text.png", {"text.png", "no picture"});
    expectBadPicture(folder, folder / "folder.png", {"folder.png", "folder"});
    expectBadPicture(folder, folder / "none.png", {"none.png", "does not exist"});
}

TEST(BadInput, PixelFiles)
{
    const TemporaryFolder folder;
    const std::string good = npyOf(48, 48, 0.5F);
    writeBytes(folder / "nan.npy", npyOf(48, 48, std::numeric_limits<float>::quiet_NaN()));
    writeBytes(folder / "infinite.npy", npyOf(48, 48, std::numeric_limits<float>::infinity()));
    writeBytes(folder / "other.npy", npyOf(30, 48, 0));
    writeBytes(folder / "cut.npy", good.substr(0, good.size() - 1));
    writeBytes(folder / "text.npy", "not an array");
    writeBytes(folder / "empty.npy", "");
    std::string huge = npyHeader("<f4", {{Axis::Channel, 3}, {Axis::Row, 60000}, {Axis::Column, 60000}});
    writeBytes(folder / "huge.npy", huge);
    for (const char* name : {"nan.npy", "infinite.npy", "cut.npy", "text.npy", "empty.npy", "huge.npy", "none.npy"})
        expectBadPicture(folder, folder / name, {name});
    expectBadPicture(folder, folder / "other.npy", {"other.npy", "30 × 48", "48 × 48"});
    writeBytes(folder / "good.npy", good);
    expectDone(runCli({"predict", folder / "good.npy", "--model", data("hf-vit")}));
}

/// Every command that opens a model refuses it with code 4 and one line, within seconds.
void expectBadModel(const std::string& model, const std::vector<std::string>& texts)
{
    const Clock::time_point start = Clock::now();
    expectRefused(runCli({"predict", data("hf-vit/pixels.npy"), "--model", model}), 4, texts);
    expectFailed(runCli({"model", model}), 4, texts);
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(20)) << model;
}

/// A copy of the model with one file rewritten by `change`.
std::string changed(const TemporaryFolder& folder, const std::string& name, const char* file, const std::function<std::string(std::string)>& change)
{
    const std::string model = copyOfModel(folder, name);
    writeBytes(model + "/" + file, change(readBytes(model + "/" + file)));
    return model;
}

std::string withConfig(const TemporaryFolder& folder, const std::string& name, const std::string& key, const nlohmann::json& value)
{
    return changed(folder, name, "config.json", [&](const std::string& text) {
        nlohmann::json config = nlohmann::json::parse(text);
        config[key] = value;
        return config.dump();
    });
}

TEST(BadInput, ModelConfigurations)
{
    const TemporaryFolder folder;
    expectBadModel(withConfig(folder, "heads", "num_attention_heads", 0), {"num_attention_heads"});
    expectBadModel(withConfig(folder, "width", "num_attention_heads", 5), {"num_attention_heads 5", "hidden_size 48"});
    expectBadModel(withConfig(folder, "patch", "patch_size", 7), {"patch_size 7", "image_size"});
    expectBadModel(withConfig(folder, "labels", "id2label", {{"0", "a"}, {"two", "b"}}), {"id2label"});
    expectBadModel(withConfig(folder, "act", "hidden_act", "tanhshrink"), {"tanhshrink"});
    expectBadModel(withConfig(folder, "blocks", "num_hidden_layers", 1e9), {});
    expectBadModel(changed(folder, "json", "config.json", [](const std::string& text) { return text.substr(0, 100); }), {"config.json"});
    expectBadModel(folder / "nowhere", {"nowhere"});
    writeBytes(folder / "file.safetensors", "");
    expectBadModel(folder / "file.safetensors", {"file.safetensors"});
}

TEST(BadInput, Weights)
{
    const TemporaryFolder folder;
    constexpr const char* file = "model.safetensors";
    expectBadModel(changed(folder, "cut", file, [](const std::string& bytes) { return bytes.substr(0, bytes.size() - 1000); }),
                   {"model.safetensors"});
    expectBadModel(changed(folder, "header", file, [](std::string bytes) { return bytes.replace(0, 8, std::string("\0\0\0\x06\0\0\0\0", 8)); }),
                   {"model.safetensors"});
    expectBadModel(changed(folder, "text", file, [](const std::string&) { return std::string("no tensors here"); }), {"model.safetensors"});
    expectBadModel(changed(folder, "nan", file,
                           [](std::string bytes) {
                               const float nan = std::numeric_limits<float>::quiet_NaN();
                               std::memcpy(bytes.data() + bytes.size() - sizeof nan, &nan, sizeof nan);
                               return bytes;
                           }),
                   {"model.safetensors"});
    expectBadModel(changed(folder, "shape", file, [](std::string bytes) { return bytes.replace(bytes.find("[7]"), 3, "[8]"); }),
                   {"model.safetensors"});
}

}  // namespace
}  // namespace vitscope::test
