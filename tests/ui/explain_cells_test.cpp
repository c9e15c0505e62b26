// From what is shown to the question: the number behind every cell of every map, by mouse and by keys, in views, details and text.
#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/window_fixture.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/detail.h"

namespace vitscope {

class ExplainCellsTest : public WindowTest {
protected:
    std::vector<Cell> chain() { return session().inquiry().chain(); }
    std::optional<Cell> cellOfPart(std::size_t part, MapCell at)
    {
        return traceCell(trace(), trace().stage(selection().stage), maps()->parts()[part], at);
    }
    std::string nameOf(std::size_t part, MapCell at)
    {
        const std::optional<Cell> cell = cellOfPart(part, at);
        return cell ? cell->name() : "none";
    }
    int expectPartIsTheTrace(const MapPart& part, const Stage& stage);
    void click(std::size_t part, MapCell at, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseMove(maps(), maps()->centreOf(part, at));
        QTest::mouseClick(maps(), button, {}, maps()->centreOf(part, at));
        QCoreApplication::processEvents();
    }
    Detail& detail()
    {
        for (Detail* detail : window.findChildren<Detail*>())
            if (detail->isVisible())
                return *detail;
        throw std::runtime_error("this stage has no detail");
    }
};

/// How many cells were looked at: a part of them, spread over rows and columns.
int ExplainCellsTest::expectPartIsTheTrace(const MapPart& part, const Stage& stage)
{
    int compared = 0;
    const MatrixView cells = part.cells.view().matrix();
    for (std::int64_t row = 0; row < part.rows(); ++row)
        for (std::int64_t column = row % 5; column < part.columns(); column += 5) {
            const std::string what =
                part.tensor.toStdString() + " in " + stage.key.name() + " at " + std::to_string(row) + ", " + std::to_string(column);
            const std::optional<Cell> cell = traceCell(trace(), stage, part, {row, column});
            const bool ofTheRun = part.picture.isNull() && !part.tensor.startsWith(QStringLiteral("parameter:"));
            EXPECT_EQ(cell.has_value(), ofTheRun) << what;
            if (!cell)
                return 0;
            EXPECT_EQ(cell->stage.id, part.tensor.toStdString()) << what;
            const float shown = cells(row, column);
            const bool mean = cell->index.front() == Cell::meanOfHeads;
            EXPECT_NEAR(recordedValue(trace(), *cell), shown, mean ? 1e-7 : 0) << what << ", asked for " << cell->name();
            ++compared;
        }
    return compared;
}

TEST_F(ExplainCellsTest, EveryCellOfEveryMapIsANumberOfTheRun)
{
    int compared = 0;
    for (const Stage& stage : trace().stages())
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}}) {
            show(stage.key, head);
            for (std::size_t i = 0; maps() && i < maps()->parts().size(); ++i)
                compared += expectPartIsTheTrace(maps()->parts()[i], stage);
            ASSERT_FALSE(HasFailure()) << "further stages are not looked at";
        }
    EXPECT_GT(compared, 50'000);
}

TEST_F(ExplainCellsTest, SoItIsWhereModelsDiffer)
{
    for (const auto& [model, settings] :
         {std::pair(testModel, QStringList{"class_token=off", "positions=off", "norms=off", "softmax=off", "value=off", "residuals=off"}),
          std::pair(otherModel, QStringList()), std::pair(QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-encoder-only"), QStringList())}) {
        session().openModel(model, settings);
        ASSERT_TRUE(idle());
        int compared = 0;
        for (const Stage& stage : trace().stages())
            for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}}) {
                show(stage.key, head);
                for (std::size_t i = 0; maps() && i < maps()->parts().size(); ++i)
                    compared += expectPartIsTheTrace(maps()->parts()[i], stage);
                ASSERT_FALSE(HasFailure()) << model.toStdString() << ": further stages are not looked at";
            }
        EXPECT_GT(compared, 2'000) << model.toStdString();
    }
}

