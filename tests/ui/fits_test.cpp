// Nothing is cut: what a text needs against what it has, in both languages and at the sizes a window may have.
#include <gtest/gtest.h>

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTabBar>
#include <algorithm>

#include "tests/ui/cells.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/histogram_chart.h"
#include "ui/theme/fonts.h"
#include "core/model/vit.h"
#include "ui/views/answer_panel.h"
#include "ui/views/attention_map.h"
#include "ui/views/explain/explain_panel.h"
#include "ui/views/explain/numpy_panel.h"
#include "ui/views/explain/operand_view.h"
#include "ui/views/explain/terms_table.h"
#include "ui/views/maps/loupe.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stage_list.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/detail.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/window/top_bar.h"
#include "ui/pages/columns.h"

namespace vitscope {

namespace {

int coveredBy(const QRect& loupe, const LoupeRoom& room)
{
    int pixels = 0;
    for (const QRect& other : room.others)
        pixels += loupe.intersected(other).width() * loupe.intersected(other).height();
    return pixels;
}

}  // namespace

class FitsTest : public WindowTest {
protected:
    void expectTermsFit(const std::string& what);
    void expectLabelsFit(const std::string& what);
    void expectTermsOfAllStagesFit(const QString& language, QSize size);
};

void FitsTest::expectTermsFit(const std::string& what)
{
    const TermsTable& table = child<TermsTable>();
    const QAbstractItemModel& model = *table.model();
    const auto fits = [&](QSize room, const QFont& font, const QString& text, bool wraps) {
        const QRect space(0, 0, wraps ? room.width() : 10'000, 10'000);
        const QSize needed = QFontMetrics(font).boundingRect(space, wraps ? Qt::TextWordWrap : 0, text).size();
        EXPECT_TRUE(needed.width() <= room.width() && needed.height() <= room.height())
            << what << ": “" << text.toStdString() << "” has " << room.width() << "x" << room.height() << ", needs " << needed.width() << "x"
            << needed.height();
    };
    int all = 0;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (table.isColumnHidden(column))
            continue;
        all += table.columnWidth(column);
        fits({table.columnWidth(column) - 14, table.horizontalHeader()->height()}, interfaceFont(11),
             model.headerData(column, Qt::Horizontal).toString(), true);
        for (int row = 0; row < model.rowCount(); ++row) {
            const bool name = column == TermsModel::Name;
            if (table.nameSpans(row) && column > TermsModel::Name && column <= TermsModel::Second)
                continue;
            const int width = name && table.nameSpans(row) ? table.namesRect({}).width() : table.columnWidth(column);
            const QModelIndex index = model.index(row, column);
            fits({width - (column == TermsModel::Sign ? 0 : 12), table.rowHeight(row)}, index.data(Qt::FontRole).value<QFont>(),
                 index.data().toString(), name);
        }
    }
    EXPECT_LE(all, table.viewport()->width()) << what;
}

/// Of the panel's own labels: none is narrower than its text, or than its longest word where it wraps.
void FitsTest::expectLabelsFit(const std::string& what)
{
    const ExplainPanel& panel = child<ExplainPanel>();
    for (const QLabel* label : panel.findChildren<QLabel*>())
        if (label->isVisible()) {
            EXPECT_GE(label->width(), label->minimumSizeHint().width()) << what << ": " << label->text().toStdString();
            EXPECT_LE(label->mapTo(&panel, QPoint(label->width(), 0)).x(), panel.width()) << what << ": " << label->text().toStdString();
            EXPECT_TRUE(!label->wordWrap() || label->height() >= label->heightForWidth(label->width()))
                << what << ": " << label->text().toStdString();
        }
}

void FitsTest::expectTermsOfAllStagesFit(const QString& language, QSize size)
{
    window.resize(size);
    window.setLanguage(language);
    ASSERT_TRUE(settled());
    for (const Stage& stage : trace().stages())
        if (stage.key.block <= 0)
            for (const Cell& cell : someCells(stage)) {
                session().inquiry().ask(cell);
                ASSERT_TRUE(idle());
                const std::string what = cell.name() + " in " + language.toStdString() + " at " + std::to_string(window.width());
                expectTermsFit(what);
                expectLabelsFit(what);
                session().inquiry().close();
            }
}

