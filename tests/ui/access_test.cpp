// For everyone: the keyboard reaches all controls, each has a name, and nothing that is written is cut.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QLabel>
#include <QScrollBar>
#include <QSet>
#include <QSlider>

#include "tests/ui/cells.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/views/stage_list.h"

namespace vitscope {

class AccessTest : public WindowTest {
protected:
    /// What Tab must lead to: seen, enabled, and asking for it.
    QSet<QWidget*> focusable()
    {
        QSet<QWidget*> widgets;
        for (QWidget* widget : window.findChildren<QWidget*>())
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() &&
                widget->window() == &window)
                widgets.insert(widget);
        return widgets;
    }
    QSet<QWidget*> reachedBy(Qt::Key tab, Qt::KeyboardModifiers modifiers)
    {
        QSet<QWidget*> reached;
        for (int i = 0; i < 120 && window.focusWidget(); ++i) {
            QTest::keyClick(window.focusWidget(), tab, modifiers);
            reached.insert(window.focusWidget());
        }
        return reached;
    }
    static std::string named(const QWidget* widget)
    {
        return widget->metaObject()->className() + (" “" + widget->accessibleName().toStdString()) + "”";
    }
    void expectNothingCut(const std::string& where)
    {
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (!label->isVisible())
                continue;
            const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            EXPECT_GE(label->height(), needed) << label->text().toStdString() << " at " << where;
            EXPECT_GE(label->width(), label->wordWrap() ? 0 : label->sizeHint().width()) << label->text().toStdString() << " at " << where;
        }
        for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
            if (button->isVisible() && !button->text().isEmpty()) {
                const int words = button->fontMetrics().horizontalAdvance(button->text());
                EXPECT_GE(button->width(), button->icon().isNull() ? words : button->iconSize().width())
                    << button->text().toStdString() << " at " << where;
                EXPECT_TRUE(window.rect().contains(QRect(button->mapTo(&window, QPoint()), button->size())))
                    << button->text().toStdString() << " at " << where;
            }
    }
    void expectNothingCutOnTheWalk(QSize size)
    {
        window.resize(size);
        ASSERT_TRUE(settled());
        EXPECT_EQ(window.size(), size) << "the contents need more room";
        for (const Stage& stage : trace().stages()) {
            session().select(withStage(selection(), stage.key));
            QCoreApplication::processEvents();
            expectNothingCut(stage.key.name() + ", " + std::to_string(size.width()) + " pixels wide, " + window.language().toStdString());
        }
        EXPECT_TRUE(!child<StageList>().isVisible() || child<StageList>().horizontalScrollBar()->maximum() == 0);
    }
};

TEST_F(AccessTest, TabAloneReachesEveryControl)
{
    for (const char* stage : {"blocks.attention", "blocks.norm1"}) {
        show({stage, 1}, 2);
        show({stage, 2}, 2);  // with a way back and none forward
        const QSet<QWidget*> wanted = focusable();
        EXPECT_GT(wanted.size(), 15);
        for (const auto& [tab, modifiers] : {std::pair(Qt::Key_Tab, Qt::NoModifier), std::pair(Qt::Key_Backtab, Qt::ShiftModifier)}) {
            const QSet<QWidget*> reached = reachedBy(tab, modifiers);
            for (const QWidget* widget : wanted - reached)
                ADD_FAILURE() << named(widget) << " is not reached at " << stage;
        }
    }
}

TEST_F(AccessTest, TabAloneReachesEveryControlOfAnExplanation)
{
    session().inquiry().ask({"logits", {2}});
    session().inquiry().follow({"pooled", {7}});
    ASSERT_TRUE(settled());
    const QSet<QWidget*> wanted = focusable();
    EXPECT_GT(wanted.size(), 15);
    for (const auto& [tab, modifiers] : {std::pair(Qt::Key_Tab, Qt::NoModifier), std::pair(Qt::Key_Backtab, Qt::ShiftModifier)})
        for (const QWidget* widget : wanted - reachedBy(tab, modifiers))
            ADD_FAILURE() << named(widget) << " is not reached";
    for (const QWidget* widget : wanted) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        EXPECT_FALSE(widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty())) << named(widget);
    }
}

