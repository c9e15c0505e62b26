// How one number came about: which operands made it, and the arithmetic that made it of them, carried out again in double.
//
// Every operation (core/ops/operation.h) explains its own cells: explain() is asked a Question, fetches the operands where they stand and
// returns an Explanation. Enter at core/trace/explain.h. Tested in tests/core/explain_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/tensor/axis.h"

namespace vitscope {

/// One axis of a tensor: fixed at an index, or all of `count` entries from `first` on.
struct Along {
    std::int64_t first = 0;
    std::int64_t count = 1;
    bool fixed = true;
};

/// Operands that stand together in one tensor: a row, a column, the pixels under a filter, or a single cell.
struct OperandLine {
    std::string name;           ///< "blocks.3.query", "blocks.3.query.weight"
    bool parameter = false;     ///< of the model; otherwise a stage
    Shape shape;                ///< of the whole tensor
    std::vector<Along> where;   ///< one per axis
    std::vector<float> values;  ///< in C order over the axes that are not fixed

    /// Where the i-th value stands in the tensor.
    std::vector<std::int64_t> indexOf(std::size_t i) const;
    /// The axis that runs, and the i-th value's place on it; the last one where several run.
    std::optional<Axis> axis() const;
    /// The line as NumPy writes it: "[1, 90]", "[:, 43]", "[1, 90].reshape(-1)".
    std::string python() const;
    /// Shape of the line in NumPy, after python(): "(32,)", "()".
    std::string pythonShape() const;
};

inline Along only(std::int64_t index)
{
    return {index, 1, true};
}

/// One cell of a stage, and where its operands are found.
class Question {
public:
    explicit Question(std::vector<std::int64_t> index) : index_(std::move(index)) {}
    virtual ~Question() = default;

    std::int64_t index(std::size_t axis) const { return index_[axis]; }
    std::int64_t last() const { return index_.back(); }
    std::size_t rank() const { return index_.size(); }
    /// The same place in another tensor of the same axes.
    std::vector<Along> here() const;
    /// The line along the last axis through it.
    std::vector<Along> row() const;
    /// A whole axis of an input.
    Along all(std::size_t axis, std::size_t input = 0) const { return {0, inputShape(input)[axis].extent, false}; }

    virtual std::string stageName() const = 0;
    virtual const Shape& shape() const = 0;
    virtual std::size_t inputs() const = 0;
    virtual std::size_t parameters() const = 0;
    virtual const Shape& inputShape(std::size_t number) const = 0;

    /// The cell itself.
    virtual OperandLine self() const = 0;
    virtual OperandLine input(std::vector<Along> where, std::size_t number = 0) const = 0;
    virtual OperandLine parameter(std::size_t number, std::vector<Along> where) const = 0;

private:
    std::vector<std::int64_t> index_;
};

/// A value of one of an explanation's lines.
struct OperandAt {
    std::size_t line = 0;
    std::size_t cell = 0;
    bool operator==(const OperandAt&) const = default;
};

/// A number that the result is made of.
struct Term {
    Message label;  ///< marked for translation, context "explain"; empty: the entry of its first operand
    double value = 0;
    std::vector<OperandAt> operands;  ///< what it was made from; none for the operation's own numbers
    std::optional<double> factor;     ///< a number of the operation's own in it: a resampling weight, 1 / N
    std::string symbol;               ///< as the formula calls it, where the term stands by itself there: "γ", "mean". Otherwise
                                      ///< it is one of those that add up to the sum
    bool adds() const { return symbol.empty(); }
};

/// Numbers of the operation's own that a snippet loads beside the lines.
struct OwnNumbers {
    std::string name;
    std::vector<float> values;
};

struct Explanation {
    std::vector<OperandLine> lines;
    std::vector<OwnNumbers> ownNumbers;
    std::vector<Term> terms;         ///< those that add up first, by size, largest first; then those with a symbol
    double sum = 0;                  ///< of the terms that add up
    Message sumName;                 ///< what it is, context "explain": "sum", "variance", "sum of the exponentials"
    std::optional<std::size_t> own;  ///< among the terms: the one the result is a share of, or the normalised one
    std::string numbers;             ///< the formula with the live values
    std::vector<std::string> numpy;  ///< the same in NumPy; `run` holds the lines' tensors by name
    double recomputed = 0;
};

/// "patch 12", "feature 3", counted from 0; "bias".
std::string termLabel(const Explanation& explanation, const Term& term);

/// Four significant digits with a real minus sign, whatever the user's language: for Explanation::numbers.
std::string shortNumber(double value);

namespace explaining {

/// The steps every operation shares in explaining itself.
class Maker {
public:
    /// Takes a line and loads it in the snippet as `variable`. Returns its number.
    std::size_t line(OperandLine line, const std::string& variable);
    double value(OperandAt at) const { return result_.lines[at.line].values[at.cell]; }
    std::size_t size(std::size_t line) const { return result_.lines[line].values.size(); }

    /// A term that adds up, named after its first operand.
    void entry(double value, std::vector<OperandAt> operands, std::optional<double> factor = {});
    /// One with a name of its own; with a symbol it stands by itself in the formula.
    void named(Message label, double value, std::vector<OperandAt> operands, std::string symbol = {});
    /// Takes two lines, whose products are terms. Returns the largest as text.
    std::string products(OperandLine left, const std::string& leftName, OperandLine right, const std::string& rightName);
    /// A line of the snippet.
    void python(std::string text) { result_.numpy.push_back(std::move(text)); }
    /// Adds up, brings the terms in their order, writes the result under the snippet. `own`: see Explanation, before the ordering.
    Explanation finish(double recomputed, std::string numbers, Message sumName = {VITSCOPE_TEXT("explain", "sum"), {}},
                       std::optional<std::size_t> own = {});

    double sum() const;
    /// The `most` largest terms that add up, each by `text` and its sign, and "…" where there are more.
    std::string largest(std::size_t most, const std::function<std::string(const Term&)>& text) const;
    Explanation& result() { return result_; }

private:
    Explanation result_;
};

/// The shortest text that reads back as this float or double, as Python writes it.
template <class Float>
std::string exactNumber(Float value);
/// " + 0.3" or " − 0.3"
std::string plus(const std::string& number);

}  // namespace explaining

}  // namespace vitscope
