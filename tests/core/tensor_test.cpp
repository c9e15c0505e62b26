#include "core/tensor/tensor.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/base/error.h"
#include "core/plan/parameters.h"
#include "core/tensor/matrix.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

using test::expectError;

/// 2 × 3 × 4, each value its place in C order.
Tensor counting()
{
    std::vector<float> values(24);
    std::iota(values.begin(), values.end(), 0.0F);
    return Tensor({{Axis::Head, 2}, {Axis::Query, 3}, {Axis::Key, 4}}, values);
}

TEST(Tensor, BeginsAsZerosAndKnowsItsShape)
{
    const Tensor zeros({{Axis::Token, 2}, {Axis::Feature, 3}});
    EXPECT_EQ(zeros.values(), std::vector<float>(6, 0.0F));
    EXPECT_EQ(describe(zeros.shape()), "token 2 × feature 3");
    EXPECT_EQ(elementCount({}), 1) << "a single number";
    expectError(Fault::Internal, {"5 values", "token 2"}, [] { Tensor({{Axis::Token, 2}}, std::vector<float>(5)); });
}

TEST(TensorView, FindsValuesByIndex)
{
    const Tensor tensor = counting();
    for (std::int64_t head = 0; head < 2; ++head)
        for (std::int64_t query = 0; query < 3; ++query)
            for (std::int64_t key = 0; key < 4; ++key)
                EXPECT_EQ(tensor.view().at({head, query, key}), static_cast<float>((head * 3 + query) * 4 + key));
    expectError(Fault::Usage, {"Index 4", "key", "0 to 3"}, [&] { tensor.view().at({0, 0, 4}); });
    expectError(Fault::Usage, {"Index -1"}, [&] { tensor.view().at({-1, 0, 0}); });
    expectError(Fault::Usage, {"3 indices, not 2"}, [&] { tensor.view().at({0, 0}); });
}

TEST(TensorView, SlicesByTheNameOfAnAxis)
{
    const Tensor tensor = counting();
    const TensorView middle = tensor.view().slice(Axis::Query, 1);
    EXPECT_EQ(middle.shape(), (Shape{{Axis::Head, 2}, {Axis::Key, 4}}));
    EXPECT_EQ(middle.strides(), (std::vector<std::int64_t>{12, 1}));
    EXPECT_EQ(middle.copy().values(), (std::vector<float>{4, 5, 6, 7, 16, 17, 18, 19}));
    EXPECT_FALSE(middle.has(Axis::Query));
    EXPECT_EQ(middle.extent(Axis::Key), 4);

    const TensorView column = tensor.view().slice(Axis::Key, 2).slice(Axis::Head, 1);
    EXPECT_EQ(column.copy(), Tensor({{Axis::Query, 3}}, {14, 18, 22}));
    expectError(Fault::Usage, {"Index 2", "head"}, [&] { tensor.view().slice(Axis::Head, 2); });
    expectError(Fault::Internal, {"no axis", "block"}, [&] { tensor.view().slice(Axis::Block, 0); });
}

TEST(TensorView, ReadsThroughStrides)
{
    const Tensor tensor({{Axis::Row, 2}, {Axis::Column, 3}}, {0, 1, 2, 3, 4, 5});
    const TensorView turned(tensor.data(), {{Axis::Column, 3}, {Axis::Row, 2}}, {1, 3});
    EXPECT_EQ(turned.copy().values(), (std::vector<float>{0, 3, 1, 4, 2, 5}));
    EXPECT_EQ(turned.at({2, 1}), 5.0F);
    EXPECT_EQ(turned.matrix()(1, 1), 4.0F);
    EXPECT_EQ(turned.slice(Axis::Row, 1).matrix()(0, 2), 5.0F);
}

