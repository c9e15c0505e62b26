#include "ui/views/picture_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/views/explain/marks.h"
#include "ui/views/picture_view.h"
#include "ui/views/reading/facts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QLabel* smallLabel(const QString& look)
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    QFont font = label->font();
    font.setPixelSize(12);
    label->setFont(font);
    setLook(label, look);
    return label;
}

}  // namespace

PicturePanel::PicturePanel(RunView& runView, Viewpoint& viewpoint, QAction* classToken, const std::vector<QAction*>& switches, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      view_(new PictureView(runView, viewpoint)),
      sentence_(new QLabel),
      scale_(new ScaleBar),
      alpha_(smallLabel(QStringLiteral("callout"))),
      opacity_(new QSlider(Qt::Horizontal))
{
    sentence_->setWordWrap(true);
    sentence_->setAccessibleName(tr("What the picture shows"));
    alpha_->setText(tr("Transparency was dropped: the model sees the picture without it."));
    alpha_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(view_);
    column->addWidget(sentence_);
    column->addWidget(scale_);
    column->addWidget(makeControls(classToken, switches));
    column->addWidget(alpha_);
    connect(&runView, &RunView::runChanged, this, &PicturePanel::showRun);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &PicturePanel::showSelection);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &PicturePanel::showSelection);
    connect(&runView, &RunView::valuesArrived, this, &PicturePanel::showSelection);
    connect(&runView.inquiry(), &Inquiry::changed, this, &PicturePanel::showSelection);
    connect(&runView.inquiry(), &Inquiry::termChanged, this, &PicturePanel::showSelection);
}

QWidget* PicturePanel::makeControls(QAction* classToken, const std::vector<QAction*>& switches)
{
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto* chip = new QToolButton;
    chip->setDefaultAction(classToken);
    chip->setToolButtonStyle(Qt::ToolButtonTextOnly);
    setLook(chip, QStringLiteral("crumb"));
    row->addWidget(chip);
    row->addStretch(1);
    for (QAction* action : switches) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setIconSize(QSize(16, 16));
        setLook(button, QStringLiteral("flat"));
        row->addWidget(button);
    }
    opacity_->setRange(0, 100);
    opacity_->setValue(qRound(viewpoint_.display().opacity * 100));
    opacity_->setFixedWidth(72);
    opacity_->setToolTip(tr("How strongly the map covers the picture"));
    opacity_->setAccessibleName(tr("Opacity of the map"));
    connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
        Display display = viewpoint_.display();
        display.opacity = percent / 100.0;
        viewpoint_.setDisplay(display);
    });
    row->addWidget(opacity_);
    return controls;
}

void PicturePanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    view_->setTheme(theme);
    scale_->setTheme(theme);
}

QString PicturePanel::sentence() const
{
    return sentence_->text();
}

void PicturePanel::showRun()
{
    alpha_->setVisible(runView_.run()->alphaDropped);
    showSelection();
}

/// Which colour stands for what.
void PicturePanel::showMarks()
{
    QStringList names;
    for (const PictureMark& mark : inquiryMarks(runView_))
        if (!mark.name.isEmpty())
            names.append(QStringLiteral("<span style=\"color:%1\">■</span> %2")
                             .arg((mark.role == Role::Other ? theme_.accent : roleColour(mark.role, theme_)).name(), mark.name.toHtmlEscaped()));
    sentence_->setText(names.isEmpty() ? tr("These numbers have no place in the picture.") : names.join(QStringLiteral("&nbsp;&nbsp; ")));
    scale_->setScale({});
}

void PicturePanel::showSelection()
{
    if (runView_.run() && runView_.inquiry().isOpen())
        return showMarks();
    const bool bare = viewpoint_.display().bare;
    const QString scale = viewpoint_.display().sharedScale ? tr("shared scale") : tr("own scale");
    QString said = shownSentence(runView_, viewpoint_);
    if (view_->showsMap()) {
        const QString who = tokenPhrase(runView_.run()->trace->layout(), viewpoint_.selection().token());
        said = QStringLiteral("%1 · %2").arg(said.replace(who, QStringLiteral("<b>%1</b>").arg(who)), scale);
    }
    sentence_->setText(bare ? tr("The picture as it is") : said);
    scale_->setScale(view_->scale());
    scale_->setEnabled(!bare);
}

}  // namespace vitscope
