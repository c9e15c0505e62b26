#include "ui/views/why/why_reading.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"

namespace vitscope {

WhyReading::WhyReading(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView), said_(new QLabel), notes_(new QLabel)
{
    auto* intro =
        new QLabel(tr("The same question, asked of three things: of the <b>picture</b>, of the <b>parts of the model</b>, of the "
                      "<b>numbers</b>. The three answers measure different things and need not agree."));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(12);
    setLook(said_, QStringLiteral("callout"));
    for (QLabel* label : {said_, intro, notes_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    said_->setAccessibleName(tr("In this run"));
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    connect(&runView.why(), &WhyView::found, this, &WhyReading::showFound);
    connect(&runView.why(), &WhyView::askedChanged, this, &WhyReading::showFound);
    showFound();
}

QString WhyReading::said() const
{
    return said_->text();
}

void WhyReading::showFound()
{
    if (!runView_.run())
        return;
    QStringList sentences;
    for (const Claim& claim : runView_.why().claims())
        if (claim.kind != ClaimKind::LedgerSum)
            sentences.append(claimText(*runView_.run()->trace, claim).toHtmlEscaped());
    said_->setText(
        QStringLiteral("<b>%1</b><br>%2")
            .arg(tr("In this run"), sentences.isEmpty() ? tr("The picture is being hidden patch by patch …") : sentences.join(sentenceGap())));
    const bool classes = runView_.run()->trace->config().classes > 0;
    notes_->setText(
        classes
            ? tr("A <b>logit</b> is what the last layer gives a class. Softmax turns all logits into percentages, so only their differences count.<br><br>"
                 "The parts add up because the scale of the last layer norm is kept as it was in this run.<br><br>"
                 "None of the three says that the model is right, or what it would do with another picture.")
            : tr("A model without classes hands on a vector. Hiding a patch turns it: the cosine to the vector of the whole picture says how far."));
}

}  // namespace vitscope