TEST_F(ExplainCellsTest, MapsThatTurnOrJoinTheirTensorKnowItsPlaces)
{
    show({"blocks.scores", 1}, 2);
    EXPECT_EQ(nameOf(0, {7, 3}), "blocks.1.query[2,7,3]");
    EXPECT_EQ(nameOf(1, {3, 7}), "blocks.1.key[2,7,3]") << "keys stand turned";
    EXPECT_EQ(nameOf(2, {7, 9}), "blocks.1.scores[2,7,9]");
    EXPECT_EQ(nameOf(3, {7, 9}), "blocks.1.attention[2,7,9]");
    show({"blocks.context", 1}, 2);
    EXPECT_EQ(nameOf(1, {7, 3}), "blocks.1.value[2,7,3]");
    show({"blocks.query", 1}, Selection::meanOfHeads);
    EXPECT_EQ(nameOf(2, {7, 17}), "blocks.1.query[1,7,5]") << "heads of 12 features side by side";
    EXPECT_EQ(nameOf(1, {7, 17}), "none") << "weights are no stage";
    show({"blocks.projection", 1}, Selection::meanOfHeads);
    EXPECT_EQ(nameOf(0, {7, 47}), "blocks.1.context[3,7,11]");
    show({"blocks.attention", 1}, Selection::meanOfHeads);
    EXPECT_EQ(nameOf(0, {7, 9}), "blocks.1.attention[mean,7,9]");
    show({"blocks.scores", 1}, Selection::meanOfHeads);
    EXPECT_EQ(nameOf(3, {7, 9}), "blocks.1.scores[3,7,9]") << "a map for each head";
    show("image.pixels", 0);
    EXPECT_EQ(nameOf(2, {4, 5}), "image.pixels[2,4,5]");
    show("patches", 0);
    EXPECT_EQ(nameOf(0, {4, 5}), "none") << "the picture itself";
    EXPECT_EQ(nameOf(1, {4, 5}), "patches[4,5]");
    show({"blocks.norm1", 0}, 0);
    EXPECT_EQ(nameOf(0, {4, 5}), "embed.positions[4,5]") << "the block's input";
    show({"blocks.residual1", 2}, 0);
    EXPECT_EQ(nameOf(0, {4, 5}), "blocks.1.output[4,5]");
    show("pooled", 0);
    EXPECT_EQ(nameOf(1, {0, 5}), "pooled[5]");
}

TEST_F(ExplainCellsTest, TwoClicksAskForExactlyThatCell)
{
    int asked = 0;
    for (const Stage& stage : trace().stages())
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{2}}) {
            show(stage.key, head);
            if (!maps() || stage.key.block == 0)
                continue;
            for (std::size_t i = 0; i < maps()->parts().size(); ++i) {
                const MapPart part = maps()->parts()[i];
                const QRect map = maps()->mapRect(i);
                if (map.width() < part.columns() || map.height() < part.rows())
                    continue;
                const MapCell at{part.rows() * 2 / 3, part.columns() / 3};
                const std::optional<Cell> expected = cellOfPart(i, at);
                click(i, at);
                EXPECT_TRUE(chain().empty()) << stage.key.name() << ": one click only chooses";
                click(i, at);
                EXPECT_EQ(chain(), expected ? std::vector<Cell>{*expected} : std::vector<Cell>())
                    << stage.key.name() << " " << part.tensor.toStdString();
                asked += expected ? 1 : 0;
                session().inquiry().close();
                QCoreApplication::processEvents();
            }
        }
    EXPECT_GT(asked, 100);
}

