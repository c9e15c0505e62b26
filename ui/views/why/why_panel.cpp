#include "ui/views/why/why_panel.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStringList>
#include <algorithm>

#include "core/analysis/statistics.h"
#include "ui/render/numbers.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/why/effect_map.h"
#include "ui/views/why/effects.h"
#include "ui/views/why/ledger_bars.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr std::int64_t mostClassesListed = 40;
constexpr int roomyPanel = 760, roomyHeight = 700;

QLabel* wrapped(const QString& look = {})
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    if (!look.isEmpty())
        setLook(label, look);
    return label;
}

QLabel* partTitle(int number, const QString& text)
{
    auto* label = new QLabel(QStringLiteral("%1  %2").arg(number).arg(text));
    label->setFont(interfaceFont(15, QFont::DemiBold));
    return label;
}

}  // namespace

WhyPanel::WhyPanel(RunView& runView, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      map_(new EffectMap(runView)),
      bars_(new LedgerBars(runView))
{
    auto* columns = new QGridLayout;
    columns->setHorizontalSpacing(24);
    columns->setVerticalSpacing(6);
    addPicture(columns);
    addLedger(columns);
    for (const int each : {0, 1})
        columns->setColumnStretch(each, 1);
    columns->setRowStretch(2, 1000);
    columns->setRowStretch(4, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    head_ = new QWidget;
    head_->setLayout(makeHead());
    column->addWidget(head_);
    column->addLayout(makeChoice());
    column->addLayout(columns, 1);
    column->addWidget(makeDoor());
    setTabOrder(top_, against_);
    setTabOrder(against_, other_);
    setTabOrder(other_, map_);
    setTabOrder(map_, bars_);
    setTabOrder(bars_, door_);
    setFocusProxy(map_);
    connect(bars_, &LedgerBars::stageWanted, this, &WhyPanel::stageWanted);
    connect(&runView.why(), &WhyView::askedChanged, this, &WhyPanel::showAsked);
    connect(&runView.why(), &WhyView::found, this, &WhyPanel::showFound);
}

QLayout* WhyPanel::makeHead()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* answer = new QPushButton(tr("Answer"));
    here_ = new QPushButton;
    for (QPushButton* crumb : {answer, here_}) {
        setLook(crumb, QStringLiteral("crumb"));
        crumb->setCheckable(true);
        row->addWidget(crumb);
        if (crumb == answer)
            row->addWidget(new QLabel(QStringLiteral("→")));
    }
    here_->setChecked(true);
    connect(here_, &QPushButton::clicked, this, [this] { here_->setChecked(true); });
    connect(answer, &QPushButton::clicked, this, [this, answer] {
        answer->setChecked(false);
        emit closeWanted();
    });
    auto* close = new QPushButton(tr("Esc  back"));
    setLook(close, QStringLiteral("flat"));
    connect(close, &QPushButton::clicked, this, &WhyPanel::closeWanted);
    row->addStretch(1);
    row->addWidget(close);
    return row;
}

QLayout* WhyPanel::makeChoice()
{
    title_ = titleLabel({});
    question_ = wrapped(QStringLiteral("dim"));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(title_);
    row->addSpacing(14);
    row->addWidget(question_, 100);
    row->addStretch(1);
    const auto button = [&](const char* segment) {
        auto* made = new QPushButton;
        made->setCheckable(true);
        setSegment(made, QString::fromLatin1(segment));
        row->addWidget(made);
        return made;
    };
    top_ = button("first");
    against_ = button("middle");
    other_ = button("last");
    close_ = new QPushButton(tr("Esc"));
    close_->setToolTip(tr("Back to the walk"));
    close_->setAccessibleName(tr("Back to the walk"));
    setLook(close_, QStringLiteral("flat"));
    connect(close_, &QPushButton::clicked, this, &WhyPanel::closeWanted);
    row->addSpacing(4);
    row->addWidget(close_);
    connect(top_, &QPushButton::clicked, this, [this] {
        runView_.why().ask({runView_.run()->top.front().index});
        showAsked();
    });
    connect(against_, &QPushButton::clicked, this, [this] {
        runView_.why().ask({runView_.run()->top[0].index, runView_.run()->top[1].index});
        showAsked();
    });
    auto* menu = new QMenu(other_);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillClasses(menu); });
    connect(menu, &QMenu::aboutToHide, this, &WhyPanel::showAsked, Qt::QueuedConnection);
    other_->setMenu(menu);
    return row;
}

