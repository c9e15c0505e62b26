// The tip at the model's name tells what `vitscope-cli model` does; an input size is part of the recipe.
#include "ui/words/model_tip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/model/facts.h"
#include "core/model/settings.h"
#include "tests/support/golden.h"
#include "tests/ui/session_fixture.h"
#include "ui/words/language.h"

namespace vitscope {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ModelTip, SaysEveryFactAndWhereValuesComeFrom)
{
    Model model = openCheckpoint(golden::folder("timm-map-pool"));
    applySettings(model, {"heads=6"});
    const std::string tip = modelTip(model).toStdString();
    for (const Fact& fact : modelFacts({model.config, model.preprocess}, model.provenance))
        for (const Message& sentence : fact.sentences)
            EXPECT_THAT(tip, HasSubstr(QString::fromStdString(sentence.english()).toHtmlEscaped().toStdString()));
    EXPECT_THAT(tip, HasSubstr("<b>Assumed</b>"));
    EXPECT_THAT(tip, HasSubstr("activation gelu_pytorch_tanh"));
    EXPECT_THAT(tip, HasSubstr("<b>Set</b></td><td>heads 6</td>"));
    setLanguage(QStringLiteral("zh_CN"));
    const std::string chinese = modelTip(model).toStdString();
    setLanguage(QStringLiteral("en"));
    EXPECT_THAT(chinese, Not(HasSubstr("Assumed")));
    EXPECT_THAT(chinese, HasSubstr("activation gelu_pytorch_tanh")) << "keys are those of --set";
}

}  // namespace
}  // namespace vitscope
