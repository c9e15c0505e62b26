#include "ui/views/reading/glossary_dialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/word_label.h"
#include "ui/words/glossary.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr QSize usualGlossary{760, 520};
constexpr int glossaryList = 220, glossaryMargin = 20;

}  // namespace

GlossaryDialog::GlossaryDialog(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QDialog(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      title_(titleLabel({})),
      search_(new QLineEdit),
      list_(new QListWidget(this)),
      page_(new WordLabel(runView, viewpoint))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto* left = new QVBoxLayout;
    makeLeft(left);
    page_->setAlignment(Qt::AlignTop);
    auto* text = new QScrollArea;
    text->setWidget(page_);
    text->setWidgetResizable(true);
    text->setFocusPolicy(Qt::NoFocus);
    auto* right = new QVBoxLayout;
    right->addWidget(title_);
    right->addWidget(text, 1);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(glossaryMargin);
    columns->addLayout(left);
    columns->addLayout(right, 1);
    auto* buttons = new QDialogButtonBox;
    close_ = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    close_->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(glossaryMargin, glossaryMargin, glossaryMargin, glossaryMargin - 4);
    column->setSpacing(12);
    column->addLayout(columns, 1);
    column->addWidget(buttons);
    resize(QSize(typePixels(usualGlossary.width()), typePixels(usualGlossary.height())).boundedTo(screen()->availableSize() - QSize(40, 60)));
    speak();
    list_->setCurrentRow(0);
    list_->setFocus();
}

void GlossaryDialog::makeLeft(QLayout* column)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{search_, list_}) {
        widget->setFixedWidth(typePixels(glossaryList));
        column->addWidget(widget);
    }
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, this, &GlossaryDialog::filter);
    connect(list_, &QListWidget::currentRowChanged, this, &GlossaryDialog::showPage);
}

/// In the window's language; what was chosen stays.
void GlossaryDialog::speak()
{
    setWindowTitle(tr("Glossary"));
    search_->setPlaceholderText(tr("Find a word"));
    search_->setAccessibleName(tr("Find a word"));
    list_->setAccessibleName(tr("Words of the glossary"));
    page_->setAccessibleName(tr("What the word means"));
    close_->setText(tr("Close"));
    const QString chosen = term();
    {
        const QSignalBlocker quiet(list_);
        list_->clear();
        for (const GlossaryEntry& entry : glossaryOf(currentLanguage()).entries()) {
            auto* item = new QListWidgetItem(entry.title, list_);
            item->setData(Qt::UserRole, entry.id);
        }
    }
    filter(search_->text());
    showTerm(chosen);
    showPage();
}

void GlossaryDialog::filter(const QString& wanted)
{
    const Glossary& glossary = glossaryOf(currentLanguage());
    for (int row = 0; row < list_->count(); ++row) {
        const GlossaryEntry& entry = *glossary.find(list_->item(row)->data(Qt::UserRole).toString());
        const auto has = [&](const QString& form) { return form.contains(wanted.trimmed(), Qt::CaseInsensitive); };
        list_->item(row)->setHidden(!std::any_of(entry.forms.begin(), entry.forms.end(), has));
    }
    if (list_->currentItem() && !list_->currentItem()->isHidden())
        return;
    for (int row = 0; row < list_->count(); ++row)
        if (!list_->item(row)->isHidden())
            return list_->setCurrentRow(row);
}

QString GlossaryDialog::term() const
{
    return list_->currentItem() ? list_->currentItem()->data(Qt::UserRole).toString() : QString();
}

void GlossaryDialog::showTerm(const QString& id)
{
    for (int row = 0; row < list_->count(); ++row)
        if (list_->item(row)->data(Qt::UserRole).toString() == id) {
            if (list_->item(row)->isHidden())
                search_->clear();
            list_->setCurrentRow(row);
            list_->scrollToItem(list_->item(row));
        }
}

QString GlossaryDialog::pageHtml(const QString& id) const
{
    const GlossaryEntry& entry = *glossaryOf(currentLanguage()).find(id);
    TermMarks marks(glossaryOf(currentLanguage()));
    marks.leaveOut(id);
    QString html = QStringLiteral("<p><b>%1</b></p>").arg(marks.marked(entry.brief.toHtmlEscaped()));
    for (const QString& paragraph : entry.text.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts))
        html += QStringLiteral("<p>%1</p>").arg(marks.marked(paragraph.toHtmlEscaped()));
    QStringList places;
    if (runView_.run())
        for (const QString& stage : entry.stages) {
            const auto& all = runView_.run()->trace->stages();
            const auto found = std::find_if(all.begin(), all.end(), [&](const Stage& each) { return each.key.id == stage.toStdString(); });
            if (found != all.end())
                places.append(QStringLiteral("<a href=\"%1\">%2</a>").arg(stage, stageTitle(*found->words).toHtmlEscaped()));
        }
    return places.isEmpty() ? html : html + QStringLiteral("<p>%1</p>").arg(tr("See it in: %1").arg(places.join(QStringLiteral(" · "))));
}

void GlossaryDialog::showPage()
{
    if (term().isEmpty())
        return;
    title_->setText(list_->currentItem()->text());
    page_->setWords(pageHtml(term()));
}

void GlossaryDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        speak();
}

GlossaryDialog& showGlossary(QWidget& from, RunView& runView, Viewpoint& viewpoint, const QString& id)
{
    auto* dialog = qobject_cast<GlossaryDialog*>(from.window());
    if (!dialog)
        dialog = from.window()->findChild<GlossaryDialog*>();
    if (!dialog)
        dialog = new GlossaryDialog(runView, viewpoint, from.window());
    dialog->showTerm(id);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return *dialog;
}

}  // namespace vitscope
