#include "ui/window/memory.h"

#include <QSettings>
#include <algorithm>

#include "ui/pages/pages.h"
#include "ui/words/language.h"

namespace vitscope {

namespace {

constexpr qlonglong none = -1;

/// A number, or the other where there is none.
double numberOf(const QSettings& settings, const QString& key, double otherwise)
{
    bool read = false;
    const double number = settings.value(key).toDouble(&read);
    return read ? number : otherwise;
}

/// One of the words, or nothing.
QString wordOf(const QSettings& settings, const QString& key, const QStringList& words)
{
    const QString word = settings.value(key).toString();
    return words.contains(word) ? word : QString();
}

std::optional<Selection> readSelection(const QSettings& settings)
{
    const std::optional<StageKey> stage = StageKey::parse(settings.value(QStringLiteral("walk/stage")).toString().toStdString());
    if (!stage || !findStage(stage->id))
        return std::nullopt;
    Selection selection;
    selection.stage = *stage;
    selection.block = settings.value(QStringLiteral("walk/block"), 0).toLongLong();
    selection.head = settings.value(QStringLiteral("walk/head"), qlonglong{Selection::meanOfHeads}).toLongLong();
    selection.query = settings.value(QStringLiteral("walk/query"), 0).toLongLong();
    if (const qlonglong entry = settings.value(QStringLiteral("walk/entry"), none).toLongLong(); entry >= 0)
        selection.entry = entry;
    return selection;
}

}  // namespace

Memory readMemory(const QSettings& settings)
{
    Memory memory;
    memory.model = settings.value(QStringLiteral("open/model")).toString();
    memory.picture = settings.value(QStringLiteral("open/picture")).toString();
    memory.page = pageNamed(settings.value(QStringLiteral("window/page")).toString()).value_or(memory.page);
    if (const auto walk = pageNamed(settings.value(QStringLiteral("window/walk")).toString()); walk && showsStages(*walk))
        memory.walk = *walk;
    memory.selection = readSelection(settings);
    memory.recent.pictures = settings.value(QStringLiteral("recent/pictures")).toStringList().mid(0, Recent::most);
    memory.recent.models = settings.value(QStringLiteral("recent/models")).toStringList().mid(0, Recent::most);
    memory.display.opacity = std::clamp(numberOf(settings, QStringLiteral("display/opacity"), memory.display.opacity), 0.0, 1.0);
    memory.display.grid = settings.value(QStringLiteral("display/grid"), memory.display.grid).toBool();
    memory.display.bare = settings.value(QStringLiteral("display/bare"), memory.display.bare).toBool();
    memory.display.sharedScale = settings.value(QStringLiteral("display/sharedScale"), memory.display.sharedScale).toBool();
    memory.geometry = settings.value(QStringLiteral("window/geometry")).toByteArray();
    memory.panes = settings.value(QStringLiteral("window/panes")).toByteArray();
    memory.language = wordOf(settings, QStringLiteral("window/language"), languages());
    memory.theme = wordOf(settings, QStringLiteral("window/theme"), {QStringLiteral("light"), QStringLiteral("dark")});
    memory.speed = numberOf(settings, QStringLiteral("walk/speed"), memory.speed);
    memory.reducedMotion = settings.value(QStringLiteral("walk/reducedMotion"), false).toBool();
    return memory;
}

void writeMemory(QSettings& settings, const Memory& memory)
{
    settings.setValue(QStringLiteral("open/model"), memory.model);
    settings.setValue(QStringLiteral("open/picture"), memory.picture);
    settings.setValue(QStringLiteral("window/page"), pageName(memory.page));
    settings.setValue(QStringLiteral("window/walk"), pageName(memory.walk));
    settings.setValue(QStringLiteral("recent/pictures"), memory.recent.pictures);
    settings.setValue(QStringLiteral("recent/models"), memory.recent.models);
    const Selection selection = memory.selection.value_or(Selection());
    settings.setValue(QStringLiteral("walk/stage"), QString::fromStdString(selection.stage.name()));
    settings.setValue(QStringLiteral("walk/block"), static_cast<qlonglong>(selection.block));
    settings.setValue(QStringLiteral("walk/head"), static_cast<qlonglong>(selection.head));
    settings.setValue(QStringLiteral("walk/query"), static_cast<qlonglong>(selection.query));
    settings.setValue(QStringLiteral("walk/entry"), static_cast<qlonglong>(selection.entry.value_or(none)));
    settings.setValue(QStringLiteral("walk/speed"), memory.speed);
    settings.setValue(QStringLiteral("walk/reducedMotion"), memory.reducedMotion);
    settings.setValue(QStringLiteral("display/opacity"), memory.display.opacity);
    settings.setValue(QStringLiteral("display/grid"), memory.display.grid);
    settings.setValue(QStringLiteral("display/bare"), memory.display.bare);
    settings.setValue(QStringLiteral("display/sharedScale"), memory.display.sharedScale);
    settings.setValue(QStringLiteral("window/geometry"), memory.geometry);
    settings.setValue(QStringLiteral("window/panes"), memory.panes);
    settings.setValue(QStringLiteral("window/language"), memory.language);
    settings.setValue(QStringLiteral("window/theme"), memory.theme);
}

}  // namespace vitscope
