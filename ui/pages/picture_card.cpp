#include "ui/pages/picture_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/pages/actions.h"
#include "ui/pages/columns.h"
#include "ui/views/picture_view.h"

namespace vitscope {

namespace {

constexpr int lowPicture = 30, nameWidth = 150;

}  // namespace

PictureCard::PictureCard(RunView& runView, Viewpoint& viewpoint, const Actions& actions) : Card(tr("Picture")), runView_(runView)
{
    panel_ = new PicturePanel(runView, viewpoint, actions[QStringLiteral("classToken")],
                              {actions[QStringLiteral("grid")], actions[QStringLiteral("bare")]});
    name_ = new QLabel;
    setLook(name_, QStringLiteral("dim"));
    head()->addWidget(name_);
    content()->addWidget(panel_);
    view()->addActions(actions.ofScope(Scope::Picture));
    connect(&runView, &RunView::runChanged, this, &PictureCard::showRun);
}

void PictureCard::setTheme(const Theme& theme)
{
    panel_->setTheme(theme);
}

PictureView* PictureCard::view() const
{
    return panel_->view();
}

void PictureCard::follow(const Columns* columns)
{
    connect(columns, &Columns::placed, this,
            [this](bool folded, int height) { view()->setMaximumHeight(folded ? height * lowPicture / 100 : QWIDGETSIZE_MAX); });
}

void PictureCard::showRun()
{
    const Run& run = *runView_.run();
    const QString size = tr("%1 × %2").arg(run.sourceSize.width()).arg(run.sourceSize.height());
    name_->setText(name_->fontMetrics().elidedText(run.pictureName, Qt::ElideMiddle, nameWidth));
    name_->setToolTip(tr("%1, %2 pixels").arg(run.pictureName, size));
}

}  // namespace vitscope
