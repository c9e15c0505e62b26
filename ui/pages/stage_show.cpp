#include "ui/pages/stage_show.h"

#include <QLabel>
#include <algorithm>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/head_strip.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/picture_view.h"
#include "ui/views/scrubber.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/words/claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

/// Shares of the height, and of the width.
constexpr double margin = 0.042, sentenceLine = 1.0 / 25, footer = 0.05, largePicture = 0.46, cornerPicture = 0.19;
constexpr int leastType = 13;

QLabel* textLabel(QWidget* parent, const QString& look = {})
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::RichText);
    setLook(label, look);
    return label;
}

QString spanOf(const QString& text, const QColor& colour)
{
    return QStringLiteral("<b style=\"color:%1\">%2</b>").arg(colour.name(), text.toHtmlEscaped());
}

}  // namespace

StageShow::StageShow(RunView& runView, Viewpoint& viewpoint, Walk& walk, StagePanel* stage)
    : runView_(runView),
      viewpoint_(viewpoint),
      walk_(walk),
      stage_(stage),
      picture_(new PictureView(runView, viewpoint, this)),
      asks_(textLabel(this, QStringLiteral("dim"))),
      sameAsks_(textLabel(this, QStringLiteral("dim"))),
      sentence_(textLabel(this)),
      place_(textLabel(this, QStringLiteral("dim"))),
      scale_(new ScaleBar(this)),
      heads_(new HeadStrip(runView, viewpoint, this)),
      scrubber_(new Scrubber(runView, viewpoint, walk, this))
{
    stage_->setParent(this);
    stage_->show();
    sentence_->setWordWrap(true);
    sentence_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    picture_->setHalf(true);
    scrubber_->setFocusPolicy(Qt::NoFocus);
    connect(&runView, &RunView::runChanged, this, &StageShow::show);
    connect(&runView, &RunView::valuesArrived, this, &StageShow::show);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &StageShow::show);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &StageShow::show);
    show();
}

void StageShow::setTheme(const Theme& theme)
{
    theme_ = theme;
    picture_->setTheme(theme);
    scale_->setTheme(theme);
    heads_->setTheme(theme);
    scrubber_->setTheme(theme);
    show();
}

QString StageShow::sentence() const
{
    return sentence_->text();
}

QString StageShow::place() const
{
    return place_->text();
}

bool StageShow::isAttention() const
{
    const StageKey& key = viewpoint_.selection().stage;
    return key.id == "blocks.scores" || key.id == "blocks.attention";
}

void StageShow::show()
{
    if (!runView_.run())
        return;
    const Trace& trace = *runView_.run()->trace;
    const Selection& selection = viewpoint_.selection();
    const Stage& stage = trace.stage(selection.stage);
    const QString who = tokenName(trace.layout(), selection.token()), head = headName(selection.head, trace.config().heads);
    asks_->setText(tr("%1 asks %2").arg(spanOf(who, theme_.query), head.toHtmlEscaped()));
    sameAsks_->setText(tr("The same token asks all %1 heads").arg(trace.config().heads));
    scale_->setScale(picture_->scale());
    const QString block = stage.key.block < 0 ? QString() : tr("Block %1 of %2").arg(stage.key.block + 1).arg(trace.config().blocks);
    const QString where = tr("%1 · %2 of %3").arg(stageTitle(*stage.words).toHtmlEscaped()).arg(walk_.stage() + 1).arg(walk_.stages());
    place_->setText(block.isEmpty() ? where : QStringLiteral("<b>%1</b> · %2").arg(block, where));
    const std::vector<Claim> claims = runView_.claims(stage.key, selection.token(), selection.head);
    const auto first = std::find_if(claims.begin(), claims.end(), [](const Claim& claim) { return placeOf(claim.kind) == ClaimPlace::Reading; });
    sentence_->setText(first == claims.end() ? QString() : claimText(trace, *first).toHtmlEscaped());
    arrange();
}

void StageShow::resizeEvent(QResizeEvent*)
{
    arrange();
}

int StageShow::line() const
{
    return std::max(asks_->sizeHint().height(), sameAsks_->sizeHint().height());
}

void StageShow::arrange()
{
    const int edge = static_cast<int>(margin * height());
    QRect room = rect().adjusted(edge, edge / 2, -edge, -edge / 2);
    const int foot = std::max(static_cast<int>(footer * height()), line() + 4);
    const QRect below(room.x(), room.bottom() - foot, room.width(), foot);
    const int placeWidth = std::min(place_->sizeHint().width(), below.width() / 2);
    place_->setGeometry(below.x(), below.y(), placeWidth, foot);
    scrubber_->setGeometry(below.x() + placeWidth + edge / 2, below.y(), below.width() - placeWidth - edge / 2, foot);
    const int sentenceHeight = static_cast<int>(3.0 * sentenceLine * height());
    fitSentence({room.x(), below.y() - sentenceHeight, room.width(), sentenceHeight});
    room.setBottom(below.y() - sentenceHeight - 4);
    const bool attention = isAttention();
    stage_->setBare(attention);
    for (QWidget* widget : std::initializer_list<QWidget*>{asks_, sameAsks_, scale_, heads_})
        widget->setVisible(attention);
    attention ? arrangeAttention(room) : arrangeOther(room);
}

/// The picture on the left as large as it goes; matrices and heads beside it.
void StageShow::arrangeAttention(const QRect& room)
{
    const int top = std::max(line(), typePixels(scaleBarHeight)) + 4;
    const int side = std::min(room.height() - top, static_cast<int>(largePicture * room.width()));
    const int gap = room.height() / 20;
    const int asks = std::min(asks_->sizeHint().width(), side * 6 / 10);
    asks_->setGeometry(room.x(), room.y(), asks, line());
    scale_->setGeometry(room.x() + asks + 16, room.y(), side - asks - 16, typePixels(scaleBarHeight));
    picture_->setGeometry(room.x(), room.y() + top, side, side);
    const QRect right(room.x() + side + gap, room.y(), room.width() - side - gap, top + side);
    const int tiles = std::min(right.height() * 2 / 5, heads_->heightForWidth(right.width()));
    heads_->setRoom(tiles);
    heads_->setGeometry(right.x(), right.bottom() - tiles, right.width(), tiles);
    sameAsks_->setGeometry(right.x(), right.bottom() - tiles - line() - 4, right.width(), line());
    stage_->setGeometry(right.x(), right.y(), right.width(), right.height() - tiles - line() - 12);
}

void StageShow::arrangeOther(const QRect& room)
{
    const int side = static_cast<int>(cornerPicture * height());
    picture_->setGeometry(room.right() - side, room.y(), side, side);
    stage_->setGeometry(room.adjusted(0, 0, -side - 16, 0));
}

/// Two lines at most, as large as they go up to a twenty-fifth of the height.
void StageShow::fitSentence(const QRect& room)
{
    sentence_->setGeometry(room);
    QFont font = interfaceFont(usualType, QFont::Bold);
    for (int pixels = std::max(leastType, static_cast<int>(sentenceLine * height())); pixels >= leastType; --pixels) {
        font.setPixelSize(pixels);
        const QRect needed = QFontMetrics(font).boundingRect(QRect(0, 0, room.width(), 10000), Qt::TextWordWrap, sentence_->text());
        if (needed.height() <= room.height())
            break;
    }
    sentence_->setFont(font);
}

}  // namespace vitscope