void WhyPanel::addPicture(QGridLayout* columns)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(partTitle(1, tr("Where in the picture?")), 1);
    pictureNote_ = wrapped(QStringLiteral("dim"));
    reach_ = new QPushButton;
    reach_->setToolTip(tr("How many patches are hidden at a time"));
    auto* reaches = new QMenu(reach_);
    for (int reach = 0; reach < 3; ++reach)
        connect(reaches->addAction(tr("%1 × %1").arg(2 * reach + 1)), &QAction::triggered, this, [this, reach] { runView_.why().setReach(reach); });
    reach_->setMenu(reaches);
    stop_ = new QPushButton;
    setLook(stop_, QStringLiteral("link"));
    connect(stop_, &QPushButton::clicked, this, [this] { runView_.why().isHiding() ? runView_.why().stop() : runView_.why().goOn(); });
    head->addWidget(stop_);
    head->addWidget(reach_);
    auto* limits = new QVBoxLayout;
    addLimit(limits, true);
    addLimit(limits, false);
    columns->addLayout(head, 0, 0);
    columns->addWidget(pictureNote_, 1, 0, Qt::AlignTop);
    columns->addWidget(map_, 2, 0);
    columns->addLayout(limits, 3, 0, Qt::AlignTop);
}

void WhyPanel::addLedger(QGridLayout* columns)
{
    ledgerNote_ = wrapped(QStringLiteral("dim"));
    noLedger_ = wrapped(QStringLiteral("callout"));
    auto* note = new QVBoxLayout;
    note->addWidget(ledgerNote_);
    note->addWidget(noLedger_);
    auto* scroll = new QScrollArea;
    scroll->setWidget(bars_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    ledgerBox_ = scroll;
    auto* limits = new QVBoxLayout;
    addLimit(limits, true);
    addLimit(limits, false);
    columns->addWidget(partTitle(2, tr("Who said it?")), 0, 1);
    columns->addLayout(note, 1, 1, Qt::AlignTop);
    columns->addWidget(scroll, 2, 1);
    columns->addLayout(limits, 3, 1, Qt::AlignTop);
}

QWidget* WhyPanel::makeDoor()
{
    auto* box = new QFrame;
    setLook(box, QStringLiteral("callout"));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(20);
    auto* left = new QVBoxLayout;
    left->addWidget(partTitle(3, tr("With which numbers?")));
    numbers_ = wrapped();
    left->addWidget(numbers_);
    auto* middle = new QVBoxLayout;
    addLimit(middle, true);
    addLimit(middle, false);
    sayLimit(4, tr("how each number was made."));
    sayLimit(5, tr("which ones matter."));
    door_ = new QPushButton(tr("Number by number"));
    setLook(door_, QStringLiteral("primary"));
    connect(door_, &QPushButton::clicked, this, &WhyPanel::numbersWanted, Qt::QueuedConnection);
    row->addLayout(left, 1);
    row->addLayout(middle, 1);
    row->addWidget(door_);
    return box;
}

void WhyPanel::addLimit(QBoxLayout* column, bool can)
{
    auto* label = wrapped();
    column->addWidget(label);
    limits_.emplace_back(label, can);
}

void WhyPanel::sayLimit(std::size_t line, const QString& text)
{
    const auto& [label, can] = limits_[line];
    label->setText(QStringLiteral("<b>%1</b> %2").arg(can ? tr("✓ Can say:") : tr("✗ Cannot say:"), text.toHtmlEscaped()));
}

void WhyPanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    map_->setTheme(theme);
    bars_->setTheme(theme);
    if (runView_.run())
        showAsked();
}

QString WhyPanel::title() const
{
    return title_->text();
}

QString WhyPanel::limit(int line) const
{
    return limits_.at(static_cast<std::size_t>(line)).first->text();
}

void WhyPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    question_->setVisible(width() >= typePixels(roomyPanel));
    head_->setVisible(height() >= typePixels(roomyHeight));
    close_->setVisible(height() < typePixels(roomyHeight));
    placeMaps();
    if (runView_.run())
        showPicture();  // with more or fewer sentences
}

/// No higher than the picture is: what stands under them stands under both.
void WhyPanel::placeMaps()
{
    const int highest = map_->heightForPicture((width() - 24) / 2);
    map_->setMaximumHeight(highest);
    ledgerBox_->setMaximumHeight(highest);
}

/// The likeliest first.
void WhyPanel::fillClasses(QMenu* menu)
{
    menu->clear();
    const std::vector<float>& whole = runView_.why().occlusion().whole;
    if (whole.empty())
        return;
    const auto classes = static_cast<std::int64_t>(whole.size());
    const TensorView logits(whole.data(), {{Axis::Class, classes}});
    for (const std::int64_t index : largest(logits, std::min(classes, mostClassesListed))) {
        QAction* action = menu->addAction(className(runView_.run()->trace->model(), index));
        action->setCheckable(true);
        action->setChecked(runView_.why().asked() == AskedClass{index});
        connect(action, &QAction::triggered, this, [this, index] { runView_.why().ask({index}); });
    }
}

