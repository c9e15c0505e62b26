#include "ui/views/reading/live_numbers.h"

#include <QCoreApplication>

#include "ui/render/numbers.h"
#include "ui/words/titles.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

namespace {

QString liveText(const char* text)
{
    return QCoreApplication::translate("LiveNumbers", text);
}

QString liveNumber(double value)
{
    return value == 0 ? QStringLiteral("0") : significant(value, 4);
}

}  // namespace

LiveNumbers liveNumbers(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    LiveNumbers live;
    live.explained = explainedIn(runView, viewpoint, stage);
    if (!live.explained)
        return {};
    const Explanation& why = live.explained->explanation;
    live.lines.append(cellPlace(*runView.run()->trace, live.explained->cell).toHtmlEscaped());
    live.lines.append(QStringLiteral("%1 = <nobr><b>%2</b></nobr>").arg(formulaHtml(why.numbers), liveNumber(why.recomputed)));
    live.lines.append(liveText(QT_TRANSLATE_NOOP("LiveNumbers", "recorded by the run: %1")).arg(liveNumber(live.explained->recorded)));
    live.lines.append(QStringLiteral("<a href=\"explain\">%1</a>").arg(liveText(QT_TRANSLATE_NOOP("LiveNumbers", "Explain this number (E)"))));
    return live;
}

}  // namespace vitscope
