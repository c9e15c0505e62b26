// The look: legible colours, a complete style sheet, icons that take the theme's colours.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDeadlineTimer>
#include <QFontMetricsF>
#include <QLabel>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "core/base/error.h"
#include "ui/render/colormap.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

namespace vitscope {

namespace {

/// WCAG 2.1, relative luminance.
double luminance(const QColor& colour)
{
    const auto linear = [](int byte) {
        const double share = byte / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
}

double contrast(const QColor& a, const QColor& b)
{
    const double lighter = std::max(luminance(a), luminance(b)), darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

/// Gives the application back as it was.
class ThemeTest : public testing::Test {
protected:
    void TearDown() override
    {
        qApp->setStyleSheet({});
        qApp->setPalette(QPalette());
    }
};

int pixelsOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

QImage iconImage(const QIcon& icon, QIcon::Mode mode = QIcon::Normal, QIcon::State state = QIcon::Off)
{
    return icon.pixmap(QSize(32, 32), 1.0, mode, state).toImage();
}

}  // namespace

TEST(Contrast, AgreesWithPublishedRatios)
{
    EXPECT_NEAR(contrast(Qt::white, Qt::black), 21, 1e-9);
    EXPECT_NEAR(contrast(QColor("#767676"), Qt::white), 4.54, 0.005);
}

TEST(Theme, TextIsLegible)
{
    for (const Theme& theme : {Theme::light(), Theme::darkTheme()}) {
        for (const QColor& ground : {theme.background, theme.card, theme.soft}) {
            EXPECT_GE(contrast(theme.text, ground), 4.5) << ground.name().toStdString();
            EXPECT_GE(contrast(theme.dim, ground), 4.5) << ground.name().toStdString();
            EXPECT_GE(contrast(theme.accent, ground), 4.5) << ground.name().toStdString();
        }
        EXPECT_GE(contrast(theme.onAccent, theme.accent), 4.5);
        EXPECT_GE(contrast(theme.warning, theme.card), 4.5);
        // Names of tensors are semibold and underlined besides: the 3 : 1 of WCAG 1.4.11 for graphics.
        for (const QColor& role : {theme.query, theme.key, theme.value, theme.attention})
            EXPECT_GE(contrast(role, theme.card), 3) << role.name().toStdString();
    }
}

TEST(Theme, ZeroIsTheSameInExportsAndOnLightCards)
{
    EXPECT_EQ(Theme::light().neutral.rgb(), lightNeutral);
    EXPECT_NE(Theme::darkTheme().neutral.rgb(), lightNeutral);
}

TEST(Theme, MixesChannelByChannel)
{
    EXPECT_EQ(mix(QColor(0, 100, 200), QColor(100, 200, 0), 0.25), QColor(25, 125, 150));
    EXPECT_EQ(mix(Qt::white, Qt::black, 1), QColor(Qt::black));
}

TEST(StyleSheet, LeavesNoNameAndNoMissingImage)
{
    for (const Theme& theme : {Theme::light(), Theme::darkTheme()}) {
        const QString sheet = styleSheet(theme);
        EXPECT_FALSE(sheet.contains(u'@')) << sheet.mid(sheet.indexOf(u'@'), 20).toStdString();
        loadIcons();
        for (qsizetype at = sheet.indexOf("url("); at >= 0; at = sheet.indexOf("url(", at + 1)) {
            const QString path = sheet.mid(at + 4, sheet.indexOf(u')', at) - at - 4);
            EXPECT_FALSE(QPixmap(path).isNull()) << path.toStdString();
        }
    }
}

TEST_F(ThemeTest, ApplyColoursTheWidgets)
{
    for (const Theme& theme : {Theme::light(), Theme::darkTheme()}) {
        apply(*qApp, theme);
        EXPECT_EQ(qApp->palette().color(QPalette::Window), theme.background);
        EXPECT_EQ(qApp->palette().color(QPalette::Highlight), theme.accent);
        EXPECT_EQ(qApp->font().pixelSize(), 13);

        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* card = new Card(QStringLiteral("Heading"));
        auto* button = new QPushButton(QStringLiteral("Present"));
        card->content()->addWidget(button);
        column->addWidget(card);
        window.resize(300, 200);
        EXPECT_EQ(window.grab().toImage().pixelColor(2, 2), theme.background);
        const QImage plain = card->grab().toImage();
        EXPECT_EQ(plain.pixelColor(150, 0), theme.line);
        EXPECT_EQ(plain.pixelColor(150, 5), theme.card);
        EXPECT_EQ(pixelsOf(plain, theme.accent), 0);
        setLook(button, QStringLiteral("primary"));
        EXPECT_GT(pixelsOf(card->grab().toImage(), theme.accent), 1000);
    }
}

TEST_F(ThemeTest, ButtonsKeepTheirSizeWithTheFocus)
{
    apply(*qApp, Theme::light());
    QWidget window;
    auto* row = new QHBoxLayout(&window);
    row->setSpacing(0);
    std::vector<QPushButton*> buttons;
    for (const char* segment : {"first", "middle", "last"}) {
        buttons.push_back(new QPushButton(QStringLiteral("Walk")));
        setSegment(buttons.back(), QLatin1String(segment));
        row->addWidget(buttons.back());
    }
    window.show();
    window.activateWindow();
    for (const QDeadlineTimer deadline(5000); !window.isActiveWindow() && !deadline.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    for (QPushButton* button : buttons) {
        button->clearFocus();
        const QSize before = button->sizeHint();
        const QImage unfocused = button->grab().toImage();
        button->setFocus();
        EXPECT_TRUE(button->hasFocus());
        EXPECT_EQ(button->sizeHint(), before);
        EXPECT_GT(pixelsOf(button->grab().toImage(), Theme::light().accent), pixelsOf(unfocused, Theme::light().accent) + 40);
    }
}

TEST_F(ThemeTest, CardHeadingIsSpacedCapitals)
{
    Card card;
    EXPECT_TRUE(card.findChild<QLabel*>()->isHidden());
    card.setHeading(QStringLiteral("Pipeline"));
    EXPECT_EQ(card.heading(), QStringLiteral("Pipeline"));
    EXPECT_FALSE(card.findChild<QLabel*>()->isHidden());
    EXPECT_EQ(card.findChild<QLabel*>()->font().capitalization(), QFont::AllUppercase);
    card.setPadding(22);
    EXPECT_EQ(card.layout()->contentsMargins(), QMargins(22, 22, 22, 22));
}

TEST(Fonts, SizesAndFigures)
{
    EXPECT_EQ(titleFont().pixelSize(), 20);
    EXPECT_EQ(titleFont().weight(), QFont::DemiBold);
    EXPECT_EQ(sectionFont().pixelSize(), 11);
    EXPECT_EQ(codeFont().pixelSize(), 12);
    const QFontMetricsF code(codeFont()), numbers(numberFont());
    EXPECT_DOUBLE_EQ(code.horizontalAdvance(QStringLiteral("iiii")), code.horizontalAdvance(QStringLiteral("MMMM")));
    EXPECT_DOUBLE_EQ(numbers.horizontalAdvance(QStringLiteral("1111")), numbers.horizontalAdvance(QStringLiteral("8888")));
}

TEST(Icons, AreAllThereAndTakeTheThemesColours)
{
    for (const char* name : {"open", "picture", "model", "prev",    "next",  "play",  "pause",  "export",       "grid",        "eye",
                             "sun",  "moon",    "info",  "warning", "close", "paste", "folder", "chevron-down", "class-token", "present"})
        EXPECT_TRUE(iconNames().contains(QLatin1String(name))) << name;
    const Theme theme = Theme::darkTheme();
    for (const QString& name : iconNames()) {
        const QIcon themed = icon(name, theme);
        EXPECT_GT(pixelsOf(iconImage(themed), theme.text), 10) << name.toStdString();
        EXPECT_GT(pixelsOf(iconImage(themed, QIcon::Normal, QIcon::On), theme.onAccent), 10) << name.toStdString();
        EXPECT_EQ(pixelsOf(iconImage(themed, QIcon::Disabled), theme.text), 0) << name.toStdString();
        EXPECT_GT(pixelsOf(iconImage(icon(name, theme.query)), theme.query), 10) << name.toStdString();
    }
    EXPECT_EQ(icon("play", theme).pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
    EXPECT_THROW(icon("no-such-icon", theme), Error);
}

}  // namespace vitscope
