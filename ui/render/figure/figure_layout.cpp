#include "ui/render/figure/figure_layout.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "ui/render/figure/figure_words.h"
#include "ui/render/figure/panel_image.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

/// A text broken into lines of at most this width.
QStringList brokenInto(const QString& text, const QFont& font, double width)
{
    QStringList lines;
    for (const QString& paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, font);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines.append(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
    }
    return lines;
}

/// Works from top to bottom; everything is in pixels.
class FigureArranger {
public:
    FigureArranger(const Figure& figure, const FigureLook& look)
        : figure_(figure),
          look_(look),
          label_(figureFont(look, look.points)),
          caption_(figureFont(look, look.points)),
          title_(figureFont(look, look.points * 1.25, QFont::DemiBold)),
          unit_(look.points * look.dpi() / 72),
          columns_(std::max(1, look.columns > 0 ? std::min(look.columns, count()) : figure.plan.columns)),
          bothNamed_(look.labels && namesColumnsAndRows(figure, look)),
          margin_(look.isPlain() ? 0 : std::lround(unit_ * 0.9))
    {
        gap_ = look.isPlain() && count() == 1 ? 0 : std::max(1L, std::lround(unit_ * 0.5));
        left_ = margin_ + rowNames() + (turnedName().isEmpty() ? 0 : lineHeight(label_) + gap_);
    }

    FigureLayout arrange();

private:
    int count() const { return static_cast<int>(figure_.panels.size()); }
    int rows() const { return (count() + columns_ - 1) / columns_; }
    static long lineHeight(const QFont& font) { return std::lround(std::ceil(QFontMetricsF(font).height())); }
    static double widthOf(const QFont& font, const QString& text) { return QFontMetricsF(font).horizontalAdvance(text); }

    /// The name of a matrix's axis; of maps and pictures there is none.
    QString axisName(std::size_t fromLast) const
    {
        const FigurePanel& panel = figure_.panels.front();
        if (!look_.axisNames || panel.onPatches || panel.values.shape().size() <= fromLast)
            return {};
        return axisTitle(panel.values.shape()[panel.values.shape().size() - 1 - fromLast].axis);
    }
    QString turnedName() const { return axisName(1); }
    /// "query (attends)" without what stands in brackets where there is no room for it.
    QString fitting(const QString& name, double room) const
    {
        const QString shown = widthOf(label_, name) <= room ? name : name.section(QStringLiteral(" ("), 0, 0);
        return QFontMetricsF(label_).elidedText(shown, Qt::ElideRight, room);
    }
    long rowNames() const
    {
        double widest = 0;
        for (int row = 0; bothNamed_ && row < rows(); ++row)
            widest = std::max(widest, widthOf(label_, rowLabel(figure_.panels[static_cast<std::size_t>(row * columns_)])));
        return bothNamed_ ? std::lround(std::ceil(widest)) + 2 * gap_ : 0;
    }

    QSize panelFor(double width) const;
    FigureLayout arrangeFor(QSize panel);
    void addLine(QPointF baseline, const QString& text, const QFont& font, bool dim = false, bool turned = false)
    {
        if (!text.isEmpty())
            made_.lines.push_back({baseline, text, font, dim, turned});
    }
    void addParagraph(const QString& text, const QFont& font, bool dim);
    void addTitle();
    void addGrid(QSize panel);
    void addPanelLabels(QSize panel, long top, int row);
    void addOwnBar(std::size_t panel, const QRect& place);
    void addSharedBars();
    void addLegend();

    const Figure& figure_;
    const FigureLook& look_;
    QFont label_, caption_, title_;
    double unit_;  ///< the type's size in pixels
    int columns_;
    bool bothNamed_;
    long margin_ = 0, gap_ = 0, left_ = 0;
    long y_ = 0;  ///< how far down it is
    long gridWidth_ = 0;
    long width_ = 0;  ///< of the whole page
    FigureLayout made_;
};

