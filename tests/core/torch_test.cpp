// PyTorch's files: what torch.save wrote (tests/data/containers), and hostile ones made byte by byte.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "core/base/random.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/checkpoint/formats/torch_file.h"
#include "pickle_bytes.h"
#include "safetensors_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using test::dataFolder;
using test::expectError;
using test::floats;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;
using test::zipOf;
using test::ZipPart;
namespace handMade = test::pickled;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

const std::string containerFiles = dataFolder + "/containers/";

/// What tests/data/containers/make.py puts into its tensors.
std::vector<float> quarterSteps(std::size_t count, float more = 0)
{
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(i) / 4 - 1 + more;
    return values;
}

std::vector<float> picked(const std::vector<std::size_t>& places)
{
    std::vector<float> values;
    for (const std::size_t place : places)
        values.push_back(quarterSteps(place + 1).back());
    return values;
}

void expectNested(const TensorFile& file)
{
    const std::string at = "teacher.backbone.";
    EXPECT_EQ(file.find(at + "patch_embed.proj.weight")->shape, (std::vector<std::int64_t>{2, 3, 2, 2}));
    EXPECT_EQ(floats(file, at + "patch_embed.proj.weight"), quarterSteps(24));
    EXPECT_EQ(floats(file, "student.module.backbone.patch_embed.proj.weight"), quarterSteps(24, 100));
    for (const auto& [name, dtype] : {std::pair{"half", DType::F16}, std::pair{"brain", DType::BF16}, std::pair{"double", DType::F64}}) {
        EXPECT_EQ(file.find(at + name)->dtype, dtype);
        EXPECT_EQ(floats(file, at + name), quarterSteps(5)) << name;
    }
    std::vector<float> turned;
    for (std::size_t row = 0; row < 6; ++row)
        for (std::size_t column = 0; column < 4; ++column)
            turned.push_back(quarterSteps(24)[column * 6 + row]);
    EXPECT_EQ(floats(file, at + "turned"), turned);
    EXPECT_EQ(floats(file, at + "tied"), quarterSteps(24));
    EXPECT_EQ(floats(file, at + "every_second"), picked({1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23}));
    EXPECT_EQ(floats(file, at + "middle"), picked({17, 18, 21, 22}));
    EXPECT_EQ(floats(file, at + "repeated"), std::vector<float>(6, -0.75F));
    EXPECT_EQ(floats(file, at + "parameter"), quarterSteps(4));
    EXPECT_EQ(floats(file, at + "scalar"), quarterSteps(1));
    EXPECT_TRUE(file.find(at + "scalar")->shape.empty());
    EXPECT_EQ(file.find(at + "empty")->shape, (std::vector<std::int64_t>{3, 0}));
    EXPECT_THAT(floats(file, at + "empty"), IsEmpty());
    EXPECT_EQ(file.find(at + "whole")->dtype, DType::I64);
    EXPECT_EQ(file.find(at + "truth")->dtype, DType::Bool);
    EXPECT_EQ(floats(file, "optimizer.state.0.exp_avg"), quarterSteps(3));
    EXPECT_EQ(file.metadata().at("epoch"), "100");
    EXPECT_EQ(file.metadata().at("loss"), "0.25");
    EXPECT_EQ(file.metadata().at("args.arch"), "vit_tiny");
    EXPECT_EQ(file.metadata().at("args.patch_size"), "2");
    EXPECT_THAT(file.foreignNames(), ElementsAre("argparse.Namespace"));
    EXPECT_THAT(file.opaque(), IsEmpty());
    std::vector<float> out(5);
    expectError(Fault::Model, {"teacher.backbone.whole", "I64"}, [&] { file.readFloats(*file.find(at + "whole"), out.data()); });
}

TEST(Torch, ReadsWhatPyTorchWrote)
{
    for (const char* name : {"nested.pth", "nested-legacy.pth", "nested-protocol4.pth", "nested-deflated.pth"}) {
        SCOPED_TRACE(name);
        const auto file = openTensorFile(containerFiles + name);
        EXPECT_EQ(file->container(), std::string(name) == "nested-legacy.pth" ? "PyTorch before 1.6" : "PyTorch");
        expectNested(*file);
    }
}

TEST(Torch, ReadsTheParametersOfAWholeModule)
{
    const auto file = openTensorFile(containerFiles + "module.pt");
    EXPECT_EQ(floats(*file, "patch.weight"), quarterSteps(24));
    EXPECT_EQ(floats(*file, "patch.bias"), quarterSteps(2));
    EXPECT_EQ(floats(*file, "norm.weight"), quarterSteps(2));
    EXPECT_EQ(floats(*file, "norm.running_mean"), std::vector<float>(2, 0.0F));
    EXPECT_THAT(file->foreignNames(), ::testing::IsSupersetOf({"torch.nn.modules.container.Sequential", "torch.nn.modules.conv.Conv2d"}));
}

