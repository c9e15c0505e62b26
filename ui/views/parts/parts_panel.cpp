#include "ui/views/parts/parts_panel.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/statistics.h"
#include "ui/render/numbers.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/session/parts.h"
#include "ui/views/why/ghost_bars.h"
#include "ui/words/claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr std::int64_t classesShown = 3;
constexpr std::size_t mostRows = 6;

QLabel* paragraph(const char* look)
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    setLook(label, QString::fromLatin1(look));
    return label;
}

/// Those that lead before or after, and the one that changes most; by what they are after.
std::vector<std::int64_t> classesToShow(const AnswerPair& pair)
{
    const auto count = static_cast<std::int64_t>(pair.after.size());
    std::vector<std::int64_t> shown = largest(TensorView(pair.before.data(), {{Axis::Class, count}}), std::min(count, classesShown));
    const auto add = [&](std::int64_t index) {
        if (std::find(shown.begin(), shown.end(), index) == shown.end() && shown.size() < mostRows)
            shown.push_back(index);
    };
    for (const std::int64_t index : largest(TensorView(pair.after.data(), {{Axis::Class, count}}), std::min(count, classesShown)))
        add(index);
    std::int64_t changed = 0;
    const auto change = [&](std::int64_t index) {
        return std::abs(pair.after[static_cast<std::size_t>(index)] - pair.before[static_cast<std::size_t>(index)]);
    };
    for (std::int64_t index = 0; index < count; ++index)
        if (change(index) > change(changed))
            changed = index;
    add(changed);
    std::stable_sort(shown.begin(), shown.end(), [&](std::int64_t a, std::int64_t b) {
        return pair.after[static_cast<std::size_t>(a)] > pair.after[static_cast<std::size_t>(b)];
    });
    return shown;
}

}  // namespace

PartsPanel::PartsPanel(Session& session, QWidget* parent) : QWidget(parent), session_(session)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    row->addLayout(makeChoices(), 2);
    row->addLayout(makeFindings(), 3);
    connect(&session, &Session::runChanged, this, &PartsPanel::showRun);
    connect(&session, &Session::valuesArrived, this, &PartsPanel::showFound);
    connect(&session.parts(), &PartsView::found, this, &PartsPanel::showFound);
    showRun();
}

QLayout* PartsPanel::makeChoices()
{
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(sectionLabel(tr("Parts of the model")));
    for (const ModelPart& part : modelParts()) {
        auto* choice = new QCheckBox(part.title);
        choice->setToolTip(part.purpose);
        connect(choice, &QCheckBox::clicked, this, [this, key = part.key](bool on) { session_.switchPart(key, on); });
        choices_.insert(part.key, choice);
        column->addWidget(choice);
    }
    purpose_ = paragraph("callout");
    column->addWidget(purpose_);
    column->addStretch(1);
    auto* caution = paragraph("dim");
    caution->setText(
        tr("One picture says little about what a part is for: a class may get a higher share without a part, and the part still be needed. "
           "Count over several pictures, and mind that what was trained was trained with all parts."));
    column->addWidget(caution);
    return column;
}

QLayout* PartsPanel::makeFindings()
{
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(sectionLabel(tr("This picture")));
    bars_ = new GhostBars;
    column->addWidget(bars_);
    here_ = paragraph("");
    here_->setAccessibleName(tr("In this picture"));
    column->addWidget(here_);
    picturesTitle_ = sectionLabel({});
    column->addSpacing(8);
    column->addWidget(picturesTitle_);
    pictures_ = new GhostBars;
    auto* scroll = new QScrollArea;
    scroll->setWidget(pictures_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scroll, 1);
    overAll_ = paragraph("callout");
    overAll_->setAccessibleName(tr("Over all pictures"));
    column->addWidget(overAll_);
    auto* note = paragraph("dim");
    note->setText(tr("Dashed: with all parts. Filled: as it is now."));
    column->addWidget(note);
    return column;
}

void PartsPanel::setTheme(const Theme& theme)
{
    bars_->setTheme(theme);
    pictures_->setTheme(theme);
}

QString PartsPanel::saidHere() const
{
    return here_->text();
}

QString PartsPanel::saidOverAll() const
{
    return overAll_->text();
}

void PartsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    session_.parts().setWanted(true);
}

void PartsPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    session_.parts().setWanted(false);
}

void PartsPanel::showRun()
{
    if (!session_.run())
        return;
    QStringList purposes;
    for (const ModelPart& part : modelParts()) {
        QCheckBox* choice = choices_.value(part.key);
        const QSignalBlocker quiet(choice);
        choice->setChecked(isOn(*session_.run(), part.key));
        if (!choice->isChecked() && session_.run()->settings.contains(part.key + QStringLiteral("=off")))
            purposes.append(QStringLiteral("<b>%1</b><br>%2").arg(part.title.toHtmlEscaped(), part.purpose.toHtmlEscaped()));
    }
    purpose_->setText(purposes.isEmpty() ? tr("Take the tick off a part to see what changes without it.")
                                         : purposes.join(QStringLiteral("<br><br>")));
    showFound();
}

void PartsPanel::showFound()
{
    if (!session_.run())
        return;
    showHere();
    showPictures();
}

void PartsPanel::showHere()
{
    const std::optional<AnswerPair> pair = session_.parts().here();
    const Trace& trace = *session_.run()->trace;
    std::vector<GhostBar> bars;
    if (pair)
        for (const std::int64_t index : classesToShow(*pair)) {
            const double before = pair->before[static_cast<std::size_t>(index)], after = pair->after[static_cast<std::size_t>(index)];
            bars.push_back({className(trace.model(), index), before, after, beforeAndAfter(before, after), bars.empty()});
        }
    bars_->setBars(std::move(bars));
    here_->setText(pair                           ? claimText(trace, claimOfLeavingOut(pair->before, pair->after))
                   : trace.config().classes == 0  ? tr("The model has no classes: there is no answer to compare.")
                   : session_.parts().isChanged() ? tr("The model with all its parts is being asked …")
                                                  : tr("All parts are on."));
}

/// Of each the class that it is of, where that is known; else the one that led.
void PartsPanel::showPictures()
{
    const PartsView& parts = session_.parts();
    const Trace& trace = *session_.run()->trace;
    const std::size_t all = parts.atHand(), done = parts.pictures().size();
    picturesTitle_->setVisible(all > 0);
    picturesTitle_->setText(done < all ? tr("All pictures at hand: %1 of %2").arg(done).arg(all) : tr("All pictures at hand: %1").arg(all));
    std::vector<GhostBar> bars;
    for (const PictureAnswers& picture : parts.pictures()) {
        const AnswerPair& pair = picture.answers;
        const auto led = std::max_element(pair.before.begin(), pair.before.end()) - pair.before.begin();
        const std::int64_t index = pair.truth.value_or(led);
        const double before = pair.before[static_cast<std::size_t>(index)], after = pair.after[static_cast<std::size_t>(index)];
        const auto now = std::max_element(pair.after.begin(), pair.after.end()) - pair.after.begin();
        const QString name = className(trace.model(), index);
        bars.push_back({now == index ? name : tr("%1 (%2)").arg(name, className(trace.model(), now)), before, after, beforeAndAfter(before, after),
                        now == index});
    }
    pictures_->setBars(std::move(bars));
    QString said;
    for (const Claim& claim : parts.claims())
        if (claim.kind == ClaimKind::RightOverPictures || claim.kind == ClaimKind::KeptOverPictures)
            said = claimText(trace, claim);
    overAll_->setVisible(!said.isEmpty());
    overAll_->setText(said);
}

}  // namespace vitscope