void requireRoom(QSize panel)
{
    constexpr int smallest = 4;
    if (panel.width() < smallest || panel.height() < smallest)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The figure is too small for its panels and type: make it larger, or the type smaller."));
}

/// Cells are whole pixels where there are enough of them.
QSize FigureArranger::panelFor(double width) const
{
    const FigurePanel& panel = figure_.panels.front();
    const QSizeF shape = panelShape(figure_, panel, look_);
    QSize size(static_cast<int>(width), std::max(1, qRound(width * shape.height() / shape.width())));
    const bool overPicture = panel.onPatches && look_.overPicture;
    if (overPicture || !panel.picture.isNull() || look_.isPlain())
        return size;
    const MatrixView cells = panel.values.view().matrix();
    const int across = static_cast<int>(cells.cols()), down = static_cast<int>(cells.rows());
    constexpr int fewest = 6;  // pixels a cell; below that too much room would be lost
    if (size.width() >= fewest * across)
        size.setWidth(size.width() / across * across);
    if (size.height() >= fewest * down)
        size.setHeight(size.height() / down * down);
    return size;
}

FigureLayout FigureArranger::arrange()
{
    const FigureSize& page = look_.size;
    if (page.panel > 0)
        return arrangeFor(panelSize(figure_, figure_.panels.front(), look_, page.panel));
    const double room = static_cast<double>(page.width - left_ - margin_ - (columns_ - 1) * gap_) / columns_;
    requireRoom(panelFor(std::max(0.0, room)));
    FigureLayout layout = arrangeFor(panelFor(room));
    for (int width = static_cast<int>(room); page.height > 0 && layout.size.height() > page.height;) {
        // Every pixel less in width saves at least one row of each panel; what is drawn is never scaled afterwards.
        const int excess = layout.size.height() - page.height;
        const QSizeF shape = panelShape(figure_, figure_.panels.front(), look_);
        width -= std::max(1, static_cast<int>(excess * shape.width() / shape.height() / rows()));
        requireRoom(panelFor(std::max(0, width)));
        layout = arrangeFor(panelFor(width));
    }
    return layout;
}

FigureLayout FigureArranger::arrangeFor(QSize panel)
{
    made_ = {};
    gridWidth_ = static_cast<long>(columns_) * panel.width() + (columns_ - 1) * gap_;
    const long needed = left_ + gridWidth_ + margin_;
    width_ = look_.size.panel > 0 ? std::max(needed, look_.isPlain() ? 0L : std::lround(unit_ * 20)) : look_.size.width;
    y_ = margin_;
    addTitle();
    addGrid(panel);
    addSharedBars();
    addLegend();
    if (look_.caption) {
        y_ += gap_;
        const bool averaged = figure_.panels.front().picture.isNull() && averagesCells(figure_.panels.front(), panel);
        addParagraph(look_.caption->isEmpty() ? figureCaption(figure_, look_, averaged) : *look_.caption, caption_, false);
    }
    made_.size = QSize(static_cast<int>(width_), static_cast<int>(y_ + margin_));
    if (made_.size.width() > largestFigure || made_.size.height() > largestFigure)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The figure would have %1 × %2 pixels; %3 is the most on a side."),
                    {std::to_string(made_.size.width()), std::to_string(made_.size.height()), std::to_string(largestFigure)});
    return made_;
}

void FigureArranger::addParagraph(const QString& text, const QFont& font, bool dim)
{
    const QFontMetricsF metrics(font);
    for (const QString& line : brokenInto(text, font, static_cast<double>(width_ - 2 * margin_))) {
        addLine({static_cast<double>(margin_), static_cast<double>(y_) + metrics.ascent()}, line, font, dim);
        y_ += lineHeight(font);
    }
}

void FigureArranger::addTitle()
{
    if (look_.title.isEmpty())
        return;
    addParagraph(look_.title, title_, false);
    y_ += gap_;
}

