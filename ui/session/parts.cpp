#include "ui/session/parts.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/model/settings.h"

namespace vitscope {

std::vector<ModelPart> modelParts()
{
    const auto part = [](const char* key, const char* title) {
        return ModelPart{QString::fromLatin1(key), QCoreApplication::translate("Parts", title)};
    };
    return {part("class_token", QT_TRANSLATE_NOOP("Parts", "Class token")),
            part("positions", QT_TRANSLATE_NOOP("Parts", "Position embedding")),
            part("norms", QT_TRANSLATE_NOOP("Parts", "Layer norms of the blocks")),
            part("scale", QT_TRANSLATE_NOOP("Parts", "Scale √d")),
            part("softmax", QT_TRANSLATE_NOOP("Parts", "Softmax in the attention")),
            part("value", QT_TRANSLATE_NOOP("Parts", "Attention × value")),
            part("residuals", QT_TRANSLATE_NOOP("Parts", "Residuals"))};
}

bool isOn(const Run& run, const QString& key)
{
    const std::vector<SettingValue> settings = settingsOf(run.trace->config());
    return std::any_of(settings.begin(), settings.end(), [&](const SettingValue& setting) {
        return key == QLatin1String(setting.key.data(), static_cast<qsizetype>(setting.key.size())) && setting.value == "on";
    });
}

}  // namespace vitscope