TEST_F(AccessTest, TheKeysOfTheWalkWorkWhereverTheFocusIs)
{
    show({"blocks.attention", 1}, 1);
    const int here = window.walk().stage();
    for (QWidget* widget : focusable()) {
        widget->setFocus();
        const auto stageAfter = [&](Qt::Key key, Qt::KeyboardModifiers modifiers) {
            QTest::keyClick(widget, key, modifiers);
            return window.walk().stage();
        };
        EXPECT_EQ(stageAfter(Qt::Key_Period, Qt::NoModifier), here + 1) << named(widget);
        EXPECT_EQ(stageAfter(Qt::Key_Comma, Qt::NoModifier), here) << named(widget);
        EXPECT_EQ(stageAfter(Qt::Key_Right, Qt::ControlModifier), here + 1) << named(widget);
        EXPECT_EQ(stageAfter(Qt::Key_Left, Qt::AltModifier), here) << named(widget);
        EXPECT_EQ(stageAfter(Qt::Key_PageDown, Qt::NoModifier), here + 14) << named(widget) << ": the next block";
        EXPECT_EQ(stageAfter(Qt::Key_PageUp, Qt::NoModifier), here) << named(widget);
        if (qobject_cast<QAbstractButton*>(widget))
            continue;
        QTest::keyClick(widget, Qt::Key_Space);
        EXPECT_TRUE(window.walk().isPlaying()) << named(widget);
        window.walk().pause();
    }
}

TEST_F(AccessTest, EveryPlaceTheFocusCanBeHasAName)
{
    for (const Stage& stage : trace().stages()) {
        show(stage.key, 2);
        for (const QWidget* widget : focusable()) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            EXPECT_FALSE(widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty())) << named(widget) << " at " << stage.key.name();
        }
    }
}

TEST_F(AccessTest, EveryControlHasANameForScreenReaders)
{
    session().inquiry().ask({{"blocks.scores", 1}, {2, 9, 11}});
    ASSERT_TRUE(settled());
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        // Every table has one, and never shows it beside a hidden header.
        const bool neverShown = button->inherits("QTableCornerButton") && !button->isVisible();
        EXPECT_TRUE(neverShown || !button->accessibleName().isEmpty() || !button->text().isEmpty()) << button->metaObject()->className();
    }
    for (const QSlider* slider : window.findChildren<QSlider*>())
        EXPECT_FALSE(slider->accessibleName().isEmpty());
}

TEST_F(AccessTest, NothingIsCutInEnglish)
{
    // With a message on top there is least room.
    session().openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(idle());
    expectNothingCutOnTheWalk({1280, 800});
    expectNothingCutOnTheWalk({1920, 1080});
}

TEST_F(AccessTest, NothingIsCutInAnExplanation)
{
    for (const char* language : {"en", "zh_CN"}) {
        window.setLanguage(QString::fromLatin1(language));
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            window.resize(size);
            for (const Stage& stage : trace().stages()) {
                session().inquiry().ask(someCells(stage)[2]);
                ASSERT_TRUE(settled());
                EXPECT_EQ(window.size(), size) << stage.key.name() << ": the contents need more room";
                expectNothingCut("the explanation of " + stage.key.name() + ", " + std::to_string(size.width()) + " pixels wide, " + language);
            }
        }
    }
}

TEST_F(AccessTest, NothingIsCutInChinese)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    session().openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(idle());
    expectNothingCutOnTheWalk({1280, 800});
    expectNothingCutOnTheWalk({1920, 1080});
}

TEST_F(AccessTest, NothingIsCutWhilePresenting)
{
    for (const QString& language : languages()) {
        window.setLanguage(language);
        window.setPresenting(true);
        ASSERT_TRUE(settled());
        expectNothingCutOnTheWalk({1280, 800});
        expectNothingCutOnTheWalk({1920, 1080});
    }
}

TEST_F(AccessTest, NothingPaintedIsElided)
{
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
        window.resize(size);
        ASSERT_TRUE(settled());
        for (const Stage& stage : trace().stages()) {
            show(stage.key, 1);
            almostDone();
            for (const QString& text : paintedTexts(window))
                EXPECT_FALSE(text.size() > 1 && text.endsWith(u'…') && text[text.size() - 2].isLetter())
                    << text.toStdString() << " at " << stage.key.name() << ", " << size.width() << " pixels wide";
        }
    }
}

TEST_F(AccessTest, ReturnOnAMapAndSpaceOnASwitchDoWhatTheMouseDoes)
{
    show({"blocks.norm1", 1}, 2);
    maps()->setFocus();
    for (const Qt::Key arrow : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right})
        QTest::keyClick(maps(), arrow);
    const Selection looked = selection();
    ASSERT_TRUE(looked.preview && looked.previewEntry);
    QTest::keyClick(maps(), Qt::Key_Return);
    EXPECT_EQ(selection().query, *looked.preview);
    EXPECT_EQ(selection().entry, looked.previewEntry);
    ASSERT_EQ(session().inquiry().chain().size(), 1U) << "and asks where the number comes from";
    EXPECT_EQ(session().inquiry().chain().front(), (Cell{{"blocks.norm1", 1}, {*looked.preview, *looked.previewEntry}}));
}

}  // namespace vitscope
