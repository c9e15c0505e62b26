// Details of products: the terms of one dot product, and a token in every head.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/detail.h"
#include "ui/views/stages/details.h"
#include "ui/words/titles.h"

namespace vitscope {

namespace {

class TermsDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(TermsDetail)

public:
    explicit TermsDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("The terms of one number")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    struct Step {
        QString name;
        double from = 0, to = 0;
        bool term = true;
    };
    std::vector<Step> stepsOf(const Explanation& explanation, std::size_t most) const;
    void drawSteps(Sketch& sketch, const QRect& room, const std::vector<Step>& steps);
};

/// Which term it is, short: a number, or a token's name.
QString shortTitle(const Trace& trace, const Explanation& why, const Term& term)
{
    if (term.operands.size() < 2)
        return explainText(term.label);
    const OperandLine& line = why.lines[term.operands.front().line];
    return line.axis() == Axis::Key ? termTitle(trace, why, term) : QString::number(term.operands.front().cell + 1);
}

std::vector<TermsDetail::Step> TermsDetail::stepsOf(const Explanation& explanation, std::size_t most) const
{
    std::vector<Step> steps;
    double sum = 0;
    std::size_t left =
        static_cast<std::size_t>(std::count_if(explanation.terms.begin(), explanation.terms.end(), [](const Term& term) { return term.adds(); }));
    const std::size_t shown = left <= most ? left : most - 1;
    for (std::size_t i = 0; i < shown; ++i, --left) {
        steps.push_back({shortTitle(trace(), explanation, explanation.terms[i]), sum, sum + explanation.terms[i].value, true});
        sum = steps.back().to;
    }
    if (left > 0)
        steps.push_back({QStringLiteral("+%1").arg(left), sum, explanation.sum, true});
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
        const double x = room.x() + width * static_cast<double>(i), a = Sketch::height(room, steps[i].from, range),
                     b = Sketch::height(room, steps[i].to, range);
        sketch.painter.fillRect(QRectF(x + 1, std::min(a, b), std::max(2.0, width - 3), std::max(1.5, std::abs(a - b))),
                                Sketch::signColour(steps[i].to - steps[i].from));
        sketch.painter.setPen(QPen(theme_.dim, 1));
        sketch.painter.drawLine(QPointF(x + 1, b), QPointF(x + width + 1, b));
        if (width >= typePixels(17))
            sketch.text(QRectF(x - 2, room.bottom() + 4, width + 2, typePixels(14)).toRect(), steps[i].name, Qt::AlignCenter, theme_.dim, 10);
    }
    sketch.text(QRect(room.left() - typePixels(50), room.top() - 8, typePixels(46), 16), scaleNumber(range.high), Qt::AlignRight | Qt::AlignVCenter,
                theme_.dim, 11);
    sketch.text(QRect(room.left() - typePixels(50), room.bottom() - 8, typePixels(46), 16), scaleNumber(range.low), Qt::AlignRight | Qt::AlignVCenter,
                theme_.dim, 11);
}

void TermsDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    const int line = typePixels(18);
    const ExplainedPtr explained = explainedIn(runView_, viewpoint_, stage());
    if (!explained) {
        const bool noHead = stage().shape.front().axis == Axis::Head && chosen.head < 0;
        if (noHead)
            sketch.text(rect(), tr("Choose a head to see how one of its numbers is made: keys [ and ], or the chip above."), Qt::AlignCenter);
        return;
    }
    const Explanation& why = explained->explanation;
    say(sketch, QRect(0, 2, width(), line), saidOf(explained->cell, ClaimKind::SumOfTerms), theme_.text, 12, true);
    const Axis inner = why.lines.front().axis().value_or(Axis::Feature);
    const QString term = axisTitle(inner).section(QStringLiteral(" ("), 0, 0);
    sketch.text(QRect(0, line + 2, width(), line), tr("largest terms first, added up from left to right; the numbers below: which %1").arg(term),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.dim, 11);
    const QRect room = rect().adjusted(typePixels(54), 2 * line + 10, -4, -line - 2);
    const bool names = inner == Axis::Key || inner == Axis::Head;
    const int most = std::clamp(room.width() / typePixels(names ? 66 : 26), 3, 40);
    drawSteps(sketch, room, stepsOf(why, static_cast<std::size_t>(most)));
}

