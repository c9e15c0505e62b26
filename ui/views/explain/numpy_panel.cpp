#include "ui/views/explain/numpy_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextEdit>
#include <QVBoxLayout>

#include "core/export/snippet.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/words/meaning.h"

namespace vitscope {

NumpyPanel::NumpyPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent)
    : QScrollArea(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      code_(new QTextEdit),
      note_(new QLabel),
      meaning_(new QLabel),
      copy_(new QPushButton(tr("Copy"))),
      save_(new QPushButton(tr("Save the arrays …")))
{
    code_->setFont(codeFont());
    code_->setReadOnly(true);
    code_->setTabChangesFocus(true);
    code_->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    code_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    code_->setAccessibleName(tr("The same in NumPy"));
    setLook(code_, QStringLiteral("code"));
    note_->setWordWrap(true);
    setLook(note_, QStringLiteral("dim"));
    meaning_->setWordWrap(true);
    meaning_->setAccessibleName(tr("What it means"));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy_);
    buttons->addWidget(save_);
    buttons->addStretch(1);
    column->addWidget(code_);
    column->addLayout(buttons);
    column->addWidget(note_);
    column->addSpacing(8);
    column->addWidget(sectionLabel(tr("What it means")));
    column->addWidget(meaning_);
    column->addStretch(1);
    setWidget(body);
    setWidgetResizable(true);
    setAccessibleName(tr("The same in NumPy"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(copy_, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(code_->toPlainText());
        note_->setText(tr("Copied."));
    });
    connect(save_, &QPushButton::clicked, this, &NumpyPanel::save);
    connect(&runView, &RunView::saved, this, [this](const QString& path) {
        saved_ = path;
        note_->setText(tr("Saved as %1. The lines above, run beside it, compute the number.").arg(QFileInfo(path).fileName()));
        showAnswer();
    });
    connect(&runView.inquiry(), &Inquiry::termChanged, this, &NumpyPanel::showAnswer);
}

void NumpyPanel::showAnswer()
{
    const ExplainedPtr explained = runView_.run() ? runView_.inquiry().answer() : nullptr;
    if (!explained)
        return;
    QStringList lines;
    const int room = viewport()->width() - typePixels(30);
    // Beside the file that was written for this number, the lines name it.
    const std::string file = savedOf_ == explained->cell ? QFileInfo(saved_).fileName().toStdString() : "arrays.npz";
    for (const std::string& each : snippetReading(explained->explanation, file)) {
        QString line = QString::fromStdString(each);
        // A remark that does not fit stands below its line.
        if (QFontMetrics(codeFont()).horizontalAdvance(line) > room)
            line.replace(QStringLiteral("  # "), QStringLiteral("\n    # "));
        lines.append(line);
    }
    if (const QString code = lines.join(u'\n'); code != code_->toPlainText()) {
        code_->setPlainText(code);
        fitCode();
        if (savedOf_ != explained->cell)
            note_->setText(tr("“Save the arrays” writes what these lines read."));
    }
    meaning_->setText(meaningOf(*runView_.run()->trace, explained));
}

/// As high as its lines, wrapped as they now are.
void NumpyPanel::fitCode()
{
    code_->document()->setTextWidth(code_->viewport()->width());
    code_->setFixedHeight(static_cast<int>(code_->document()->size().height()) + typePixels(18));
}

void NumpyPanel::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fitCode();
}

void NumpyPanel::save()
{
    const ExplainedPtr explained = runView_.inquiry().answer();
    if (!explained)
        return;
    QString path = QFileDialog::getSaveFileName(this, tr("Save the arrays"), QStringLiteral("arrays.npz"), tr("NumPy archives (*.npz)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QStringLiteral(".npz")))
        path += QStringLiteral(".npz");
    note_->setText(tr("Writing %1 …").arg(QFileInfo(path).fileName()));
    savedOf_ = explained->cell;
    saved_ = path;
    runView_.saveArrays(explained, path);
}

QString NumpyPanel::code() const
{
    return code_->toPlainText();
}

QString NumpyPanel::meaning() const
{
    return meaning_->text();
}

}  // namespace vitscope
