#include "core/checkpoint/model_root.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "safetensors_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using test::dataFolder;
using test::floats;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Tensors by name alone; each has one value, its place in the list.
class NamesAlone : public TensorFile {
public:
    explicit NamesAlone(std::vector<std::string> names)
    {
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            TensorEntry entry;
            entry.name = name;
            entry.part = entries_.size();
            entries_.push_back(entry);
        }
    }
    std::string container() const override { return "names"; }
    const std::vector<TensorEntry>& entries() const override { return entries_; }
    const Metadata& metadata() const override { return metadata_; }
    const std::map<std::string, std::string>& opaque() const override { return opaque_; }
    void readFloats(const TensorEntry& entry, float* out) const override { *out = static_cast<float>(entry.part); }

    std::map<std::string, std::string> opaque_;

private:
    std::vector<TensorEntry> entries_;
    Metadata metadata_;
};

struct Found {
    std::vector<std::string> names;
    std::string note;
};

Found rooted(const std::vector<std::string>& names)
{
    std::vector<Message> notes;
    const auto file = atModelRoot(std::make_unique<NamesAlone>(names), notes);
    Found found;
    for (const TensorEntry& entry : file->entries())
        found.names.push_back(entry.name);
    EXPECT_LE(notes.size(), 1U);
    found.note = notes.empty() ? "" : notes.front().english();
    return found;
}

const std::string timm = "patch_embed.proj.weight";
const std::string huggingFace = "embeddings.patch_embeddings.projection.weight";

TEST(ModelRoot, LeavesPlainNamesAlone)
{
    for (const std::string& anchor :
         {timm, huggingFace, "vit." + huggingFace, "dinov2_with_registers." + huggingFace, std::string("conv_proj.weight"),
          std::string("embedding/kernel"), std::string("vision_model.embeddings.patch_embedding.weight"),
          std::string("embeddings.patch_embeddings.weight")}) {
        const Found found = rooted({anchor, "zz.head"});
        EXPECT_THAT(found.names, ElementsAre(anchor, "zz.head"));
        EXPECT_EQ(found.note, "");
    }
    EXPECT_THAT(rooted({"module.conv1.weight", "module.fc.weight"}).names, ElementsAre("module.conv1.weight", "module.fc.weight")) << "no ViT at all";
}

TEST(ModelRoot, TakesWrappersAway)
{
    for (const std::string wrapper :
         {"module.", "_orig_mod.", "backbone.", "model.", "state_dict.", "state_dict._orig_mod.module.", "my.own.wrapper."}) {
        const Found found = rooted({wrapper + timm, wrapper + "cls_token"});
        EXPECT_THAT(found.names, ElementsAre("cls_token", timm)) << wrapper;
        EXPECT_THAT(found.note, ::testing::HasSubstr("“" + wrapper.substr(0, wrapper.size() - 1) + "”"));
    }
    EXPECT_THAT(rooted({"model.vit." + huggingFace, "model.classifier.weight"}).names, ElementsAre("classifier.weight", "vit." + huggingFace));
    EXPECT_THAT(rooted({"vit." + timm, "head.weight"}).names, ElementsAre("head.weight", timm)) << "a wrapper's name that is a prefix elsewhere";
    EXPECT_THAT(rooted({"params/embedding/kernel", "params/head/kernel"}).names, ElementsAre("embedding/kernel", "head/kernel"));
}

TEST(ModelRoot, KeepsTheHeadBesideABackbone)
{
    EXPECT_THAT(rooted({"model.backbone." + timm, "model.head.weight", "optimizer.x"}).names, ElementsAre("head.weight", timm));
    EXPECT_THAT(rooted({"backbone." + timm, "head.weight", "backbone.head.weight"}).names, ElementsAre("head.weight", timm));
    std::vector<Message> notes;
    const auto file =
        atModelRoot(std::make_unique<NamesAlone>(std::vector<std::string>{"backbone.head.weight", "backbone." + timm, "head.weight"}), notes);
    EXPECT_THAT(floats(*file, "head.weight"), ElementsAre(0)) << "the backbone's own";
    EXPECT_EQ(file->find("head.weight")->fullName(), "backbone.head.weight");
}

TEST(ModelRoot, ChoosesTheAveragedModel)
{
    const auto chosen = [](const std::vector<std::string>& roots) {
        std::vector<std::string> names;
        for (const std::string& root : roots) {
            names.push_back(root + timm);
            names.push_back(root + "root:" + root);
        }
        const Found found = rooted(names);
        EXPECT_EQ(found.names.size(), 2U);
        EXPECT_THAT(found.note, ::testing::HasSubstr("several models"));
        return found.names.back().substr(std::string("root:").size());
    };
    EXPECT_EQ(chosen({"student.module.backbone.", "teacher.backbone."}), "teacher.backbone.");
    EXPECT_EQ(chosen({"model.", "model_ema."}), "model_ema.");
    EXPECT_EQ(chosen({"state_dict.module.", "state_dict_ema.module."}), "state_dict_ema.module.");
    EXPECT_EQ(chosen({"model.student.backbone.", "model.teacher.backbone."}), "model.teacher.backbone.");
    EXPECT_EQ(chosen({"encoder.module.", "target_encoder.module."}), "target_encoder.module.");
    EXPECT_EQ(chosen({"module.base_encoder.", "module.momentum_encoder."}), "module.momentum_encoder.");
    EXPECT_EQ(chosen({"anything.", "student."}), "anything.");
}

TEST(ModelRoot, ChoosesTheLargestOfEqualOnes)
{
    const Found found = rooted({"a." + timm, "b." + timm, "b.cls_token", "c.x"});
    EXPECT_THAT(found.names, ElementsAre("c.x", "cls_token", timm));
    EXPECT_THAT(found.note, ::testing::AllOf(::testing::HasSubstr("under “b”"), ::testing::HasSubstr("not “a”")));
}

TEST(ModelRoot, KeepsWhatIsOpaqueUnderItsName)
{
    auto names = std::make_unique<NamesAlone>(std::vector<std::string>{"teacher." + timm, "student." + timm});
    names->opaque_ = {{"teacher.pos_embed", "os.system"}, {"student.pos_embed", "os.popen"}};
    std::vector<Message> notes;
    const auto file = atModelRoot(std::move(names), notes);
    EXPECT_THAT(file->opaque(), ElementsAre(::testing::Pair("pos_embed", "os.system")));
}

TEST(ModelRoot, FindsTheTeacherInWhatPyTorchWrote)
{
    for (const char* name : {"nested.pth", "nested-legacy.pth"}) {
        std::vector<Message> notes;
        const auto file = atModelRoot(openTensorFile(dataFolder + "/containers/" + name), notes);
        EXPECT_EQ(floats(*file, timm).front(), -1.0F);
        EXPECT_EQ(file->find(timm)->fullName(), "teacher.backbone." + timm);
        EXPECT_EQ(floats(*file, "head.weight").size(), 7U) << "beside the backbone";
        EXPECT_EQ(file->find("optimizer.state.0.exp_avg"), nullptr);
        EXPECT_THAT(file->foreignNames(), ElementsAre("argparse.Namespace"));
        EXPECT_THAT(notes.front().english(), ::testing::HasSubstr("“teacher.backbone”, not “student.module.backbone”"));
    }
}

}  // namespace
}  // namespace vitscope