TEST_F(ExplainCellsTest, TwoClicksMustMeanTheSameCell)
{
    show({"blocks.attention", 1}, 2);
    click(3, {4, 5});
    click(3, {4, 6});
    EXPECT_TRUE(chain().empty());
    EXPECT_EQ(selection().entry, 6);
    click(3, {4, 6}, Qt::RightButton);
    EXPECT_TRUE(chain().empty());
    click(3, {4, 6});
    EXPECT_EQ(chain(), (std::vector<Cell>{{{"blocks.attention", 1}, {2, 4, 6}}}));
    session().inquiry().close();
    click(3, {4, 6});
    EXPECT_TRUE(chain().empty()) << "it begins anew";
    show({"blocks.attention", 1}, 3);
    click(3, {4, 6});
    EXPECT_TRUE(chain().empty()) << "the same place of another head is another cell";
    click(2, {8, 9});
    QTest::mouseDClick(maps(), Qt::LeftButton, {}, maps()->centreOf(2, {8, 9}));
    EXPECT_EQ(chain(), (std::vector<Cell>{{{"blocks.scores", 1}, {3, 8, 9}}})) << "a double click";
}

TEST_F(ExplainCellsTest, KeysAskForTheChosenNumberOfEveryStage)
{
    for (const Stage& stage : trace().stages())
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}}) {
            show(stage.key, head);
            const std::optional<Cell> expected = chosenCell(session().view(), session().viewpoint(), stage);
            const bool shownAtOnce = stage.shape.front().axis == Axis::Head && head < 0 && stage.key.id != "blocks.attention";
            EXPECT_EQ(expected.has_value(), !shownAtOnce) << stage.key.name();
            key(Qt::Key_E);
            EXPECT_EQ(chain(), expected ? std::vector<Cell>{*expected} : std::vector<Cell>()) << stage.key.name();
            if (expected && stage.part() != Part::Picture) {
                EXPECT_EQ(session().inquiry().answer()->recorded, chosenIn(session().view(), session().viewpoint(), stage).value) << stage.key.name();
            }
            session().inquiry().close();
            QCoreApplication::processEvents();
        }
}

TEST_F(ExplainCellsTest, ADoubleClickInADetailAsksForWhatItChose)
{
    // The strip of weights: one stripe a token.
    show({"blocks.attention", 1}, 1);
    ASSERT_TRUE(settled());
    const QPoint at(detail().width() / 2, detail().height() / 2);
    QTest::mouseMove(&detail(), at);
    const std::optional<std::int64_t> pointed = selection().previewEntry;
    ASSERT_TRUE(pointed);
    QTest::mouseClick(&detail(), Qt::LeftButton, {}, at);
    EXPECT_TRUE(chain().empty());
    QTest::mouseDClick(&detail(), Qt::LeftButton, {}, at);
    EXPECT_EQ(chain(), (std::vector<Cell>{{{"blocks.attention", 1}, {1, selection().query, *pointed}}}));
}

TEST_F(ExplainCellsTest, APixelOfAResizedPictureIsAskedForByAClick)
{
    for (const char* stage : {"image.resized_rows", "image.resized"}) {
        show(stage, 0);
        ASSERT_TRUE(settled());
        // The result stands in the right half, at the scale of what it is made from.
        const QSize size = detail().size();
        for (int x = size.width() / 2; x < size.width() && chain().empty(); x += 3) {
            const QPoint at(x, size.height() / 3);
            QTest::mouseMove(&detail(), at);
            QTest::mouseClick(&detail(), Qt::LeftButton, {}, at);
        }
        ASSERT_EQ(chain().size(), 1U) << stage;
        EXPECT_EQ(chain().front().stage, StageKey(stage));
        EXPECT_TRUE(session().inquiry().answer()) << stage;
        session().inquiry().close();
    }
}

TEST_F(ExplainCellsTest, TheNumbersInTheTextLeadToTheirExplanation)
{
    show({"blocks.scores", 1}, 2);
    session().select(withCell(selection(), 9, 11));
    ASSERT_TRUE(settled());
    ReadingPanel& panel = child<ReadingPanel>();
    for (QLabel* label : panel.findChildren<QLabel*>())
        if (label->text() == panel.numbers())
            emit label->linkActivated(QStringLiteral("explain"));
    EXPECT_EQ(chain(), (std::vector<Cell>{{{"blocks.scores", 1}, {2, 9, 11}}}));
}

}  // namespace vitscope
