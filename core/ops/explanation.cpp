#include "core/ops/explanation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace vitscope {

std::vector<std::int64_t> OperandLine::indexOf(std::size_t i) const
{
    std::vector<std::int64_t> index(where.size());
    auto rest = static_cast<std::int64_t>(i);
    for (std::size_t axis = where.size(); axis-- > 0;) {
        const std::int64_t count = where[axis].fixed ? 1 : where[axis].count;
        index[axis] = where[axis].first + rest % count;
        rest /= count;
    }
    return index;
}

std::optional<Axis> OperandLine::axis() const
{
    for (std::size_t axis = where.size(); axis-- > 0;)
        if (!where[axis].fixed)
            return shape[axis].axis;
    return std::nullopt;
}

std::string OperandLine::python() const
{
    std::string text;
    std::size_t running = 0, shown = where.size();
    const auto isAll = [&](std::size_t axis) { return !where[axis].fixed && where[axis].first == 0 && where[axis].count == shape[axis].extent; };
    while (shown > 0 && isAll(shown - 1))
        --shown;
    for (std::size_t axis = 0; axis < where.size(); ++axis) {
        const Along& along = where[axis];
        running += along.fixed ? 0 : 1;
        if (axis >= shown)
            continue;
        text += text.empty() ? "[" : ", ";
        if (along.fixed)
            text += std::to_string(along.first);
        else
            text += isAll(axis) ? ":" : std::to_string(along.first) + ":" + std::to_string(along.first + along.count);
    }
    return (text.empty() ? "" : text + "]") + (running > 1 ? ".reshape(-1)" : "");
}

std::string OperandLine::pythonShape() const
{
    return axis() ? "(" + std::to_string(values.size()) + ",)" : "()";
}

std::vector<Along> Question::here() const
{
    std::vector<Along> where;
    for (const std::int64_t index : index_)
        where.push_back(only(index));
    return where;
}

std::vector<Along> Question::row() const
{
    std::vector<Along> where = here();
    where.back() = all(rank() - 1);
    return where;
}

std::string termLabel(const Explanation& explanation, const Term& term)
{
    if (!term.label.text.empty() || term.operands.empty())
        return term.label.english();
    const OperandAt& first = term.operands.front();
    const OperandLine& line = explanation.lines[first.line];
    const std::vector<std::int64_t> index = line.indexOf(first.cell);
    // Several axes run together: the name says all of them.
    std::string label;
    const bool runs = line.axis().has_value();
    for (std::size_t axis = 0; axis < index.size(); ++axis)
        if (!runs || !line.where[axis].fixed)
            label += (label.empty() ? "" : ", ") + std::string(axisName(line.shape[axis].axis)) + " " + std::to_string(index[axis]);
    return label;
}

std::string shortNumber(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "NaN" : value < 0 ? "−∞" : "∞";
    char digits[32];
    const bool whole = value == std::round(value) && std::abs(value) < 1e7;  // Pillow's weights go to 2²²
    const auto [end, error] = whole ? std::to_chars(digits, std::end(digits), std::abs(value), std::chars_format::fixed, 0)
                                    : std::to_chars(digits, std::end(digits), std::abs(value), std::chars_format::general, 4);
    return (std::signbit(value) && value != 0 ? "−" : "") + std::string(digits, end);
}