class HeadsDetail : public Detail {
    Q_DECLARE_TR_FUNCTIONS(HeadsDetail)

public:
    explicit HeadsDetail(RunView& runView, Viewpoint& viewpoint) : Detail(runView, viewpoint, tr("The chosen token in every head")) {}

protected:
    void paint(Sketch& sketch, const Chosen& chosen) override;

private:
    void drawColumn(Sketch& sketch, const QRect& room, const StageKey& key, const Chosen& chosen);
};

void HeadsDetail::drawColumn(Sketch& sketch, const QRect& room, const StageKey& key, const Chosen& chosen)
{
    const std::optional<Slice> values = runView_.values(key);
    if (!values)
        return;
    const Stage& shown = trace().stage(key);
    const Role role = roleOf(QString::fromStdString(key.id));
    const int line = typePixels(18);
    sketch.text(QRect(room.x(), room.y(), room.width(), line), stageTitle(*shown.words), Qt::AlignLeft | Qt::AlignVCenter, roleColour(role, theme_),
                12, true);
    const std::int64_t heads = shown.shape[0].extent;
    const double height = std::min<double>(typePixels(26), (room.height() - line - 4.0) / static_cast<double>(heads));
    const ValueRange range = symmetric(rangeOf(values->view().slice(Axis::Token, chosen.token)));
    for (std::int64_t head = 0; head < heads; ++head) {
        const QRect row(room.x(), room.y() + line + 4 + static_cast<int>(height * static_cast<double>(head)), room.width(),
                        std::max(2, static_cast<int>(height) - (height > 6 ? 3 : 0)));
        const bool there = moment_ >= 1 || key != key_ || slow() * static_cast<double>(heads) > static_cast<double>(head);
        if (there)
            sketch.cells(row, *rowOf(values->view(), layout(), chosen.token, head), range, Palette::Diverging);
        if (head == chosen.head)
            sketch.frame(QRectF(row).adjusted(-2, -2, 2, 2), role == Role::Other ? theme_.accent : roleColour(role, theme_));
        spot(row, std::nullopt, std::nullopt, [this, head] {
            Selection selection = viewpoint_.selection();
            selection.head = head;
            viewpoint_.select(selection);
        });
    }
}

void HeadsDetail::paint(Sketch& sketch, const Chosen& chosen)
{
    std::vector<StageKey> keys{key_};
    if (key_.block >= 0 && key_.id != "blocks.context")
        keys = {StageKey("blocks.query", key_.block), StageKey("blocks.key", key_.block), StageKey("blocks.value", key_.block)};
    const int line = typePixels(18), gap = 20, left = typePixels(58);
    sketch.text(QRect(0, 2, width(), line), tr("%1 in every head: one row a head, one cell a number").arg(tokenName(layout(), chosen.token)),
                Qt::AlignLeft | Qt::AlignVCenter, theme_.text, 12, true);
    const QRect room = rect().adjusted(left, line + 6, -4, -2);
    const int width = (room.width() - gap * (static_cast<int>(keys.size()) - 1)) / static_cast<int>(keys.size());
    const std::int64_t heads = trace().config().heads;
    const double height = std::min<double>(typePixels(26), (room.height() - line - 4.0) / static_cast<double>(heads));
    for (std::int64_t head = 0; head < heads; ++head)
        if (height >= typePixels(12) || head == chosen.head) {
            const QRect label(0, room.y() + line + 4 + static_cast<int>(height * static_cast<double>(head)) - 2, left - 8,
                              std::max(typePixels(13), static_cast<int>(height)));
            sketch.text(label, tr("head %1").arg(head + 1), Qt::AlignRight | Qt::AlignVCenter, head == chosen.head ? theme_.text : theme_.dim, 11,
                        head == chosen.head);
        }
    for (std::size_t i = 0; i < keys.size(); ++i)
        drawColumn(sketch, QRect(room.x() + static_cast<int>(i) * (width + gap), room.y(), width, room.height()), keys[i], chosen);
}

}  // namespace

StageView* makeTermsDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new TermsDetail(runView, viewpoint);
}
StageView* makeHeadsDetail(RunView& runView, Viewpoint& viewpoint)
{
    return new HeadsDetail(runView, viewpoint);
}

}  // namespace vitscope
