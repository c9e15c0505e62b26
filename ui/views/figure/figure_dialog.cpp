#include "ui/views/figure/figure_dialog.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include "ui/render/figure/figure_command.h"
#include "ui/render/figure/figure_facts.h"
#include "ui/render/figure/figure_painter.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/words/names.h"

namespace vitscope {

/// What the compute thread brings.
struct FigureDialog::Drawn {
    QImage image;
    std::shared_ptr<const Error> problem;
};

namespace {

/// The one figure that a choice of the dialog asks for.
Figure filledFigure(const Run& run, const FigureChoice& choice, const FigureLook& look)
{
    Workspace workspace{{}, {}};
    FigureSource source(workspace, run.trace, run.pictureName.toStdString());
    return source.fill(planFigures(run.trace->model(), choice), choice, look).front();
}

}  // namespace

FigureDialog::FigureDialog(RunView& view, const Viewpoint& viewpoint, const QString& language, QWidget* parent)
    : QDialog(parent),
      view_(view),
      run_(view.run()),
      language_(language),
      form_(new FigureForm(run_, viewpoint.selection()))
{
    setWindowTitle(tr("Export a figure"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 18, 22, 16);
    column->setSpacing(14);
    column->addWidget(titleLabel(tr("Export a figure")));
    addColumns();
    addButtons();
    connect(form_, &FigureForm::changed, this, &FigureDialog::refresh);
    resize(QSize(typePixels(1180), typePixels(760)).boundedTo(screen()->availableSize() - QSize(40, 60)));
    refresh();
}

void FigureDialog::addColumns()
{
    preview_ = new QLabel;
    preview_->setAlignment(Qt::AlignCenter);
    preview_->setMinimumSize(typePixels(320), typePixels(240));
    preview_->setAccessibleName(tr("The figure as it will be written"));
    setLook(preview_, QStringLiteral("callout"));
    auto* scroll = new QScrollArea;
    scroll->setWidget(form_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(form_->minimumSizeHint().width() + typePixels(16));
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(preview_, 1);
    row->addWidget(scroll);
    static_cast<QVBoxLayout*>(layout())->addLayout(row, 1);
}

void FigureDialog::addButtons()
{
    said_ = new QLabel;
    said_->setWordWrap(true);
    setLook(said_, QStringLiteral("dim"));
    command_ = new QPlainTextEdit;
    command_->setReadOnly(true);
    command_->setFont(codeFont());
    command_->setFixedHeight(typePixels(72));
    command_->setTabChangesFocus(true);
    command_->setAccessibleName(tr("The command line that makes the same figure"));
    auto* copyCommand = new QPushButton(tr("Copy"));
    copyCommand->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    copyImage_ = new QPushButton(tr("Copy picture"));
    copyImage_->setAutoDefault(false);
    save_ = new QPushButton(tr("Save …"));
    save_->setDefault(true);
    setLook(save_, QStringLiteral("primary"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(command_, 1);
    for (QPushButton* button : {copyCommand, cancel, copyImage_, save_})
        row->addWidget(button);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(said_);
    column->addLayout(row);
    connect(copyCommand, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command_->toPlainText()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(copyImage_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setImage(image_); });
    connect(save_, &QPushButton::clicked, this, &FigureDialog::chooseFile);
}

/// One drawing at a time: what changed meanwhile is drawn after it.
void FigureDialog::refresh()
{
    command_->setPlainText(commandLine(suggestedName()));
    stale_ = drawing_;
    if (drawing_)
        return;
    drawing_ = true;
    image_ = {};
    save_->setEnabled(false);
    copyImage_->setEnabled(false);
    const auto drawn = std::make_shared<Drawn>();
    const QPointer<FigureDialog> self(this);
    view_.inBackground(
        [drawn, run = run_, choice = form_->choice(), look = form_->look()] {
            try {
                drawn->image = figureImage(filledFigure(*run, choice, look), look);
            } catch (const Error& error) {
                drawn->problem = std::make_shared<Error>(error);
            }
        },
        [self, drawn] {
            if (self)
                self->show(*drawn);
        });
}

void FigureDialog::show(const Drawn& drawn)
{
    drawing_ = false;
    if (stale_) {
        refresh();
        return;
    }
    image_ = drawn.image;
    problem_ = drawn.problem ? errorText(*drawn.problem) : QString();
    save_->setEnabled(!drawn.problem);
    copyImage_->setEnabled(!drawn.problem);
    said_->setText(drawn.problem ? problem_
                                 : tr("%1 × %2 pixels. In SVG and PDF text and lines stay sharp at any size. The file says how it was made.")
                                       .arg(image_.width())
                                       .arg(image_.height()));
    showImage();
}

void FigureDialog::showImage()
{
    if (image_.isNull())
        preview_->clear();
    else
        preview_->setPixmap(
            QPixmap::fromImage(image_.scaled(preview_->contentsRect().size() - QSize(24, 24), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
}

void FigureDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    showImage();
}

QString FigureDialog::suggestedName() const
{
    const QString stem = QFileInfo(run_->pictureName).completeBaseName();
    const std::vector<FigurePlan> plans = planFigures(run_->trace->model(), form_->choice());
    return QStringLiteral("%1_%2.%3")
        .arg(stem, QString::fromStdString(plans.front().name), QString::fromUtf8(figureFormatName(form_->format()).data()));
}

QString FigureDialog::commandLine(const QString& out) const
{
    const QString picture = run_->picturePath.isEmpty() ? run_->pictureName : run_->picturePath;
    const FigureCommand command{picture, run_->modelName, run_->settings, language_, form_->choice(), form_->look(), form_->format(), out};
    return shellLine(figureArguments(command, run_->trace->config()));
}

void FigureDialog::chooseFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the figure"), suggestedName());
    if (!path.isEmpty())
        save(path);
}

void FigureDialog::save(const QString& path)
{
    const FigureOrigin origin{programVersion(), modelHash(run_->trace->model().parameters), run_->sha256.toStdString(), [this] {
                                  std::vector<std::string> settings;
                                  for (const QString& setting : run_->settings)
                                      settings.push_back(setting.toStdString());
                                  return settings;
                              }()};
    const auto problem = std::make_shared<std::shared_ptr<Error>>();
    const QPointer<FigureDialog> self(this);
    view_.inBackground(
        [=, run = run_, choice = form_->choice(), look = form_->look(), format = form_->format()] {
            try {
                const Figure figure = filledFigure(*run, choice, look);
                writeFigure(path.toStdString(), figure, look, format, figureFacts(figure, look, origin));
            } catch (const Error& error) {
                *problem = std::make_shared<Error>(error);
            }
        },
        [=] {
            if (!self)
                return;
            self->said_->setText(*problem ? errorText(**problem) : tr("Saved: %1").arg(QDir::toNativeSeparators(path)));
            if (!*problem)
                emit self->saved(path);
        });
}

}  // namespace vitscope
