#include "ui/session/parts.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/model/settings.h"

namespace vitscope {

std::vector<ModelPart> modelParts()
{
    const auto part = [](const char* key, const char* title, const char* purpose) {
        return ModelPart{QString::fromLatin1(key), QCoreApplication::translate("Parts", title), QCoreApplication::translate("Parts", purpose)};
    };
    return {
        part("class_token", QT_TRANSLATE_NOOP("Parts", "Class token"),
             QT_TRANSLATE_NOOP("Parts", "One more token, which collects the answer. Without it the head reads the mean of all patches instead.")),
        part(
            "positions", QT_TRANSLATE_NOOP("Parts", "Position embedding"),
            QT_TRANSLATE_NOOP(
                "Parts",
                "Tells each token where its patch lies. Without it attention has no order: the same patches, shuffled, give the same answer. What can be told "
                "by colours and parts may still be told; what depends on the arrangement cannot.")),
        part("norms", QT_TRANSLATE_NOOP("Parts", "Layer norms of the blocks"),
             QT_TRANSLATE_NOOP("Parts", "Bring each token to one scale before every branch. Without them the branches read numbers of any size.")),
        part("scale", QT_TRANSLATE_NOOP("Parts", "Scale √d"),
             QT_TRANSLATE_NOOP(
                 "Parts", "Divides the scores by √d. Without it they are √d times as large, and softmax gives more of the weight to fewer tokens.")),
        part("softmax", QT_TRANSLATE_NOOP("Parts", "Softmax in the attention"),
             QT_TRANSLATE_NOOP("Parts",
                               "Turns scores into shares that sum to 1. Without it the scores themselves multiply the values, negative ones too.")),
        part(
            "value", QT_TRANSLATE_NOOP("Parts", "Attention × value"),
            QT_TRANSLATE_NOOP("Parts", "Collects what each token looked at. Without it each keeps its own value, and no token learns from another.")),
        part("residuals", QT_TRANSLATE_NOOP("Parts", "Residuals"),
             QT_TRANSLATE_NOOP(
                 "Parts", "Carry along what was there before each branch. Without them what a branch brings takes the place of all before it."))};
}

bool isOn(const Run& run, const QString& key)
{
    const std::vector<SettingValue> settings = settingsOf({run.trace->config(), run.trace->model().preprocess});
    return std::any_of(settings.begin(), settings.end(), [&](const SettingValue& setting) {
        return key == QLatin1String(setting.key.data(), static_cast<qsizetype>(setting.key.size())) && setting.value == "on";
    });
}

}  // namespace vitscope