void WhyPanel::showAsked()
{
    const Run& run = *runView_.run();
    const Model& model = run.trace->model();
    const AskedClass& asked = runView_.why().asked();
    const bool classes = !run.top.empty();
    for (QPushButton* button : {top_, against_, other_})
        button->setVisible(classes);
    against_->setVisible(run.top.size() > 1);
    const QString name = classes ? className(model, asked.index) : QString();
    title_->setText(classes ? tr("Why %1?").arg(name) : tr("Why this vector?"));
    here_->setText(title_->text());
    if (classes) {
        const std::int64_t first = run.top.front().index;
        top_->setText(className(model, first));
        top_->setChecked(asked == AskedClass{first});
        if (run.top.size() > 1) {
            const std::int64_t other = asked.index == first ? asked.against.value_or(run.top[1].index) : run.top[1].index;
            against_->setText(tr("%1 against %2").arg(className(model, first), className(model, other)));
            against_->setChecked(asked == AskedClass{first, other});
        }
        const bool other = asked.index != first;
        other_->setText(other ? name : tr("another class"));
        other_->setChecked(other);
    }
    question_->setText(classes ? tr("Three ways to ask, from the whole picture to the single number.")
                               : tr("The model has no classes: what is asked is how far its vector turns."));
    reach_->setText(tr("%1 × %1").arg(2 * runView_.why().reach() + 1));
    placeMaps();
    showFound();
}

void WhyPanel::showFound()
{
    if (!runView_.run())
        return;
    showPicture();
    showLedger();
    showDoor();
}

void WhyPanel::showPicture()
{
    const Trace& trace = *runView_.run()->trace;
    const WhyView& why = runView_.why();
    const std::int64_t patches = trace.config().patches();
    const bool whole = why.isWhole();
    pictureNote_->setText(whole ? tr("Hide one place after the other behind the mean colour: how far does %1 fall?").arg(askedName(runView_))
                                : tr("Hiding and running again: %1 of %2").arg(why.occlusion().done).arg(patches));
    stop_->setVisible(!whole);
    stop_->setText(why.isHiding() ? tr("Stop (Esc)") : tr("Go on"));
    QStringList together;
    for (const Claim& claim : why.claims())
        if (claim.kind == ClaimKind::AnswerTurned || claim.kind == ClaimKind::WithoutTwo)
            together.append(claimText(trace, claim));
    sayLimit(0, tr("which patches this answer depends on."));
    const QStringList cannot{tr("what patches do together, nor what the even square that hides them looks like to the model.")};
    sayLimit(1, (height() < typePixels(roomyHeight) ? cannot : cannot + together).join(sentenceGap()));
}

void WhyPanel::showLedger()
{
    const WhyView& why = runView_.why();
    const std::optional<Message> none = why.noLedger();
    ledgerBox_->setVisible(!none);
    noLedger_->setVisible(none.has_value());
    if (none)
        noLedger_->setText(errorText(Error(Fault::Usage, none->text, none->arguments)));
    ledgerNote_->setVisible(!none);
    ledgerNote_->setText(why.ledger() == nullptr ? tr("Adding up …")
                         : why.asked().against   ? tr("What each part added to the lead of %1, in logits.").arg(askedName(runView_))
                                                 : tr("What each part added to the logit of %1.").arg(askedName(runView_)));
    QString sum;
    for (const Claim& claim : why.claims())
        if (claim.kind == ClaimKind::LedgerSum)
            sum = claimText(*runView_.run()->trace, claim);
    sayLimit(2, none ? tr("nothing of this model.") : tr("how much each part added.") + (sum.isEmpty() ? QString() : sentenceGap() + sum));
    sayLimit(3, none ? tr("who said it.") : tr("what would happen without a block: later ones read from it."));
}

/// "e^6.045 / (e^6.045 + e^4.762 + 28 more) = 0.7447"
void WhyPanel::showDoor()
{
    const Run& run = *runView_.run();
    const std::vector<float>& whole = runView_.why().occlusion().whole;
    if (run.top.empty()) {
        numbers_->setText(tr("Each number of the vector, from there back to a pixel."));
        return;
    }
    if (whole.empty())
        return;
    const AskedClass& question = runView_.why().asked();
    const std::int64_t asked = question.index, classes = static_cast<std::int64_t>(whole.size());
    const std::int64_t beside = question.against                                  ? *question.against
                                : asked != run.top[0].index || run.top.size() < 2 ? run.top[0].index
                                                                                  : run.top[1].index;
    const auto e = [&](std::int64_t index) { return QStringLiteral("e<sup>%1</sup>").arg(number(whole[static_cast<std::size_t>(index)], 3)); };
    const double share = measured(run.trace->config(), whole, whole, {asked});
    const QString sum =
        classes > 2 ? tr("%1 + %2 + %3 more").arg(e(asked), e(beside)).arg(classes - 2) : QStringLiteral("%1 + %2").arg(e(asked), e(beside));
    numbers_->setText(QStringLiteral("%1 / ( %2 ) = <b>%3</b>").arg(e(asked), sum, significant(share, 4)));
}

}  // namespace vitscope
