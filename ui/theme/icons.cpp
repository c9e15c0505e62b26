#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "core/base/error.h"

// Outside every namespace, as the macro declares a function of the resource compiler's.
static void initialiseResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace vitscope {

namespace {

struct IconColours {
    QColor normal, disabled, on;
};

class SvgIconEngine : public QIconEngine {
public:
    SvgIconEngine(QByteArray svg, const IconColours& colours) : svg_(std::move(svg)), colours_(colours) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QColor colour = mode == QIcon::Disabled ? colours_.disabled : state == QIcon::On ? colours_.on : colours_.normal;
        QByteArray coloured = svg_;
        QSvgRenderer(coloured.replace("currentColor", colour.name().toLatin1())).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SvgIconEngine(*this); }

private:
    QByteArray svg_;
    IconColours colours_;
};

QIcon colouredIcon(const QString& name, const IconColours& colours)
{
    loadIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(Fault::Internal, VITSCOPE_TEXT("theme", "There is no icon “%1”."), {name.toStdString()});
    return QIcon(new SvgIconEngine(file.readAll(), colours));
}

}  // namespace

void loadIcons()
{
    initialiseResources();
}

QStringList iconNames()
{
    loadIcons();
    QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
    for (QString& name : names)
        name.chop(4);
    return names;
}

QIcon icon(const QString& name, const Theme& theme)
{
    return colouredIcon(name, {theme.text, mix(theme.dim, theme.card, 0.5), theme.onAccent});
}

QIcon icon(const QString& name, const QColor& colour)
{
    return colouredIcon(name, {colour, colour, colour});
}

}  // namespace vitscope