TEST(Torch, GoesByTheContentNotTheName)
{
    const TemporaryFolder folder;
    writeBytes(folder / "model.safetensors", readBytes(containerFiles + "nested.pth"));
    writeBytes(folder / "model.npz", readBytes(containerFiles + "nested-legacy.pth"));
    writeBytes(folder / "model.pth", readBytes(containerFiles + "stored.npz"));
    EXPECT_EQ(openTensorFile(folder / "model.safetensors")->container(), "PyTorch");
    EXPECT_EQ(openTensorFile(folder / "model.npz")->container(), "PyTorch before 1.6");
    EXPECT_EQ(openTensorFile(folder / "model.pth")->container(), "NumPy .npz");
}

TEST(Torch, ReadsShards)
{
    const TemporaryFolder folder;
    writeBytes(folder / "a.bin", handMade::torchZip(handMade::dictionary("one", handMade::tensor({{4}, {1}}))));
    writeBytes(folder / "b.bin", handMade::torchZip(handMade::dictionary("two", handMade::tensor({{2}, {2}, 1}))));
    writeBytes(folder / "pytorch_model.bin.index.json", R"({"weight_map": {"one": "a.bin", "two": "b.bin"}})");
    const auto file = openTensorFile(folder / "pytorch_model.bin.index.json");
    EXPECT_EQ(file->container(), "PyTorch in 2 parts");
    EXPECT_THAT(floats(*file, "one"), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(floats(*file, "two"), ElementsAre(2, 4));
    writeBytes(folder / "pytorch_model.bin.index.json", R"({"weight_map": {"one": "pytorch_model.bin.index.json"}})");
    expectError(Fault::Model, {"no checkpoint this program knows"}, [&] { openTensorFile(folder / "pytorch_model.bin.index.json"); });
}

/// Opens and reads every tensor.
void readWhole(const std::string& bytes)
{
    const TemporaryFolder folder;
    writeBytes(folder / "m.pth", bytes);
    const auto file = openTensorFile(folder / "m.pth");
    for (const TensorEntry& entry : file->entries())
        if (readsAsFloat(entry.dtype))
            floats(*file, entry.name);
}

void expectRefusedTorch(const std::string& bytes, const std::vector<std::string>& texts)
{
    std::vector<std::string> all = texts;
    all.push_back("m.pth");
    expectError(Fault::Model, all, [&] { readWhole(bytes); });
}

void expectBadTorchTensor(const handMade::Tensor& description, const std::vector<std::string>& texts)
{
    std::vector<std::string> all = texts;
    all.push_back("“a”");
    expectRefusedTorch(handMade::torchZip(handMade::dictionary("a", handMade::tensor(description))), all);
}

TEST(Torch, RefusesTensorsBeyondTheirStorage)
{
    const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
    readWhole(handMade::torchZip(handMade::dictionary("a", handMade::tensor({{2, 2}, {2, 1}}))));
    expectBadTorchTensor({{5}, {1}}, {"reaches beyond the 4 values"});
    expectBadTorchTensor({{4}, {1}, 1}, {"reaches beyond"});
    expectBadTorchTensor({{2}, {4}}, {"reaches beyond"});
    expectBadTorchTensor({{2, 2}, {-1, 1}, 2}, {"strides [-1, 1] are negative"});
    expectBadTorchTensor({{-2}, {1}}, {"negative"});
    expectBadTorchTensor({{2}, {1}, -1}, {"offset -1"});
    expectBadTorchTensor({{huge, huge}, {0, 0}}, {"more values than can be counted"});
    expectBadTorchTensor({{huge, huge, 0}, {0, 0, 0}}, {"more values than can be counted"});
    expectBadTorchTensor({{3}, {huge}}, {"more values than can be counted"});
    expectBadTorchTensor({{1'000'000'000}, {0}}, {"4000000000 bytes, more than the file has"});
    expectBadTorchTensor({{2, 2}, {1}}, {"of one count"});
    expectBadTorchTensor({{5}, {1}, 0, handMade::storage("0", huge)}, {"needs 5 values of storage 0, which has 16 bytes"});
    expectBadTorchTensor({{4}, {1}, 0, handMade::storage("0", 4, handMade::name("torch", "DoubleStorage"))}, {"needs 4 values"});
    expectBadTorchTensor({{4}, {1}, 0, handMade::storage("0", -4)}, {"no key or size"});
    expectBadTorchTensor({{4}, {1}, 0, handMade::storage("7", 4)}, {"lacks the values", "storage 7"});
    expectBadTorchTensor({{4}, {1}, 0, handMade::storage("../0", 4)}, {"lacks the values"});
    expectBadTorchTensor({std::vector<std::int64_t>(65, 1), std::vector<std::int64_t>(65, 1)}, {"of one count"});
}

TEST(Torch, RunsNothingAndSaysWhatItDidNotRun)
{
    const std::string attack = handMade::name("os", "system") + "(" + handMade::text("touch vitscope-was-here") + "tR";
    expectRefusedTorch(handMade::torchZip(attack), {"holds no tensors", "os.system"});
    const TemporaryFolder folder;
    // Beside the tensors it is only told; as a tensor it is opaque.
    writeBytes(folder / "m",
               handMade::torchZip("}" + handMade::text("w") + handMade::tensor({{4}, {1}}) + "s" + handMade::text("evil") + attack + "s"));
    const auto file = openTensorFile(folder / "m");
    EXPECT_THAT(floats(*file, "w"), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(file->foreignNames(), ElementsAre("os.system"));
    EXPECT_THAT(file->opaque(), ElementsAre(Pair("evil", "os.system")));

    const auto opaqueOf = [&](const std::string& value) {
        writeBytes(folder / "n",
                   handMade::torchZip("}" + handMade::text("w") + handMade::tensor({{4}, {1}}) + "s" + handMade::text("a") + value + "s"));
        const auto opened = openTensorFile(folder / "n");
        return opened->opaque().contains("a") ? opened->opaque().at("a") : "";
    };
    EXPECT_EQ(opaqueOf(handMade::tensor({{4}, {1}, 0, attack})), "os.system") << "as a storage";
    EXPECT_EQ(opaqueOf(handMade::tensor({{4}, {1}, 0, handMade::storage("0", 4, handMade::name("evil", "FloatStorage"))})), "evil.FloatStorage");
    EXPECT_EQ(opaqueOf(handMade::tensor({{4}, {1}, 0, handMade::storage("0", 4), handMade::name("torch._utils", "_rebuild_tensor_v9")})),
              "torch._utils._rebuild_tensor_v9");
    EXPECT_EQ(opaqueOf(handMade::name("torch._utils", "_rebuild_parameter") + attack + "\x88}\x87R"), "os.system");
    EXPECT_EQ(opaqueOf(handMade::name("torch._utils", "_rebuild_qtensor") + ")R"), "torch._utils._rebuild_qtensor");
    EXPECT_EQ(opaqueOf(handMade::name("numpy.core.multiarray", "_reconstruct") + ")R"), "numpy.core.multiarray._reconstruct");
    EXPECT_EQ(opaqueOf(handMade::name("collections", "OrderedDict") + ")R"), "");
    EXPECT_FALSE(std::filesystem::exists("vitscope-was-here"));
}

TEST(Torch, NamesAreFitForATerminal)
{
    const TemporaryFolder folder;
    writeBytes(folder / "m", handMade::torchZip("}" + handMade::text("a\x1b[2J\n\xff\xc3\xa9\xe2\x82") + handMade::tensor({{4}, {1}}) + "s" +
                                                handMade::text("b") + handMade::name("evil", "\x1b[31m") + "s"));
    const auto file = openTensorFile(folder / "m");
    EXPECT_EQ(file->entries().front().name, "a?[2J??\xc3\xa9??");
    EXPECT_THAT(file->foreignNames(), ElementsAre("evil.?[31m"));
}

TEST(Torch, ReadsTypesWithoutAStorageOfTheirOwn)
{
    const TemporaryFolder folder;
    const std::string untyped = handMade::storage("0", 16, handMade::name("torch.storage", "UntypedStorage"));
    const auto third = [&](const std::string& type) {
        return handMade::name("torch._utils", "_rebuild_tensor_v3") + "(" + untyped + handMade::whole(1) + handMade::tuple({3}) +
               handMade::tuple({1}) + "\x89}" + type + "tR";
    };
    writeBytes(folder / "m", handMade::torchZip("}" + handMade::text("a") + third(handMade::name("torch", "float32")) + "s" + handMade::text("b") +
                                                third(handMade::name("torch", "uint16")) + "s" + handMade::text("c") +
                                                third(handMade::name("torch", "float128")) + "s"));
    const auto file = openTensorFile(folder / "m");
    EXPECT_THAT(floats(*file, "a"), ElementsAre(2, 3, 4));
    EXPECT_EQ(file->find("b")->dtype, DType::U16);
    EXPECT_THAT(file->opaque(), ElementsAre(Pair("c", "torch.float128")));
}

TEST(Torch, WalksCirclesAndThickets)
{
    // A dictionary in itself, and twenty levels of dictionaries that each hold the next one ten times: 10^20 paths.
    readWhole(
        handMade::torchZip("}q\x01" + handMade::text("self") + std::string("h\x01s") + handMade::text("w") + handMade::tensor({{4}, {1}}) + "s"));
    std::string thicket = handMade::dictionary("w", handMade::tensor({{4}, {1}})) + "q\x01";
    for (int level = 0; level < 20; ++level) {
        thicket += "}";
        for (int i = 0; i < 10; ++i)
            thicket += handMade::text(std::to_string(i)) + "h\x01s";
        thicket += "q\x01";
    }
    readWhole(handMade::torchZip(thicket));
    std::string deep = handMade::tensor({{4}, {1}});
    for (int level = 0; level < 1000; ++level)
        deep = handMade::dictionary("d", deep);
    expectRefusedTorch(handMade::torchZip(deep), {"holds no tensors"});
    // Long names in each other would make far more of them than the file has bytes.
    const std::string longName(900, 'n');
    const std::string once = handMade::dictionary(longName, handMade::tensor({{4}, {1}}));
    readWhole(handMade::torchZip(once));
    expectRefusedTorch(handMade::torchZip(handMade::dictionary(longName, once)), {"holds no tensors"});
}

TEST(Torch, RefusesOtherArchives)
{
    expectRefusedTorch(zipOf({{"archive/data.pkl", handMade::program("}")}, {"archive/constants.pkl", ""}, {"archive/code/model.py", ""}}),
                       {"TorchScript", "state_dict"});
    expectRefusedTorch(handMade::torchZip(handMade::dictionary("a", handMade::tensor({{4}, {1}})), {{"archive/byteorder", "big"}}), {"big-endian"});
    readWhole(handMade::torchZip(handMade::dictionary("a", handMade::tensor({{4}, {1}})), {{"archive/byteorder", "little"}}));
    expectRefusedTorch(handMade::torchZip("}"), {"holds no tensors", "state_dict"});
    expectRefusedTorch(handMade::torchZip("]"), {"holds no tensors"});
    expectRefusedTorch(handMade::torchZip("N"), {"holds no tensors"});
    expectRefusedTorch(zipOf({{"data.pkl", handMade::program("}").substr(0, 2)}}), {"pickle", "incomplete download"});
    expectRefusedTorch(zipOf({{.name = "a/data.pkl", .content = handMade::program("}"), .method = 8, .claimedBytes = 5'000'000}}),
                       {"data.pkl", "does not unpack"});
    expectRefusedTorch(zipOf({{.name = "a/data.pkl", .content = handMade::program("}"), .flags = 1}}), {"encrypted"});
    expectRefusedTorch(zipOf({{"photo.jpg", "x"}}), {"zip archive without a checkpoint", "unpack it first"});
    expectRefusedTorch(zipOf({{"config.json", "{}"}, {"model.weights.h5", ""}}), {"Keras"});
}

TEST(Torch, RefusesEveryTruncation)
{
    for (const char* name : {"nested.pth", "nested-legacy.pth"}) {
        SCOPED_TRACE(name);
        const std::string original = readBytes(containerFiles + name);
        for (std::size_t length = 0; length < original.size(); length += length < 200 || length + 200 > original.size() ? 1 : 13)
            expectRefusedTorch(original.substr(0, length), {});
    }
}

/// Random changes: an error with a sentence, or values.
TEST(Torch, SurvivesDamage)
{
    SplitMix64 random(5);
    for (const char* name : {"nested.pth", "nested-legacy.pth", "nested-deflated.pth", "nested-protocol4.pth", "module.pt"}) {
        const std::string original = readBytes(containerFiles + name);
        int refused = 0;
        for (int attempt = 0; attempt < 400; ++attempt) {
            std::string changed = original;
            for (std::uint64_t change = random.next() % 4; change < 4; ++change)
                changed[random.next() % changed.size()] = static_cast<char>(random.next());
            try {
                readWhole(changed);
            } catch (const Error& error) {
                ++refused;
                EXPECT_EQ(error.fault(), Fault::Model) << error.what();
            }
        }
        EXPECT_GT(refused, 20) << name;
    }
}

}  // namespace
}  // namespace vitscope
