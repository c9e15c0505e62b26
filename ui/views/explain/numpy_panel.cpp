#include "ui/views/explain/numpy_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/explain/meaning.h"

namespace vitscope {

NumpyPanel::NumpyPanel(Session& session, QWidget* parent)
    : QScrollArea(parent), session_(session), code_(new QLabel), note_(new QLabel), meaning_(new QLabel), copy_(new QPushButton(tr("Copy"))),
      save_(new QPushButton(tr("Save the arrays …")))
{
    code_->setFont(codeFont());
    code_->setTextFormat(Qt::PlainText);
    code_->setWordWrap(true);
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
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
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(copy_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(code_->text()); });
    connect(save_, &QPushButton::clicked, this, &NumpyPanel::save);
    connect(&session, &Session::saved, this, [this](const QString& path) { note_->setText(tr("Saved as %1. Run the lines beside it: the last one computes the number.").arg(QFileInfo(path).fileName())); });
    connect(&session.inquiry(), &Inquiry::termChanged, this, &NumpyPanel::showAnswer);
}

void NumpyPanel::showAnswer()
{
    const ExplainedPtr explained = session_.run() ? session_.inquiry().answer() : nullptr;
    if (!explained)
        return;
    QStringList lines;
    const int room = viewport()->width() - typePixels(30);
    for (const std::string& each : explained->explanation.numpy) {
        QString line = QString::fromStdString(each);
        // A remark that does not fit stands below its line.
        if (QFontMetrics(codeFont()).horizontalAdvance(line) > room)
            line.replace(QStringLiteral("  # "), QStringLiteral("\n    # "));
        lines.append(line);
    }
    if (const QString code = lines.join(u'\n'); code != code_->text()) {
        code_->setText(code);
        note_->setText(tr("“Save the arrays” writes what the lines read, as arrays.npz."));
    }
    meaning_->setText(meaningOf(session_, *explained));
}

void NumpyPanel::save()
{
    const ExplainedPtr explained = session_.inquiry().answer();
    if (!explained)
        return;
    QString path = QFileDialog::getSaveFileName(this, tr("Save the arrays"), QStringLiteral("arrays.npz"), tr("NumPy archives (*.npz)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QStringLiteral(".npz")))
        path += QStringLiteral(".npz");
    note_->setText(tr("Writing %1 …").arg(QFileInfo(path).fileName()));
    session_.saveArrays(explained, path);
}

QString NumpyPanel::code() const
{
    return code_->text();
}

QString NumpyPanel::meaning() const
{
    return meaning_->text();
}

}  // namespace vitscope