TEST(TensorView, IsAMatrixOfUpToTwoAxes)
{
    const Tensor tensor = counting();
    EXPECT_EQ(tensor.view().slice(Axis::Head, 1).matrix()(2, 3), 23.0F);
    EXPECT_EQ(tensor.view().slice(Axis::Head, 1).slice(Axis::Query, 0).matrix()(0, 1), 13.0F);
    EXPECT_EQ(tensor.view().slice(Axis::Head, 1).slice(Axis::Query, 0).slice(Axis::Key, 3).matrix()(0, 0), 15.0F);
    expectError(Fault::Internal, {"no matrix"}, [&] { tensor.view().matrix(); });
}

TEST(TensorView, CopiesNothingOfAnEmptyTensor)
{
    const Tensor empty({{Axis::Token, 0}, {Axis::Feature, 3}});
    EXPECT_EQ(empty.view().copy(), empty);
}

TEST(Parameter, BeginsWithZerosAndKeepsItsRows)
{
    Parameter parameter(3, 2);
    EXPECT_EQ(parameter, Parameter(3, 2));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(parameter.data()) % 64, 0U);
    float next = 0;
    for (float& value : parameter.values()) {
        EXPECT_EQ(value, 0.0F);
        value = next++;
    }
    EXPECT_EQ(parameter(2, 1), 5.0F);
    const Parameter rows(parameter, 1, 2);
    EXPECT_EQ(rows.rows(), 2);
    EXPECT_EQ(std::vector<float>(rows.values().begin(), rows.values().end()), (std::vector<float>{2, 3, 4, 5}));
    EXPECT_NE(rows, Parameter(2, 2));
    parameter.fill(7);
    EXPECT_EQ(parameter(0, 1), 7.0F);
    EXPECT_EQ(rows(0, 0), 2.0F) << "a copy";
    EXPECT_EQ(Parameter().size(), 0);
}

TEST(Parameter, LaysRowsOfWholePagesApart)
{
    Parameter parameter(3, 1024);
    EXPECT_EQ(parameter.stride(), 1040);
    EXPECT_EQ(Parameter(1, 1024).stride(), 1024) << "a vector has no next row";
    EXPECT_EQ(Parameter(3, 1000).stride(), 1000);
    for (std::int64_t row = 0; row < 3; ++row)
        for (std::int64_t column = 0; column < 1024; ++column)
            parameter(row, column) = static_cast<float>(1000 * row + column % 1000);
    EXPECT_EQ(parameter.row(2)[7], 2007.0F);
    EXPECT_EQ(matrixOf(parameter)(2, 7), 2007.0F);
    EXPECT_EQ(Parameter(parameter, 1, 2)(1, 9), 2009.0F);
    EXPECT_EQ(viewOf(parameter, {{Axis::Row, 3}, {Axis::Column, 1024}}).at({2, 9}), 2009.0F);
    EXPECT_THROW(std::ignore = parameter.values(), Error);
    parameter.fill(1);
    const std::span<const float> storage = parameter.storage();
    EXPECT_EQ(std::count(storage.begin(), storage.end(), 1.0F), 3 * 1024);
    EXPECT_EQ(std::count(storage.begin(), storage.end(), 0.0F), 3 * 16) << "the gaps stay zero";
}

TEST(MatrixOf, ShowsTheSameNumbersToEigen)
{
    Parameter parameter(3, 4);
    for (std::int64_t i = 0; i < 12; ++i)
        parameter.data()[i] = static_cast<float>(i);
    const TensorView turned(parameter.data(), {{Axis::Row, 4}, {Axis::Column, 3}}, {1, 4});
    for (std::int64_t row = 0; row < 3; ++row)
        for (std::int64_t column = 0; column < 4; ++column) {
            EXPECT_EQ(matrixOf(parameter)(row, column), parameter(row, column));
            EXPECT_EQ(matrixOf(turned.matrix())(column, row), parameter(row, column));
        }
    matrixOf(Rows(parameter).block(1, 2, 1, 2)).setConstant(-1);
    const std::span<const float> values = parameter.values();
    EXPECT_EQ(std::vector<float>(values.begin(), values.end()), (std::vector<float>{0, 1, 2, 3, 4, -1, -1, 7, 8, -1, -1, 11}));
}

}  // namespace
}  // namespace vitscope
