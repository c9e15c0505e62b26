// The parameters of a model: one flat list, as the rows of its plan declare them. The same type holds gradients and the optimiser's
// moments. Checkpoints fill it, AdamW updates it, files are written from it.
//
// Matrices are stored input-major (in × out), so that a layer is x · weight + bias with rows as tokens. Vectors are 1 × n. Copies share
// their values until one of them changes.
// Tested in tests/core/parameters_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan/fingerprint.h"
#include "core/tensor/axis.h"
#include "core/tensor/parameter.h"
#include "core/tensor/rows.h"
#include "core/tensor/tensor.h"

namespace vitscope {

/// What a parameter is, which says how training begins it and whether it decays (weights alone do).
enum class ParameterRole {
    Weight,     ///< of a linear layer, in × out
    Bias,       ///< of a linear layer
    Gain,       ///< of a norm
    Shift,      ///< of a norm
    Token,      ///< a learned token
    Positions,  ///< a row for each token, prefix tokens first
};

struct ParameterInfo {
    std::string name;  ///< public: "blocks.0.query.weight"
    Shape shape;       ///< one axis: a vector; two: rows and columns
    ParameterRole role = ParameterRole::Weight;
    double spread = 1;  ///< of a Weight: how far it begins from 0, times 1 / √in

    std::int64_t rows() const { return shape.size() == 2 ? shape[0].extent : 1; }
    std::int64_t columns() const { return shape.back().extent; }
    std::int64_t size() const { return rows() * columns(); }
    bool operator==(const ParameterInfo&) const = default;
};

/// A parameter under its axes: one for a vector, or rows and columns.
TensorView viewOf(const Parameter& parameter, const Shape& shape);

class Parameters {
public:
    Parameters() = default;
    /// Zeros.
    explicit Parameters(const std::vector<ParameterInfo>& infos);
    /// Those of a model that has some of these: each by its name; where there are fewer positions, the last ones, because prefix tokens
    /// stand first. Throws Error (Internal) where one is missing or of another shape.
    Parameters(const Parameters& from, const std::vector<ParameterInfo>& infos);

    std::size_t size() const { return entries_.size(); }
    const ParameterInfo& info(std::size_t i) const { return entries_[i].info; }
    const Parameter& operator[](std::size_t i) const { return *entries_[i].values; }
    /// To change it.
    Parameter& operator[](std::size_t i);
    /// The parameter of this name; null where the model has none.
    const Parameter* find(std::string_view name) const;
    /// Likewise; throws Error (Internal) where there is none.
    Parameter& at(std::string_view name);
    const Parameter& at(std::string_view name) const;

    /// All of them, as operations take them.
    std::vector<ConstRows> rows() const;
    std::vector<Rows> rows();
    /// Numbers in all.
    std::int64_t count() const;

    /// Works out the fingerprints, so that no run has to.
    void seal();
    Fingerprint print(std::size_t i) const;

private:
    struct Entry {
        ParameterInfo info;
        std::shared_ptr<Parameter> values;
        Fingerprint print = 0;  ///< 0: not worked out
    };
    /// size() where there is none.
    std::size_t search(std::string_view name) const;
    std::size_t placeOf(std::string_view name) const;

    std::vector<Entry> entries_;
};

}  // namespace vitscope