/// The names of columns once above all rows; else each panel's own.
void FigureArranger::addPanelLabels(QSize panel, long top, int row)
{
    const double ascent = QFontMetricsF(label_).ascent();
    for (int column = 0; column < columns_ && row * columns_ + column < count(); ++column) {
        const FigurePanel& shown = figure_.panels[static_cast<std::size_t>(row * columns_ + column)];
        const QString text = QFontMetricsF(label_).elidedText(bothNamed_ ? columnLabel(figure_, shown) : panelLabel(figure_, shown, look_),
                                                              Qt::ElideRight, panel.width() + static_cast<double>(gap_) / 2);
        const double middle = static_cast<double>(left_ + column * (panel.width() + gap_)) + panel.width() / 2.0;
        addLine({middle - widthOf(label_, text) / 2, static_cast<double>(top) + ascent}, text, label_);
    }
}

void FigureArranger::addGrid(QSize panel)
{
    const QFontMetricsF metrics(label_);
    const long labelHeight = lineHeight(label_) + gap_ / 2;
    const bool ownBars = look_.colourBar && !figure_.oneScale && figure_.panels.front().picture.isNull();
    const long top = y_;
    for (int row = 0; row < rows(); ++row) {
        if (row > 0)
            y_ += gap_;
        if (look_.labels && (!bothNamed_ || row == 0)) {
            addPanelLabels(panel, y_, row);
            y_ += labelHeight;
        }
        if (bothNamed_)
            addLine({static_cast<double>(margin_), static_cast<double>(y_) + panel.height() / 2.0 + (metrics.ascent() - metrics.descent()) / 2},
                    rowLabel(figure_.panels[static_cast<std::size_t>(row * columns_)]), label_);
        long below = 0;
        for (int column = 0; column < columns_ && row * columns_ + column < count(); ++column) {
            const auto index = static_cast<std::size_t>(row * columns_ + column);
            const QRect place(QPoint(static_cast<int>(left_ + column * (panel.width() + gap_)), static_cast<int>(y_)), panel);
            made_.panels.push_back(place);
            if (ownBars)
                addOwnBar(index, place);
        }
        if (ownBars)
            below = std::lround(unit_ * 0.9) + lineHeight(figureFont(look_, look_.points * 0.8));
        y_ += panel.height() + below;
    }
    const QString turned = fitting(turnedName(), static_cast<double>(y_ - top)), across = fitting(axisName(0), static_cast<double>(gridWidth_));
    if (!turned.isEmpty())
        addLine({static_cast<double>(left_ - gap_) - metrics.descent(), static_cast<double>(top + y_) / 2 + widthOf(label_, turned) / 2}, turned,
                label_, true, true);
    if (!across.isEmpty()) {
        addLine({static_cast<double>(left_) + (static_cast<double>(gridWidth_) - widthOf(label_, across)) / 2,
                 static_cast<double>(y_ + gap_ / 2) + metrics.ascent()},
                across, label_, true);
        y_ += lineHeight(label_) + gap_ / 2;
    }
}

/// Under its panel: the bar, and its ends in type that fits.
void FigureArranger::addOwnBar(std::size_t panel, const QRect& place)
{
    const QRect bar(place.left(), place.bottom() + 1 + static_cast<int>(std::lround(unit_ * 0.25)), place.width(),
                    static_cast<int>(std::max(2L, std::lround(unit_ * 0.4))));
    made_.bars.push_back({bar, panel});
    const FigurePanel* shown = &figure_.panels[panel];
    const QString low = lowEnd({shown}), high = highEnd({shown});
    QFont font = figureFont(look_, look_.points * 0.8);
    while (font.pixelSize() > 1 && widthOf(font, low + QStringLiteral("  ") + high) > place.width())
        font.setPixelSize(font.pixelSize() - 1);
    const double baseline = bar.bottom() + 1 + QFontMetricsF(font).ascent();
    addLine({static_cast<double>(bar.left()), baseline}, low, font, true);
    addLine({bar.right() + 1 - widthOf(font, high), baseline}, high, font, true);
}

