#include "ui/window/tour.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <memory>

#include "ui/theme/fonts.h"
#include "ui/views/answer_panel.h"
#include "ui/views/picture_view.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stages/stage_views.h"

namespace vitscope {

namespace {

constexpr QSize tourPicture{400, 172}, tourStage{840, 361};

/// A view that is shown nowhere, as it looks in this size.
QPixmap pictureOf(QWidget& view, QSize size)
{
    view.setAttribute(Qt::WA_DontShowOnScreen);
    view.resize(size);
    view.ensurePolished();
    view.show();
    return view.grab();
}

/// The stage that is drawn: attention in the middle of the model.
Selection tourSelection(const Viewpoint& viewpoint, const Trace& trace)
{
    return withStage(viewpoint.selection(), {"blocks.attention", trace.config().blocks / 2});
}

}  // namespace

Tour::Tour(RunView* runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 10, 0);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(18);
    grid->addWidget(addPart(QT_TR_NOOP("Ask from a patch"),
                            QT_TR_NOOP("Hover a patch of the picture: everything speaks of it. Click to keep it. Bright is where it looks.")),
                    0, 0);
    grid->addWidget(
        addPart(QT_TR_NOOP("Walk"), QT_TR_NOOP("Space goes on by itself, . and , go step by step. Hover a cell of a map for its number; click it "
                                               "twice to see where the number comes from.")),
        0, 1);
    grid->addWidget(
        addPart(QT_TR_NOOP("Read"), QT_TR_NOOP("A word in colour lights what it names, and leads there. A word with dots tells what it means. “In "
                                               "this run” is what was measured.")),
        1, 0);
    grid->addWidget(
        addPart(QT_TR_NOOP("Ask why"), QT_TR_NOOP("The answer, and how sure the model is. Each of its numbers can be followed back to the pixels.")),
        1, 1);
    grid->setRowStretch(2, 1);
    if (runView_)
        connect(runView_, &RunView::valuesArrived, this, [this] {
            if (isVisible() && !drawing_)
                draw(theme_);
        });
}

QWidget* Tour::addPart(const char* title, const char* text)
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* picture = new QLabel;
    picture->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    picture->setAccessibleName(tr(title));
    pictures_.push_back(picture);
    auto* heading = new QLabel(tr(title));
    heading->setFont(interfaceFont(usualType, QFont::DemiBold));
    auto* words = new QLabel(tr(text));
    words->setWordWrap(true);
    column->addWidget(picture);
    column->addWidget(heading);
    column->addWidget(words);
    column->addStretch(1);
    return part;
}

void Tour::draw(const Theme& theme)
{
    theme_ = theme;
    for (QLabel* label : pictures_)
        label->setVisible(runView_ && runView_->run());
    if (!runView_ || !runView_->run())
        return;
    drawing_ = true;
    const Trace& trace = *runView_->run()->trace;
    Viewpoint viewpoint;
    viewpoint.enter(runView_->run()->trace);
    viewpoint.select(tourSelection(viewpoint, trace));
    const Stage& stage = trace.stage(viewpoint.selection().stage);
    PictureView picture(*runView_, viewpoint);
    const std::unique_ptr<StageView> maps(stageViews()[stageViewFor(stage)].create(*runView_, viewpoint));
    ReadingPanel reading(*runView_, viewpoint);
    AnswerPanel answer(*runView_, viewpoint);
    picture.setTheme(theme);
    maps->setTheme(theme);
    reading.setTheme(theme);
    answer.setTheme(theme);
    maps->showStage(stage);
    maps->setMoment(1);
    const qreal ratio = devicePixelRatioF();
    const auto smaller = [&](QPixmap large) {
        large = large.scaled(tourPicture * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        large.setDevicePixelRatio(ratio);
        return large;
    };
    pictures_[0]->setPixmap(pictureOf(picture, {tourPicture.height(), tourPicture.height()}));
    pictures_[1]->setPixmap(smaller(pictureOf(*maps, tourStage)));
    pictures_[2]->setPixmap(pictureOf(reading, tourPicture));
    pictures_[3]->setPixmap(pictureOf(answer, tourPicture));
    drawing_ = false;
}

std::vector<QPixmap> Tour::pictures() const
{
    std::vector<QPixmap> pictures;
    for (const QLabel* label : pictures_)
        pictures.push_back(label->pixmap(Qt::ReturnByValue));
    return pictures;
}

}  // namespace vitscope
