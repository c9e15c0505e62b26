#include "ui/pages/sample_gallery.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPixmap>
#include <QToolButton>

#include "ui/resources/resources.h"
#include "ui/views/reading/prose.h"
#include "ui/theme/card.h"
#include "ui/theme/theme.h"

namespace vitscope {

namespace {

QString titleOf(const SamplePicture& sample)
{
    return sample.titles.value(currentLanguage() == QLatin1String("zh_CN") ? 1 : 0);
}

}  // namespace

SampleGallery::SampleGallery(Session& session, QMenu* menu, int columns, int iconSide) : session_(session), columns_(columns), iconSide_(iconSide)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(menu ? 6 : 2);
    for (const SamplePicture& sample : samplePictures()) {
        auto* button = new QToolButton;
        button->setText(titleOf(sample));
        connect(button, &QToolButton::clicked, this, [this, menu, path = sample.path] {
            if (menu)
                menu->close();
            session_.openPicture(path);
        });
        buttons_.insert(sample.path, button);
        addTile(button);
    }
    connect(&session, &Session::thumbnailRead, this, [this](const QString& path, const QImage& thumbnail) {
        if (QToolButton* button = buttons_.value(path))
            button->setIcon(QPixmap::fromImage(thumbnail));
    });
    session.readThumbnails(buttons_.keys(), iconSide);
}

void SampleGallery::addTile(QToolButton* tile)
{
    auto* grid = static_cast<QGridLayout*>(layout());
    tile->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    tile->setIconSize(QSize(iconSide_, iconSide_));
    // The picture comes later; until then its room is kept.
    QPixmap empty(iconSide_, iconSide_);
    empty.fill(Qt::transparent);
    tile->setIcon(empty);
    tile->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setLook(tile, QStringLiteral("flat"));
    const int place = grid->count();
    grid->addWidget(tile, place / columns_, place % columns_);
}

void SampleGallery::setCurrent(const QString& path)
{
    for (auto each = buttons_.begin(); each != buttons_.end(); ++each) {
        each.value()->setCheckable(true);
        each.value()->setChecked(each.key() == path);
    }
}

}  // namespace vitscope
