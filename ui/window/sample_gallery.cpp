#include "ui/window/sample_gallery.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPixmap>
#include <QRegularExpression>
#include <QToolButton>

#include "ui/resources/resources.h"
#include "ui/theme/card.h"
#include "ui/theme/theme.h"

namespace vitscope {

namespace {

constexpr int columns = 4, iconSide = 84;

/// "Dog and car" for "02-dog-and-car".
QString titleOf(const SamplePicture& sample)
{
    QString title = sample.name;
    title.remove(QRegularExpression(QStringLiteral("^[0-9]+-"))).replace(u'-', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

}  // namespace

SampleGallery::SampleGallery(Session& session, QMenu* menu, QWidget* parent) : QWidget(parent), session_(session)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 4, 8, 8);
    grid->setSpacing(6);
    grid->addWidget(sectionLabel(tr("Built-in pictures")), 0, 0, 1, columns);
    const std::vector<SamplePicture> samples = samplePictures();
    for (int i = 0; i < static_cast<int>(samples.size()); ++i) {
        const SamplePicture& sample = samples[static_cast<std::size_t>(i)];
        auto* button = new QToolButton;
        button->setText(titleOf(sample));
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(QSize(iconSide, iconSide));
        setLook(button, QStringLiteral("flat"));
        connect(button, &QToolButton::clicked, this, [this, menu, path = sample.path] {
            menu->close();
            session_.openPicture(path);
        });
        grid->addWidget(button, 1 + i / columns, i % columns);
        buttons_.insert(sample.path, button);
    }
    connect(&session, &Session::thumbnailRead, this, [this](const QString& path, const QImage& thumbnail) {
        if (QToolButton* button = buttons_.value(path))
            button->setIcon(QPixmap::fromImage(thumbnail));
    });
    session.readThumbnails(buttons_.keys(), iconSide);
}

}  // namespace vitscope
