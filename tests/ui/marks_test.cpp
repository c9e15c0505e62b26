// Where in the picture the numbers of an explanation stand.
#include <gtest/gtest.h>

#include "tests/ui/cropping_model.h"
#include "tests/ui/session_fixture.h"
#include "ui/words/names.h"
#include "ui/views/explain/marks.h"

namespace vitscope {

namespace {

class MarksTest : public SessionTest {
protected:
    std::vector<PictureMark> of(const Cell& cell) { return marksOf(*session().run(), cell); }
    /// Of the small model: 6 × 6 patches over the whole picture.
    QRectF patch(std::int64_t token)
    {
        const PatchPlace place = layout().placeOf(token).value();
        const QSizeF whole = session().run()->shown.size();
        return {static_cast<double>(place.column) * whole.width() / 6, static_cast<double>(place.row) * whole.height() / 6, whole.width() / 6,
                whole.height() / 6};
    }
    void expectMark(const PictureMark& mark, const QRectF& place, Role role, const QString& name, const std::string& what)
    {
        EXPECT_NEAR(mark.place.x(), place.x(), 0.01) << what;
        EXPECT_NEAR(mark.place.y(), place.y(), 0.01) << what;
        EXPECT_NEAR(mark.place.width(), place.width(), 0.01) << what;
        EXPECT_NEAR(mark.place.height(), place.height(), 0.01) << what;
        EXPECT_EQ(mark.role, role) << what;
        EXPECT_EQ(mark.name, name) << what;
    }
    void expectOnlyPatch(const Cell& cell, std::int64_t token, Role role)
    {
        const std::vector<PictureMark> marks = of(cell);
        ASSERT_EQ(marks.size(), 1U) << cell.name();
        const QString title = stageTitle(*trace().stage(cell.stage).words);
        expectMark(marks[0], patch(token), role, QStringLiteral("%1, %2").arg(title, tokenName(layout(), token)), cell.name());
    }
    std::vector<PictureMark> asked(const Cell& cell, std::size_t term)
    {
        session().inquiry().ask(cell);
        session().inquiry().setTerm(term);
        return inquiryMarks(session().view());
    }
};

}  // namespace

TEST_F(MarksTest, AScoreStandsAtTheQueryAndAtTheKey)
{
    for (const char* id : {"blocks.scores", "blocks.attention"})
        for (const std::int64_t head : {0, 3}) {
            const std::vector<PictureMark> marks = of({{id, 1}, {head, 9, 30}});
            ASSERT_EQ(marks.size(), 2U) << id;
            expectMark(marks[0], patch(9), Role::Query, QStringLiteral("query, patch 2, 3"), id);
            expectMark(marks[1], patch(30), Role::Key, QStringLiteral("key, patch 5, 6"), id);
        }
    const std::vector<PictureMark> fromClass = of({{"blocks.attention", 0}, {Cell::meanOfHeads, 0, 30}});
    ASSERT_EQ(fromClass.size(), 1U) << "the class token stands nowhere in the picture";
    EXPECT_EQ(fromClass[0].role, Role::Key);
}

TEST_F(MarksTest, ATokenStandsAtItsPatch)
{
    expectOnlyPatch({{"blocks.norm1", 2}, {36, 5}}, 36, Role::Other);
    expectOnlyPatch({{"blocks.query", 2}, {1, 8, 5}}, 8, Role::Query);
    expectOnlyPatch({{"blocks.key", 2}, {1, 8, 5}}, 8, Role::Key);
    expectOnlyPatch({{"blocks.value", 0}, {1, 1, 5}}, 1, Role::Value);
    expectOnlyPatch({{"blocks.context", 0}, {1, 1, 5}}, 1, Role::Other);
    expectOnlyPatch({"embed.tokens", {17, 5}}, 17, Role::Other);
    expectOnlyPatch({"embed.patches", {17, 5}}, 18, Role::Other);
    expectOnlyPatch({"patches", {0, 191}}, 1, Role::Other);
    for (const Cell& cell :
         {Cell{{"blocks.norm1", 2}, {0, 5}}, Cell{"embed.tokens", {0, 5}}, Cell{"pooled", {3}}, Cell{"logits", {3}}, Cell{"probabilities", {3}}})
        EXPECT_TRUE(of(cell).empty()) << cell.name();
}

TEST_F(MarksTest, APixelCoversItsPixel)
{
    const QSizeF whole = session().run()->shown.size();
    const Shape& source = trace().stage("image.source").shape;
    const auto place = [&](std::int64_t row, std::int64_t rows, std::int64_t column, std::int64_t columns) {
        const double y = whole.height() / static_cast<double>(rows), x = whole.width() / static_cast<double>(columns);
        return QRectF(static_cast<double>(column) * x, static_cast<double>(row) * y, x, y);
    };
    const std::tuple<Cell, QRectF> expected[] = {
        {{"image.source", {100, 200, 1}}, place(100, source[0].extent, 200, source[1].extent)},
        {{"image.resized_rows", {100, 20, 1}}, place(100, source[0].extent, 20, 48)},
        {{"image.resized", {10, 20, 1}}, place(10, 48, 20, 48)},
        {{"image.pixels", {2, 47, 0}}, place(47, 48, 0, 48)},
    };
    for (const auto& [cell, rect] : expected) {
        const std::vector<PictureMark> marks = of(cell);
        ASSERT_EQ(marks.size(), 1U) << cell.name();
        EXPECT_FALSE(marks[0].name.isEmpty()) << cell.name();
        expectMark(marks[0], rect, Role::Other, marks[0].name, cell.name());
    }
}

TEST(Marks, ACroppedPixelStandsInTheMiddleOfThePicture)
{
    QTemporaryDir folder;
    makeCroppingModel(folder);
    Session session;
    const RunPtr run = runOf(session, folder.path(), sample(1));
    ASSERT_TRUE(run);
    // 6 of 60 pixels are cut off at each side: the first that is kept stands a tenth from the edge.
    const QSizeF whole = run->shown.size();
    ASSERT_EQ(whole.width(), whole.height());
    const double pixel = whole.width() / 60;
    const Cell same[] = {{"image.cropped", {3, 40, 0}}, {"image.pixels", {0, 3, 40}}, {"image.resized", {9, 46, 0}}};
    for (const Cell& cell : same) {
        const std::vector<PictureMark> marks = marksOf(*run, cell);
        ASSERT_EQ(marks.size(), 1U) << cell.name();
        EXPECT_NEAR(marks[0].place.x(), 46 * pixel, 0.01) << cell.name();
        EXPECT_NEAR(marks[0].place.y(), 9 * pixel, 0.01) << cell.name();
        EXPECT_NEAR(marks[0].place.width(), pixel, 0.01) << cell.name();
    }
    const std::vector<PictureMark> patch = marksOf(*run, {"patches", {0, 0}});
    ASSERT_EQ(patch.size(), 1U);
    EXPECT_NEAR(patch[0].place.x(), 6 * pixel, 0.01);
    EXPECT_NEAR(patch[0].place.width(), 8 * pixel, 0.01);
}

TEST_F(MarksTest, TheChosenTermIsMarkedToo)
{
    session().inquiry().close();
    EXPECT_TRUE(inquiryMarks(session().view()).empty());
    // The class token's context: weight and value of one patch each, which stand in one place.
    const Cell context{{"blocks.context", 1}, {2, 0, 5}};
    const Explanation why = explain(trace(), context);
    const std::size_t term = cellOf(why, why.terms[0].operands[0])->index[2] == 0 ? 1 : 0;
    const std::int64_t key = cellOf(why, why.terms[term].operands[0])->index[2];
    const std::vector<PictureMark> marks = asked(context, term);
    ASSERT_EQ(marks.size(), 1U);
    expectMark(marks[0], patch(key), Role::Key, QStringLiteral("key, %1").arg(tokenName(layout(), key)), "context");
    EXPECT_EQ(asked({{"blocks.scores", 1}, {2, 9, 30}}, 0).size(), 2U) << "its operands stand where it stands itself";
    EXPECT_TRUE(asked({{"blocks.output", 1}, {0, 3}}, 0).empty());
    session().inquiry().close();
}

}  // namespace vitscope
