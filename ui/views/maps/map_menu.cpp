#include "ui/views/maps/map_menu.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QCursor>
#include <QFileDialog>
#include <QMenu>
#include <QToolTip>
#include <algorithm>

#include "ui/render/heat_map.h"
#include "ui/render/numbers.h"
#include "ui/render/png.h"
#include "ui/views/attention_map.h"
#include "ui/views/maps/numbers_dialog.h"
#include "ui/words/claims.h"

namespace vitscope {

namespace {

constexpr std::int64_t wishedSide = 1024;

QString menuText(const char* text)
{
    return QCoreApplication::translate("MapMenu", text);
}

/// Near the pointer, where one has just chosen.
void tell(const QString& text)
{
    QToolTip::showText(QCursor::pos(), text);
}

/// Any character may stand in a name, but not in a file's.
QString fileNameOf(QString name)
{
    for (QChar& letter : name)
        if (QStringLiteral("/\\:*?\"<>|").contains(letter))
            letter = u'-';
    return name;
}

void savePicture(QWidget& over, const MapOffer& offer, RunView& runView)
{
    QString path =
        QFileDialog::getSaveFileName(over.window(), menuText(QT_TRANSLATE_NOOP("MapMenu", "Save the picture")),
                                     fileNameOf(offer.name) + QStringLiteral(".png"), menuText(QT_TRANSLATE_NOOP("MapMenu", "PNG pictures (*.png)")));
    if (path.isEmpty())
        return;
    const Run& run = *runView.run();
    const PngTexts texts{{QStringLiteral("Title"), offer.name},
                         {QStringLiteral("Software"), QStringLiteral("ViTScope ") + QCoreApplication::applicationVersion()},
                         {QStringLiteral("Source"), run.pictureName},
                         {QStringLiteral("Model"), run.modelName}};
    runView.inBackground([path, texts, picture = offer.picture()] { savePng(path, picture, texts); },
                         [path] { tell(menuText(QT_TRANSLATE_NOOP("MapMenu", "Saved: %1")).arg(path)); });
}

void copyValues(const MapOffer& offer, RunView& runView)
{
    const auto text = std::make_shared<QString>();
    const std::int64_t rows = offer.part.rows(), columns = offer.part.columns();
    runView.inBackground([text, cells = offer.part.cells] { *text = tabSeparated(cells.view()); },
                         [text, rows, columns] {
                             QApplication::clipboard()->setText(*text);
                             tell(menuText(QT_TRANSLATE_NOOP("MapMenu", "Copied: %1 × %2 numbers")).arg(rows).arg(columns));
                         });
}

}  // namespace

QImage pictureOfPart(const MapPart& part, const Theme& theme)
{
    if (!part.picture.isNull())
        return part.picture;
    const std::int64_t longest = std::max(part.rows(), part.columns()), side = std::max<std::int64_t>(1, (wishedSide + longest - 1) / longest);
    const QImage cells = heatMap(part.cells.view(), part.style.range, colourTable(part.style.palette, theme.neutral.rgb()));
    return cells.scaled(cells.width() * static_cast<int>(side), cells.height() * static_cast<int>(side));
}

std::optional<MapOffer> attentionOffer(RunView& runView, const Viewpoint& viewpoint, std::int64_t head)
{
    const StageKey stage("blocks.attention", viewpoint.selection().block);
    const std::optional<Slice> attention = runView.values(stage);
    if (!attention)
        return std::nullopt;
    const RunPtr run = runView.run();
    const TokenLayout& layout = run->trace->layout();
    const std::int64_t query = viewpoint.selection().token();
    const std::vector<float> row = attentionRow(attention->view(), head, query);
    const ValueRange range = mapRange(attention->view(), layout, head, query, viewpoint.display().sharedScale);
    const QString name = claimText(*run->trace, underThePicture(*run->trace, {stage, query, head}, stage.block));
    const std::int64_t key = std::max_element(row.begin(), row.end()) - row.begin();
    const auto weights = std::make_shared<const Tensor>(onPatchGrid(row, layout));
    return MapOffer{.name = name,
                    .picture =
                        [run, row, style = overlayStyle(viewpoint.display(), range)] {
                            return layOver(run->shown.convertToFormat(QImage::Format_RGB32), *run, row, style);
                        },
                    .part = {.title = name,
                             .note = {},
                             .tensor = QStringLiteral("blocks.attention"),
                             .cells = Slice(weights->view(), weights),
                             .style = {},
                             .uniform = {},
                             .picture = {},
                             .patch = {}},
                    .chosen = {query, head, key, 0},
                    .cell = Cell{stage, {head < 0 ? Cell::meanOfHeads : head, query, key}},
                    .largest = true};
}

QMenu* makeMapMenu(QWidget& over, const MapOffer& offer, RunView& runView)
{
    auto* menu = new QMenu(&over);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* text, auto act) { QObject::connect(menu->addAction(menuText(text)), &QAction::triggered, &over, act); };
    const RunPtr run = runView.run();
    if (offer.cell)
        add(offer.largest ? QT_TRANSLATE_NOOP("MapMenu", "Explain the largest weight") : QT_TRANSLATE_NOOP("MapMenu", "Explain this number"),
            [&runView, cell = *offer.cell] { runView.inquiry().ask(cell); });
    add(QT_TRANSLATE_NOOP("MapMenu", "Numbers as a table"),
        [&over, offer, run] { (new NumbersDialog(offer.name, {offer.part}, run->trace->layout(), offer.chosen, over.window()))->show(); });
    menu->addSeparator();
    add(QT_TRANSLATE_NOOP("MapMenu", "Copy the picture"), [offer] { QApplication::clipboard()->setImage(offer.picture()); });
    add(QT_TRANSLATE_NOOP("MapMenu", "Copy the values"), [offer, &runView] { copyValues(offer, runView); });
    add(QT_TRANSLATE_NOOP("MapMenu", "Save the picture …"), [&over, offer, &runView] { savePicture(over, offer, runView); });
    return menu;
}

void showMapMenu(QWidget& over, QPoint at, const MapOffer& offer, RunView& runView)
{
    makeMapMenu(over, offer, runView)->popup(at);
}

}  // namespace vitscope
