#include "ui/pages/why_page.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/analysis/statistics.h"
#include "ui/pages/actions.h"
#include "ui/pages/columns.h"
#include "ui/session/session.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/why/effect_list.h"
#include "ui/views/why/effect_map.h"
#include "ui/views/why/effects.h"
#include "ui/views/why/hidden_picture.h"
#include "ui/views/why/why_panel.h"
#include "ui/views/why/why_reading.h"

namespace vitscope {

namespace {

constexpr int whyPadding = 20, highestPicture = 36;  // percent of the page

}  // namespace

WhyPage::WhyPage(const Rooms& rooms) : runView_(rooms.runView), viewpoint_(rooms.viewpoint), why_(rooms.runView.why())
{
    Columns* frame = makeColumns();
    panel_ = new WhyPanel(runView_);
    auto* middle = new Card;
    middle->setPadding(whyPadding);
    middle->content()->addWidget(panel_);
    fillLeft(rooms.actions);
    frame->addMiddle(middle, 1);
    fillRight(rooms);
    connect(frame, &Columns::placed, this, [this](bool, int height) { picture_->setRoom(height * highestPicture / 100); });
    connect(panel_, &WhyPanel::stageWanted, this, [this](const StageKey& stage) {
        viewpoint_.go({viewpoint_.pageOfStages(), withStage(viewpoint_.selection(), stage)});
    });
    connect(panel_, &WhyPanel::numbersWanted, this, &WhyPage::explain);
    connect(panel_, &WhyPanel::closeWanted, this, [this] { viewpoint_.open(viewpoint_.pageOfStages()); });
    connect(&why_, &WhyView::found, this, &WhyPage::showFound);
    connect(&why_, &WhyView::askedChanged, this, &WhyPage::showFound);
}

void WhyPage::fillLeft(const Actions& actions)
{
    picture_ = new HiddenPicture(runView_);
    auto* picture = new Card(tr("Picture"));
    auto* hidden = new QLabel;
    setLook(hidden, QStringLiteral("dim"));
    picture->head()->addWidget(hidden);
    picture->content()->addWidget(picture_);
    connect(picture_, &HiddenPicture::headingChanged, this, [this, hidden] { hidden->setText(picture_->heading()); });
    list_ = new EffectList(runView_);
    all_ = new QPushButton;
    setLook(all_, QStringLiteral("link"));
    connect(all_, &QPushButton::clicked, actions[QStringLiteral("numbers")], &QAction::trigger);
    unit_ = new QLabel;
    setLook(unit_, QStringLiteral("dim"));
    auto* effects = new Card(tr("Largest effects"));
    effects->head()->addWidget(unit_);
    effects->content()->addWidget(list_, 1);
    effects->content()->addWidget(all_, 0, Qt::AlignLeft);
    columns().addLeft(picture);
    columns().addLeft(effects, tr("Effects"), 1);
}

void WhyPage::fillRight(const Rooms& rooms)
{
    reading_ = new WhyReading(runView_);
    auto* reading = new Card(tr("Reading"));
    reading->content()->addWidget(reading_, 1);
    answer_ = new AnswerPanel(runView_, viewpoint_, &rooms.session.parts());
    connect(answer_, &AnswerPanel::partsWanted, rooms.actions[QStringLiteral("parts")], &QAction::trigger);
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    columns().addRight(reading, tr("Reading"), 1);
    columns().addRight(answer, tr("Answer"));
}

void WhyPage::setTheme(const Theme& theme)
{
    panel_->setTheme(theme);
    list_->setTheme(theme);
    picture_->setTheme(theme);
    answer_->setTheme(theme);
}

void WhyPage::setPresenting(bool presenting)
{
    columns().setPresenting(presenting);
}

QWidget* WhyPage::firstFocus()
{
    return &panel_->map();
}

bool WhyPage::escape()
{
    if (why_.isHiding())
        why_.stop();
    else
        viewpoint_.leavePage();
    return true;
}

/// There is nothing to go on to.
bool WhyPage::goOn()
{
    return true;
}

/// The probability that is asked about; without classes the vector's largest entry.
bool WhyPage::explain()
{
    if (!runView_.run())
        return false;
    const std::vector<float>& whole = why_.occlusion().whole;
    if (runView_.run()->trace->config().classes > 0)
        runView_.inquiry().ask({StageKey(probabilitiesId), {why_.asked().index}});
    else if (!whole.empty())
        runView_.inquiry().ask(
            {StageKey(pooledId), {largest(TensorView(whole.data(), {{Axis::Feature, static_cast<std::int64_t>(whole.size())}}), 1).front()}});
    return true;
}

void WhyPage::showFound()
{
    if (!runView_.run())
        return;
    all_->setText(tr("All %1 as a table").arg(runView_.run()->trace->config().patches()));
    unit_->setText(effectUnit(runView_));
}

PageTables WhyPage::tables() const
{
    if (!runView_.run() || why_.order().empty())
        return {};
    const auto owned = std::make_shared<const Tensor>(why_.effects());
    const QString title = tr("What hiding each patch changes, %1").arg(effectUnit(runView_));
    return {title,
            {{.title = title,
              .note = {},
              .tensor = {},
              .cells = Slice(owned->view(), owned),
              .style = {Palette::Diverging, symmetric(rangeOf(owned->view()))},
              .uniform = {},
              .picture = {},
              .patch = {},
              .made = true}},
            {}};
}

void WhyPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    why_.setWanted(true);
}

/// A window that is only minimised goes on.
void WhyPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    if (!event->spontaneous())
        why_.setWanted(false);
}

}  // namespace vitscope