TEST_F(FitsTest, EveryTextOfTheTermsIsWholeAtTheUsualSize)
{
    expectTermsOfAllStagesFit(QStringLiteral("en"), {1280, 800});
    expectTermsOfAllStagesFit(QStringLiteral("zh_CN"), {1280, 800});
}

TEST_F(FitsTest, EveryTextOfTheTermsIsWholeInASmallWindow)
{
    expectTermsOfAllStagesFit(QStringLiteral("en"), {1024, 700});
    expectTermsOfAllStagesFit(QStringLiteral("zh_CN"), {1024, 700});
}

TEST_F(FitsTest, EveryTextOfTheTermsIsWholeWithTheBuiltInModel)
{
    session().openModel(QStringLiteral("builtin:emoji"));
    ASSERT_TRUE(idle());
    expectTermsOfAllStagesFit(QStringLiteral("en"), {1280, 800});
    expectTermsOfAllStagesFit(QStringLiteral("zh_CN"), {1024, 700});
}

/// Of every stage at the smallest size: no title, axis, scale or sentence ends with an ellipsis, nothing is wider than the window.
TEST_F(FitsTest, NothingOfTheWalkIsCutInASmallWindow)
{
    ASSERT_TRUE(window.minimumWidth() <= 1024 && window.minimumHeight() <= 700);
    window.resize(1024, 700);
    session().openModel(QStringLiteral("builtin:emoji"));
    ASSERT_TRUE(idle());
    for (const QString& language : languages()) {
        window.setLanguage(language);
        ASSERT_TRUE(settled());
        EXPECT_EQ(window.size(), QSize(1024, 700));
        for (const Stage& stage : trace().stages()) {
            if (stage.key.block > 0)
                continue;
            Selection selection = withStage(session().selection(), stage.key);
            selection.head = 2;
            session().select(selection);
            ASSERT_TRUE(settled());
            for (const QString& text : paintedTexts(child<StagePanel>()))
                EXPECT_FALSE(text.endsWith(u'…')) << text.toStdString() << " at " << stage.key.name() << " in " << language.toStdString();
            for (const QTabBar* tabs : window.findChildren<QTabBar*>())
                for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
                    EXPECT_GE(tabs->tabRect(i).width(), tabs->fontMetrics().horizontalAdvance(tabs->tabText(i))) << tabs->tabText(i).toStdString();
        }
    }
}

TEST_F(FitsTest, TheRightColumnFoldsIntoTabs)
{
    window.resize(1280, 800);
    ASSERT_TRUE(settled());
    EXPECT_TRUE(child<ReadingPanel>().isVisible() && child<StageList>().isVisible() && child<AnswerPanel>().isVisible());
    window.resize(1024, 700);
    ASSERT_TRUE(settled());
    auto& tabs = *child<Columns>().findChild<QTabBar*>();
    ASSERT_TRUE(tabs.isVisible());
    ASSERT_EQ(tabs.count(), 3);
    for (int i = 0; i < 3; ++i) {
        tabs.setCurrentIndex(i);
        EXPECT_EQ(child<StageList>().isVisible(), i == 0);
        EXPECT_EQ(child<ReadingPanel>().isVisible(), i == 1);
        EXPECT_EQ(child<AnswerPanel>().isVisible(), i == 2);
    }
    session().inquiry().ask({logitsId, {0}});
    ASSERT_TRUE(idle());
    ASSERT_EQ(tabs.count(), 2);
    tabs.setCurrentIndex(1);
    EXPECT_TRUE(child<NumpyPanel>().isVisible() && !child<OperandView>().isVisible());
    session().inquiry().close();
    ASSERT_TRUE(settled());
    EXPECT_TRUE(child<AnswerPanel>().isVisible()) << "what one had is there again";
    window.resize(1280, 800);
    ASSERT_TRUE(settled());
    EXPECT_TRUE(child<ReadingPanel>().isVisible() && child<StageList>().isVisible() && child<AnswerPanel>().isVisible());
    EXPECT_FALSE(tabs.isVisible());
}

TEST_F(FitsTest, TheFirstSizeIsWithinTheScreen)
{
    MainWindow first(Theme::light());
    const QSize room = first.screen()->availableGeometry().size();
    EXPECT_TRUE(QRect(QPoint(), room).contains(QRect(QPoint(), first.size()))) << first.width() << "x" << first.height();
    EXPECT_LE(first.minimumWidth(), room.width());
    EXPECT_LE(first.minimumHeight(), room.height());
}

