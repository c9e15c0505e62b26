#include "ui/views/story/lens_bars.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/words/names.h"
#include "ui/words/story_claims.h"

namespace vitscope {

LensBars::LensBars(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    connect(&runView, &RunView::runChanged, this, [this] { setSeen(seen_); });
}

void LensBars::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void LensBars::setSeen(std::int64_t block)
{
    seen_ = block;
    update();
    if (runView_.run()) {
        setAccessibleName(heading());
        setAccessibleDescription(described());
    }
}

QString LensBars::heading() const
{
    if (!runView_.run())
        return {};
    const Run& run = *runView_.run();
    if (!run.story.hasClasses())
        return tr("Likeness to the result, block by block");
    return tr("“%1”, block by block").arg(className(run.trace->model(), run.story.likeliest(run.story.steps() - 1, 1).front()));
}

double LensBars::value(std::int64_t block) const
{
    const Story& story = runView_.run()->story;
    const int step = Story::stepAfter(block);
    return story.hasClasses() ? story.probability(step, story.likeliest(story.steps() - 1, 1).front())
                              : std::max(0.0, story.likeness[static_cast<std::size_t>(step)]);
}

QString LensBars::text(double value) const
{
    return runView_.run()->story.hasClasses() ? toldShare(value) : number(value, 2);
}

QString LensBars::described() const
{
    QStringList blocks;
    for (std::int64_t block = 0; block <= seen_; ++block)
        blocks.append(tr("block %1: %2").arg(QString::number(block + 1), text(value(block))));
    return blocks.join(QStringLiteral(", "));
}

void LensBars::paintEvent(QPaintEvent*)
{
    if (!runView_.run())
        return;
    const std::int64_t blocks = runView_.run()->story.blocks;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr int above = 18, below = 18;
    const double slot = static_cast<double>(width()) / static_cast<double>(blocks);
    double most = 0;
    for (std::int64_t block = 0; block < blocks; ++block)
        most = std::max(most, value(block));
    const double scale = (height() - above - below) / (most > 0 ? most : 1);
    const QFontMetrics metrics(interfaceFont(12));
    const bool allNumbers = metrics.horizontalAdvance(text(most)) + 4 < slot;
    const int each = std::max(1, static_cast<int>(metrics.horizontalAdvance(QString::number(blocks)) / slot + 1));
    for (std::int64_t block = 0; block < blocks; ++block) {
        const bool now = block == seen_, come = block > seen_;
        const double left = slot * static_cast<double>(block), wide = std::min(30.0, slot * 0.72);
        const double high = std::max(2.0, come ? 10.0 : value(block) * scale);
        const QRectF bar(left + (slot - wide) / 2, height() - below - high, wide, high);
        painter.setPen(come ? QPen(theme_.dim, 1, Qt::DashLine) : QPen(Qt::NoPen));
        painter.setBrush(come ? QBrush(Qt::NoBrush) : now ? theme_.accent : mix(theme_.accent, theme_.card, 0.5));
        painter.drawRoundedRect(bar, 2, 2);
        painter.setPen(now ? theme_.text : theme_.dim);
        painter.setFont(interfaceFont(12, now ? QFont::DemiBold : QFont::Normal));
        const QRectF column(left - 20, 0, slot + 40, height());
        if (!come && (now || allNumbers))
            painter.drawText(column.adjusted(0, bar.top() - above, 0, 0), Qt::AlignHCenter | Qt::AlignTop, text(value(block)));
        if (block % each == 0 || now)
            painter.drawText(column, Qt::AlignHCenter | Qt::AlignBottom, QString::number(block + 1));
    }
    painter.setPen(theme_.line);
    painter.drawLine(QPointF(0, height() - below + 0.5), QPointF(width(), height() - below + 0.5));
}

void LensBars::mousePressEvent(QMouseEvent* event)
{
    if (runView_.run() && event->button() == Qt::LeftButton)
        emit chosen(std::clamp<std::int64_t>(static_cast<std::int64_t>(event->position().x()) * runView_.run()->story.blocks / std::max(1, width()),
                                             0, runView_.run()->story.blocks - 1));
}

}  // namespace vitscope