/// One for each measure, below all panels: what it is, the ends on either side of the bar.
void FigureArranger::addSharedBars()
{
    if (!look_.colourBar || !figure_.oneScale || !figure_.panels.front().picture.isNull())
        return;
    std::vector<std::string> done;
    const QFontMetricsF metrics(label_);
    for (std::size_t i = 0; i < figure_.panels.size(); ++i) {
        const FigurePanel& panel = figure_.panels[i];
        if (std::find(done.begin(), done.end(), panel.measure) != done.end())
            continue;
        done.push_back(panel.measure);
        std::vector<const FigurePanel*> sharing;
        for (const FigurePanel& other : figure_.panels)
            if (other.measure == panel.measure)
                sharing.push_back(&other);
        const QString low = lowEnd(sharing), high = highEnd(sharing), title = measureTitle(figure_, panel, look_);
        y_ += gap_;
        const double baseline = static_cast<double>(y_) + metrics.ascent(), right = static_cast<double>(left_ + gridWidth_);
        const int thickness = static_cast<int>(std::max(2L, std::lround(unit_ * 0.6)));
        const int from = static_cast<int>(std::ceil(static_cast<double>(left_) + widthOf(label_, low)) + static_cast<double>(gap_));
        const int to = static_cast<int>(std::floor(right - widthOf(label_, high)) - static_cast<double>(gap_));
        if (to - from < thickness)
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The figure is too small for its panels and type: make it larger, or the type smaller."));
        addLine({static_cast<double>(left_), baseline}, low, label_);
        addLine({right - widthOf(label_, high), baseline}, high, label_);
        made_.bars.push_back({QRect(from, static_cast<int>(y_ + (lineHeight(label_) - thickness) / 2), to - from, thickness), i});
        y_ += lineHeight(label_);
        const QStringList lines = brokenInto(title, label_, static_cast<double>(width_ - 2 * margin_));
        for (const QString& line : lines) {
            const double middle = static_cast<double>(left_) + (static_cast<double>(gridWidth_) - widthOf(label_, line)) / 2;
            addLine({std::max(static_cast<double>(margin_), middle), static_cast<double>(y_) + metrics.ascent()}, line, label_, true);
            y_ += lineHeight(label_);
        }
    }
}

void FigureArranger::addLegend()
{
    const QString text = look_.markQuery ? queryLegend(figure_) : QString();
    if (text.isEmpty())
        return;
    y_ += gap_;
    const int side = static_cast<int>(std::lround(unit_ * 0.9));
    made_.legend = QRect(static_cast<int>(left_), static_cast<int>(y_ + (lineHeight(label_) - side) / 2), side, side);
    addLine({static_cast<double>(left_ + side + gap_), static_cast<double>(y_) + QFontMetricsF(label_).ascent()}, text, label_);
    y_ += lineHeight(label_);
}

}  // namespace

QFont figureFont(const FigureLook& look, double points, QFont::Weight weight)
{
    QString family = look.family;
    for (const char* name : {"Inter", "Noto Sans"})
        if (family.isEmpty() && QFontDatabase::hasFamily(QLatin1String(name)))
            family = QLatin1String(name);
    QFont font(family.isEmpty() ? QFontDatabase::systemFont(QFontDatabase::GeneralFont).family() : family);
    font.setPixelSize(std::max(1, qRound(points * look.dpi() / 72)));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);  // as wide on paper as on screen
    return font;
}

FigureLayout figureLayout(const Figure& figure, const FigureLook& look)
{
    if (look.isPlain() && figure.panels.size() == 1 && look.size.panel > 0) {
        // No type has to be looked up for it: of thousands of maps this is most of the time beside drawing and writing.
        FigureLayout layout;
        layout.size = panelSize(figure, figure.panels.front(), look, look.size.panel);
        layout.panels = {QRect(QPoint(), layout.size)};
        return layout;
    }
    return FigureArranger(figure, look).arrange();
}

}  // namespace vitscope
