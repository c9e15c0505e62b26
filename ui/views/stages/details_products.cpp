// Details of products: the terms of one dot product, and a token in every head.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/detail.h"
#include "ui/views/stages/details.h"
#include "ui/views/stages/operands.h"

namespace vitscope {

namespace {

class TermsDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(TermsDetail)

public:
    explicit TermsDetail(Session& session) : Detail(session, tr("The terms of one number")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    struct Step {
        QString name;
        double from = 0, to = 0;
        bool term = true;
    };
    std::vector<Step> stepsOf(const Operands& operands, std::size_t most) const;
    void drawSteps(Sketch& sketch, const QRect& room, const std::vector<Step>& steps);
    QString equation(const Operands& operands, const Chosen& chosen) const;
};

/// "blocks.3.scores, patch 7, 6 → patch 9, 5: Σ of 32 products = 21.94; ÷ √32 = 3.88"
QString TermsDetail::equation(const Operands& operands, const Chosen& chosen) const
{
    const QString row = stage().shape.size() == 1 ? QString() : tokenName(layout(), chosen.token) + (stage().shape.back().axis == Axis::Key ? QStringLiteral(" → ") : QStringLiteral(" · "));
    QString text = row + entryTitle(trace(), stage().shape.back().axis, *chosen.entry);
    text += tr(":  Σ of %1 products = %2").arg(operands.product.terms.size()).arg(scaleNumber(operands.product.sum));
    if (operands.divisor != 1)
        text += tr("  ÷ √%1").arg(operands.product.terms.size());
    if (operands.bias)
        text += tr("  + bias %1").arg(scaleNumber(*operands.bias));
    if (operands.divisor != 1 || operands.bias)
        text += tr("  = %1").arg(scaleNumber(operands.result()));
    return text + tr("   (recorded %1)").arg(scaleNumber(operands.recorded));
}

std::vector<TermsDetail::Step> TermsDetail::stepsOf(const Operands& operands, std::size_t most) const
{
    std::vector<Step> steps;
    double sum = 0;
    const std::vector<Term>& terms = operands.product.terms;
    const std::size_t shown = terms.size() <= most ? terms.size() : most - 1;
    for (std::size_t i = 0; i < shown; ++i) {
        steps.push_back({operands.inner == Axis::Key ? tokenName(layout(), terms[i].index) : QString::number(terms[i].index + 1), sum, sum + terms[i].product, true});
        sum = steps.back().to;
    }
    if (shown < terms.size())
        steps.push_back({QStringLiteral("+%1").arg(terms.size() - shown), sum, operands.product.sum, true});
    return steps;
}

void TermsDetail::drawSteps(Sketch& sketch, const QRect& room, const std::vector<Step>& steps)
{
    std::vector<float> ends{0};
    for (const Step& step : steps)
        ends.push_back(static_cast<float>(step.to));
    const ValueRange range = rangeWithZero(ends);
    const double width = static_cast<double>(room.width()) / static_cast<double>(steps.size());
    const auto shown = static_cast<std::size_t>(std::ceil(slow() * static_cast<double>(steps.size())));
    sketch.painter.setPen(QPen(theme_.line, 1));
    const double zero = Sketch::height(room, 0, range);
    sketch.painter.drawLine(QPointF(room.left(), zero), QPointF(room.right(), zero));
    for (std::size_t i = 0; i < std::min(shown, steps.size()); ++i) {
        const double x = room.x() + width * static_cast<double>(i), a = Sketch::height(room, steps[i].from, range), b = Sketch::height(room, steps[i].to, range);
        sketch.painter.fillRect(QRectF(x + 1, std::min(a, b), std::max(2.0, width - 3), std::max(1.5, std::abs(a - b))), Sketch::signColour(steps[i].to - steps[i].from));
        sketch.painter.setPen(QPen(theme_.dim, 1));
        sketch.painter.drawLine(QPointF(x + 1, b), QPointF(x + width + 1, b));
        if (width >= typePixels(17))
            sketch.text(QRectF(x - 2, room.bottom() + 4, width + 2, typePixels(14)).toRect(), steps[i].name, Qt::AlignCenter, theme_.dim, 10);
    }
    sketch.text(QRect(room.left() - typePixels(50), room.top() - 8, typePixels(46), 16), scaleNumber(range.high), Qt::AlignRight | Qt::AlignVCenter, theme_.dim, 11);
    sketch.text(QRect(room.left() - typePixels(50), room.bottom() - 8, typePixels(46), 16), scaleNumber(range.low), Qt::AlignRight | Qt::AlignVCenter, theme_.dim, 11);
}

void TermsDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const int line = typePixels(18);
    const std::optional<Operands> operands = operandsOf(session_, stage(), chosen);
    if (!operands) {
        const bool noHead = stage().shape.front().axis == Axis::Head && chosen.head < 0;
        if (noHead)
            sketch.text(rect(), tr("Choose a head to see how one of its numbers is made: keys [ and ], or the chip above."), Qt::AlignCenter);
        return;
    }
    sketch.text(QRect(0, 2, width(), line), equation(*operands, chosen), Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    const QString term = axisTitle(operands->inner).section(QStringLiteral(" ("), 0, 0);
    sketch.text(QRect(0, line + 2, width(), line), tr("largest products first, added up from left to right; the numbers below: which %1").arg(term), Qt::AlignLeft | Qt::AlignVCenter, theme_.dim, 11);
    const QRect room = rect().adjusted(typePixels(54), 2 * line + 10, -4, -line - 2);
    const bool names = operands->inner == Axis::Key;
    const int most = std::clamp(room.width() / typePixels(names ? 66 : 26), 3, 40);
    drawSteps(sketch, room, stepsOf(*operands, static_cast<std::size_t>(most)));
}

class HeadsDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(HeadsDetail)

public:
    explicit HeadsDetail(Session& session) : Detail(session, tr("The chosen token in every head")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void drawColumn(Sketch& sketch, const QRect& room, const StageKey& key, const Chosen& chosen);
};

void HeadsDetail::drawColumn(Sketch& sketch, const QRect& room, const StageKey& key, const Chosen& chosen)
{
    const std::optional<Slice> values = session_.values(key);
    if (!values)
        return;
    const Stage& shown = trace().stage(key);
    const Part part = partOf(QString::fromStdString(key.id));
    const int line = typePixels(18);
    sketch.text(QRect(room.x(), room.y(), room.width(), line), stageTitle(*shown.info), Qt::AlignLeft | Qt::AlignVCenter, partColour(part, theme_), 12, true);
    const std::int64_t heads = shown.shape[0].extent;
    const double height = std::min<double>(typePixels(26), (room.height() - line - 4.0) / static_cast<double>(heads));
    const ValueRange range = symmetric(rangeOf(values->view().slice(Axis::Token, chosen.token)));
    for (std::int64_t head = 0; head < heads; ++head) {
        const QRect row(room.x(), room.y() + line + 4 + static_cast<int>(height * static_cast<double>(head)), room.width(), std::max(2, static_cast<int>(height) - (height > 6 ? 3 : 0)));
        const bool there = moment_ >= 1 || key != key_ || slow() * static_cast<double>(heads) > static_cast<double>(head);
        if (there)
            sketch.cells(row, *rowOf(values->view(), layout(), chosen.token, head), range, Palette::Diverging);
        if (head == chosen.head)
            sketch.frame(QRectF(row).adjusted(-2, -2, 2, 2), part == Part::Other ? theme_.accent : partColour(part, theme_));
        spot(row, std::nullopt, std::nullopt, [this, head] {
            Selection selection = session_.selection();
            selection.head = head;
            session_.select(selection);
        });
    }
}

void HeadsDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    std::vector<StageKey> keys{key_};
    if (key_.id != "blocks.context")
        keys = {StageKey("blocks.query", key_.block), StageKey("blocks.key", key_.block), StageKey("blocks.value", key_.block)};
    const int line = typePixels(18), gap = 20, left = typePixels(58);
    sketch.text(QRect(0, 2, width(), line), tr("%1 in every head: one row a head, one cell a number").arg(tokenName(layout(), chosen.token)), Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    const QRect room = rect().adjusted(left, line + 6, -4, -2);
    const int width = (room.width() - gap * (static_cast<int>(keys.size()) - 1)) / static_cast<int>(keys.size());
    const std::int64_t heads = trace().config().heads;
    const double height = std::min<double>(typePixels(26), (room.height() - line - 4.0) / static_cast<double>(heads));
    for (std::int64_t head = 0; head < heads; ++head)
        if (height >= typePixels(12) || head == chosen.head) {
            const QRect label(0, room.y() + line + 4 + static_cast<int>(height * static_cast<double>(head)) - 2, left - 8, std::max(typePixels(13), static_cast<int>(height)));
            sketch.text(label, tr("head %1").arg(head + 1), Qt::AlignRight | Qt::AlignVCenter, head == chosen.head ? theme_.text : theme_.dim, 11, head == chosen.head);
        }
    for (std::size_t i = 0; i < keys.size(); ++i)
        drawColumn(sketch, QRect(room.x() + static_cast<int>(i) * (width + gap), room.y(), width, room.height()), keys[i], chosen);
}

}  // namespace

StageView* makeTermsDetail(Session& session) { return new TermsDetail(session); }
StageView* makeHeadsDetail(Session& session) { return new HeadsDetail(session); }

}  // namespace vitscope