TEST_F(FitsTest, TheTopBarHasRoomForItsChoicesInASmallWindow)
{
    for (const QString& language : languages()) {
        window.setLanguage(language);
        window.resize(1024, 700);
        ASSERT_TRUE(settled());
        EXPECT_EQ(window.width(), 1024) << language.toStdString();
        for (const QPushButton* button : child<TopBar>().findChildren<QPushButton*>())
            if (button->isVisible()) {
                EXPECT_GE(button->width(), button->sizeHint().width()) << language.toStdString() << ": " << button->text().toStdString();
                EXPECT_LE(button->mapTo(&window, QPoint(button->width(), 0)).x(), window.width());
            }
    }
}

TEST_F(FitsTest, TheHistogramHasRoomForBarsAndNumbers)
{
    for (const Stage& stage : trace().stages()) {
        show(stage.key, 0);
        const HistogramChart& histogram = child<HistogramChart>();
        EXPECT_GE(histogram.height(), 60) << stage.key.name();
        EXPECT_EQ(histogram.visibleRegion().boundingRect(), histogram.rect()) << stage.key.name();
    }
}

TEST_F(FitsTest, TheLoupeLeavesTheOtherMapsFree)
{
    const QSize size(260, 136);
    const LoupeRoom middle{{300, 300}, QRect(0, 0, 900, 700), QRect(200, 200, 250, 250), {QRect(500, 200, 250, 250)}};
    EXPECT_FALSE(placeLoupe(size, middle).intersects(middle.others.front()));
    for (const StageKey& stage : {StageKey("blocks.scores", 1), StageKey("blocks.attention", 1), StageKey("blocks.norm1", 1)}) {
        show(stage, 2);
        for (std::size_t part = 0; part < maps()->parts().size(); ++part)
            for (const MapCell cell : {MapCell{0, 0}, MapCell{maps()->parts()[part].rows() - 1, maps()->parts()[part].columns() - 1}}) {
                LoupeRoom room{maps()->centreOf(part, cell), maps()->rect(), maps()->mapRect(part), {}};
                const QRect alone = placeLoupe(size, room);
                EXPECT_TRUE(room.bounds.contains(alone)) << stage.name();
                EXPECT_FALSE(alone.contains(room.pointer)) << stage.name();
                for (std::size_t other = 0; other < maps()->parts().size(); ++other)
                    if (other != part)
                        room.others.push_back(maps()->mapRect(other));
                EXPECT_LE(coveredBy(placeLoupe(size, room), room), coveredBy(alone, room)) << stage.name();
            }
    }
}

TEST_F(FitsTest, TheStripOfWeightsSaysWhereItsColoursEnd)
{
    show({"blocks.attention", 1}, 2);
    const std::vector<float> row = attentionRow(trace().slice({"blocks.attention", 1}).view(), 2,
                                                chosenIn(session().view(), session().viewpoint(), trace().stage(selection().stage)).token);
    const QString largest = scaleNumber(*std::max_element(row.begin(), row.end()));
    QWidget* detail = nullptr;
    for (Detail* each : window.findChildren<Detail*>())
        if (each->isVisible())
            detail = each;
    ASSERT_TRUE(detail);
    const QStringList painted = paintedTexts(*detail);
    EXPECT_TRUE(painted.contains(QStringLiteral("0")));
    EXPECT_TRUE(painted.contains(largest)) << painted.join(u'|').toStdString();
}

TEST_F(FitsTest, MapsOfOperandsSayWhereTheirColoursEnd)
{
    const Cell cell{{"blocks.scores", 1}, {2, 0, 3}};
    session().inquiry().ask(cell);
    ASSERT_TRUE(idle());
    const QStringList painted = paintedTexts(child<OperandView>());
    for (const char* id : {"blocks.query", "blocks.key"}) {
        const Slice all = trace().slice({id, 1});
        const QString end = scaleNumber(symmetric(rangeOf(all.view().slice(Axis::Head, 2))).high);
        EXPECT_TRUE(painted.contains(end)) << id << ": " << end.toStdString() << " in " << painted.join(u'|').toStdString();
    }
}

}  // namespace vitscope
