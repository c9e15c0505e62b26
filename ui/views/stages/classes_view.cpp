#include "ui/views/stages/classes_view.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/statistics.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/session/walk.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/detail.h"

namespace vitscope {

namespace {

class ClassesView : public Detail {
    Q_DECLARE_TR_FUNCTIONS(ClassesView)

public:
    explicit ClassesView(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("Classes with logits and probabilities")) {}
    QSize sizeHint() const override { return {500, 420}; }
    std::vector<MapPart> tables() const override;

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    struct Columns {
        QRect name, logit, middle, share;
    };
    Columns columns() const;
    void drawHead(Sketch& sketch, const Columns& at, double sum);
    void drawRow(Sketch& sketch, const Columns& at, int y, int high, std::int64_t index, const TensorView& logits, const TensorView& shares);
    double grown() const { return moment_ >= 1 ? 1 : std::clamp((moment_ - 0.1) / 0.7, 0.0, 1.0); }
};

std::vector<MapPart> ClassesView::tables() const
{
    std::vector<MapPart> parts;
    for (const char* id : {"logits", "probabilities"}) {
        const Slice values = trace().slice(id);
        const TensorView row(values.view().data(), {{Axis::Token, 1}, values.view().shape()[0]}, {values.view().size(), values.view().strides()[0]});
        parts.push_back({.title = stageTitle(*trace().stage(id).words),
                         .note = {},
                         .tensor = QString::fromLatin1(id),
                         .cells = Slice(row, std::make_shared<Slice>(values)),
                         .style = runView_.run()->summary(id).style,
                         .uniform = {},
                         .picture = {},
                         .patch = {},
                         .made = key_.id == id});
    }
    return parts;
}

ClassesView::Columns ClassesView::columns() const
{
    const int room = std::min(width(), typePixels(860)), left = (width() - room) / 2, name = room * 22 / 100,
              bar = std::min(room * 30 / 100, (room - name - 32 - typePixels(72)) / 2);
    const auto column = [&](int x, int across) { return QRect(x, 0, across, height()); };
    if (key_.id == "logits")
        return {column(left, name), column(left + name + 8, room - name - 8), {}, column(left, room)};
    return {column(left, name), column(left + name + 8, bar), column(left + name + bar + 16, room - name - 2 * bar - 32),
            column(left + room - bar, bar)};
}

void ClassesView::drawHead(Sketch& sketch, const Columns& at, double sum)
{
    const int line = typePixels(20);
    const auto head = [&](const QRect& column, const QString& text, const QColor& colour) {
        sketch.text(QRect(column.x(), 0, column.width(), line), text, Qt::AlignLeft | Qt::AlignVCenter, colour, 12, true);
    };
    head(at.name, tr("class"), theme_.dim);
    head(at.logit, tr("logit l"), theme_.text);
    if (key_.id == "probabilities") {
        head(at.middle, tr("e^(l − max)"), theme_.text);
        head(at.share, tr("÷ %1 = probability").arg(scaleNumber(sum)), theme_.text);
    }
}

void ClassesView::drawRow(Sketch& sketch, const Columns& at, int y, int high, std::int64_t index, const TensorView& logits, const TensorView& shares)
{
    const double logit = logits.at({index}), share = shares.at({index});
    const ValueRange range = rangeWithZero(copied(logits));
    const int numbers = typePixels(52);
    const auto row = [&](const QRect& column) { return QRect(column.x(), y, column.width(), high); };
    const bool likeliest = share == runView_.run()->top.front().probability;
    sketch.text(row(at.name), className(trace().model(), index), Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, likeliest);
    const auto bar = [&](const QRect& room, double from, double to, const QColor& colour) {
        sketch.painter.fillRect(QRectF(std::min(from, to), room.y() + 3, std::max(1.0, std::abs(to - from)), room.height() - 6), colour);
    };
    const QRect left = row(at.logit).adjusted(0, 0, -numbers, 0);
    const double span = double{range.high} - range.low, zero = left.x() + left.width() * (0 - range.low) / span;
    const bool making = key_.id == "logits";
    bar(left, zero, zero + left.width() * logit / span * (making ? grown() : 1), Sketch::signColour(logit));
    sketch.text(row(at.logit), number(logit, 2), Qt::AlignRight | Qt::AlignVCenter, theme_.text);
    if (making)
        return;
    const double largestLogit = logits.at({runView_.run()->top.front().index});
    sketch.text(row(at.middle), significant(std::exp(logit - largestLogit), 3), Qt::AlignLeft | Qt::AlignVCenter, theme_.text);
    const QRect right = row(at.share).adjusted(0, 0, -numbers, 0);
    bar(right, right.x(), right.x() + right.width() * share * grown(), likeliest ? theme_.accent : mix(theme_.accent, theme_.card, 0.35));
    if (grown() >= 1)
        sketch.text(row(at.share), percent(share, 1), Qt::AlignRight | Qt::AlignVCenter, theme_.text, 12, likeliest);
}

void ClassesView::paint(Sketch& sketch, const Chosen& chosen)
{
    const std::optional<Slice> logits = runView_.values("logits"), shares = runView_.values("probabilities");
    if (!logits || !shares)
        return;
    const Columns at = columns();
    const std::int64_t classes = logits->view().size();
    const int line = typePixels(20), least = typePixels(17), room = height() - 2 * line - 6;
    const auto fit = static_cast<std::int64_t>(std::max(1, room / least));
    const std::int64_t count = std::min(classes, fit);
    const int high = std::min(typePixels(26), room / static_cast<int>(count));
    std::vector<std::int64_t> order = largest(shares->view(), count);
    // A class that is asked for is seen, wherever it stands.
    if (chosen.entry && std::find(order.begin(), order.end(), *chosen.entry) == order.end())
        order.back() = *chosen.entry;
    double sum = 0;
    const double most = logits->view().at({runView_.run()->top.front().index});
    for (std::int64_t i = 0; i < classes; ++i)
        sum += std::exp(logits->view().at({i}) - most);
    drawHead(sketch, at, sum);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const int y = line + 6 + static_cast<int>(i) * high;
        const QRectF row(at.name.x() - 6, y, at.share.right() - at.name.x() + 12, high);
        if (order[i] == chosen.entry)
            sketch.painter.fillRect(row, theme_.soft);
        drawRow(sketch, at, y, high, order[i], logits->view(), shares->view());
        spot(row, std::nullopt, order[i]);
    }
    if (count == classes)
        return;
    const Claim others = classesNotShown(trace(), key_, order, key_.id == logitsId ? logits->view() : shares->view());
    say(sketch, QRect(at.name.x(), line + 6 + static_cast<int>(count) * high, width(), line), &others);
}

}  // namespace

StageView* makeClassesView(RunView& runView, Viewpoint& viewpoint)
{
    return new ClassesView(runView, viewpoint);
}

}  // namespace vitscope
