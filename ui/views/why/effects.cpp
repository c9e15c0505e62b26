#include "ui/views/why/effects.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "ui/render/colormap.h"
#include "ui/render/numbers.h"
#include "ui/words/answer_claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr double writtenPoints = 0.065;  // 7 points when rounded

QString whyText(const char* text)
{
    return QCoreApplication::translate("Why", text);
}

bool isShare(RunView& view)
{
    return view.run()->trace->config().classes > 0 && !view.why().asked().against;
}

}  // namespace

QString effectText(RunView& view, double effect, int decimals)
{
    const bool classes = view.run()->trace->config().classes > 0;
    const double shown = isShare(view) ? 100 * effect : classes ? effect : 1000 * effect;
    const QString text = number(shown, isShare(view) ? decimals : classes ? decimals + 1 : decimals);
    return shown > 0 && text.contains(QRegularExpression(QStringLiteral("[1-9]"))) ? QStringLiteral("+") + text : text;
}

QString effectUnit(RunView& view)
{
    const Run& run = *view.run();
    if (run.trace->config().classes == 0)
        return whyText(QT_TRANSLATE_NOOP("Why", "in thousandths of the cosine"));
    if (view.why().asked().against)
        return whyText(QT_TRANSLATE_NOOP("Why", "in logits of the lead"));
    return whyText(QT_TRANSLATE_NOOP("Why", "in points of “%1”")).arg(className(run.trace->model(), view.why().asked().index));
}

double writtenFrom(RunView& view)
{
    if (isShare(view))
        return writtenPoints;
    double most = 0;
    for (const std::int64_t patch : view.why().order())
        most = std::max(most, std::abs(double{view.why().effects().values()[static_cast<std::size_t>(patch)]}));
    return most / 3;
}

QColor effectColour(double effect)
{
    static const ColourTable colours = colourTable(Palette::Diverging);
    return QColor::fromRgb(effect < 0 ? colours.front() : colours.back());
}

QString askedName(RunView& view)
{
    const Model& model = view.run()->trace->model();
    if (model.config.classes == 0)
        return whyText(QT_TRANSLATE_NOOP("Why", "this vector"));
    const AskedClass& asked = view.why().asked();
    const QString name = className(model, asked.index);
    return asked.against ? whyText(QT_TRANSLATE_NOOP("Why", "“%1” against “%2”")).arg(name, className(model, *asked.against))
                         : whyText(QT_TRANSLATE_NOOP("Why", "“%1”")).arg(name);
}

QString patchTitle(RunView& view, std::int64_t patch)
{
    return gridPatchName(view.run()->trace->config(), patch);
}

QImage patchPicture(const Run& run, std::int64_t patch)
{
    const std::int64_t columns = run.trace->config().gridColumns();
    return run.input.copy(patchRect(run.trace->config(), {patch / columns, patch % columns}));
}

}  // namespace vitscope