namespace explaining {

namespace {

/// What is no number stands before all: it spoils the sum.
double magnitude(const Term& term)
{
    return std::isnan(term.value) ? std::numeric_limits<double>::infinity() : std::abs(term.value);
}

}  // namespace

std::size_t Maker::line(OperandLine line, const std::string& variable)
{
    python(variable + " = run[\"" + line.name + "\"]" + line.python() + (line.axis() ? "  # " + line.pythonShape() : ""));
    result_.lines.push_back(std::move(line));
    return result_.lines.size() - 1;
}

void Maker::entry(double value, std::vector<OperandAt> operands, std::optional<double> factor)
{
    Term& term = result_.terms.emplace_back();
    term.value = value;
    term.operands = std::move(operands);
    term.factor = factor;
}

void Maker::named(Message label, double value, std::vector<OperandAt> operands, std::string symbol)
{
    entry(value, std::move(operands));
    result_.terms.back().label = std::move(label);
    result_.terms.back().symbol = std::move(symbol);
}

double Maker::sum() const
{
    return std::accumulate(result_.terms.begin(), result_.terms.end(), 0.0,
                           [](double sum, const Term& term) { return term.adds() ? sum + term.value : sum; });
}

Explanation Maker::finish(double recomputed, std::string numbers, Message sumName, std::optional<std::size_t> own)
{
    result_.sum = sum();
    result_.sumName = std::move(sumName);
    std::vector<std::size_t> order(result_.terms.size());
    std::iota(order.begin(), order.end(), 0);
    const auto before = [&](std::size_t a, std::size_t b) {
        const Term &first = result_.terms[a], &second = result_.terms[b];
        if (first.adds() != second.adds())
            return first.adds();
        return first.adds() && magnitude(first) > magnitude(second);
    };
    std::stable_sort(order.begin(), order.end(), before);
    std::vector<Term> terms;
    terms.reserve(order.size());
    for (const std::size_t from : order) {
        if (own == from)
            result_.own = terms.size();
        terms.push_back(std::move(result_.terms[from]));
    }
    result_.terms = std::move(terms);
    result_.recomputed = recomputed;
    result_.numbers = std::move(numbers);
    result_.numpy.insert(result_.numpy.begin(), {"import numpy as np", "run = np.load(\"arrays.npz\")"});
    // The arrays are float32, and so NumPy's result agrees in so many digits.
    char digits[32];
    const auto [end, error] = std::to_chars(digits, std::end(digits), recomputed, std::chars_format::general, 6);
    result_.numpy.push_back("# " + std::string(digits, end));
    return std::move(result_);
}

std::string Maker::largest(std::size_t most, const std::function<std::string(const Term&)>& text) const
{
    std::vector<const Term*> adding;
    for (const Term& term : result_.terms)
        if (term.adds())
            adding.push_back(&term);
    const std::size_t shown = std::min(most, adding.size());
    std::partial_sort(adding.begin(), adding.begin() + static_cast<std::ptrdiff_t>(shown), adding.end(),
                      [](const Term* a, const Term* b) { return magnitude(*a) != magnitude(*b) ? magnitude(*a) > magnitude(*b) : a < b; });
    std::string all;
    for (std::size_t i = 0; i < shown; ++i)
        all += i == 0 ? text(*adding[i]) : plus(text(*adding[i]));
    return all + (shown < adding.size() ? " + …" : "");
}

std::string Maker::products(OperandLine left, const std::string& leftName, OperandLine right, const std::string& rightName)
{
    const std::size_t l = line(std::move(left), leftName), r = line(std::move(right), rightName);
    for (std::size_t i = 0; i < size(l); ++i)
        entry(value({l, i}) * value({r, i}), {{l, i}, {r, i}});
    // As the operands stand in their tensors, each with its own sign: "0.944 × 2.371", "0.944 × (−2.371)".
    return largest(3, [&](const Term& term) {
        const std::string second = shortNumber(value(term.operands[1]));
        return shortNumber(value(term.operands[0])) + " × " + (value(term.operands[1]) < 0 ? "(" + second + ")" : second);
    });
}

template <class Float>
std::string exactNumber(Float value)
{
    char digits[32];
    const auto [end, error] = std::to_chars(digits, std::end(digits), value);
    return std::string(digits, end);
}
template std::string exactNumber(float);
template std::string exactNumber(double);

std::string plus(const std::string& number)
{
    constexpr std::string_view minus = "−";
    return number.starts_with(minus) ? " − " + number.substr(minus.size()) : " + " + number;
}

}  // namespace explaining

}  // namespace vitscope
