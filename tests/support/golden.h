// Reference values from tests/data: a checkpoint, its pixels and the tensor of every stage.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/formats/npy.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/tensor/tensor.h"

namespace vitscope::golden {

inline std::filesystem::path folder(const std::string& name)
{
    return std::filesystem::path(VITSCOPE_TEST_DATA) / name;
}

/// All float tensors of a safetensors file, by name.
inline std::map<std::string, std::vector<float>> tensors(const std::filesystem::path& path)
{
    const auto file = openTensorFile(path);
    std::map<std::string, std::vector<float>> result;
    for (const TensorEntry& entry : file->entries()) {
        if (entry.dtype != DType::F32)
            continue;
        std::vector<float> values(static_cast<std::size_t>(entry.elements()));
        file->readFloats(entry, values.data());
        result[entry.name] = std::move(values);
    }
    return result;
}

/// Every value within `tolerance` of the reference's largest magnitude.
inline void expectClose(const std::vector<float>& values, const std::vector<float>& reference, const std::string& what, double tolerance = 1e-4)
{
    ASSERT_EQ(values.size(), reference.size()) << what;
    double largest = 0, worst = 0;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(reference[i])));
        const double difference = std::abs(static_cast<double>(values[i]) - reference[i]);
        worst = std::isnan(difference) ? INFINITY : std::max(worst, difference);
    }
    EXPECT_LE(worst, tolerance * largest) << what << ": largest magnitude " << largest;
}

inline std::shared_ptr<const Model> model(const std::string& name)
{
    return std::make_shared<const Model>(openCheckpoint(folder(name)));
}

}  // namespace vitscope::golden
