// oneDNN and Eigen side by side, for the matrix products of a block. "Eigen_over_oneDNN" is how fast Eigen is, oneDNN being 1.
#include <benchmark/benchmark.h>

#include <chrono>

#include "core/ops/matmul.h"
#include "core/tensor/matrix.h"

namespace vitscope {
namespace {

/// Rows of the result, summed extent, columns of the result.
struct Product {
    const char* name;
    std::int64_t m, k, n;
    bool turned;  ///< the right factor is read transposed: scores = query · keyᵀ
};

constexpr Product products[] = {
    {"ViT-B/16 at 224: projection", 197, 768, 768, false},
    {"ViT-B/16 at 224: MLP up", 197, 768, 3072, false},
    {"ViT-B/16 at 224: MLP down", 197, 3072, 768, false},
    {"ViT-B/16 at 224: scores of a head", 197, 64, 197, true},
    {"ViT-B/16 at 224: context of a head", 197, 197, 64, false},
    {"emoji: projection", 197, 128, 128, false},
    {"emoji: MLP up", 197, 128, 512, false},
    {"emoji: MLP down", 197, 512, 128, false},
    {"emoji: scores of a head", 197, 32, 197, true},
    {"emoji: context of a head", 197, 197, 32, false},
};

double secondsOf(const Compute& compute, const Product& product, const Matrix& left, const Matrix& right, Matrix& result)
{
    const auto start = std::chrono::steady_clock::now();
    matmul(compute, plain(left), product.turned ? transposed(right) : plain(right), result);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// By turns, so that what slows the machine down slows both.
void compare(benchmark::State& state, const Product& product)
{
    const Matrix left = Matrix::Random(product.m, product.k);
    const Matrix right = product.turned ? Matrix::Random(product.n, product.k) : Matrix::Random(product.k, product.n);
    Matrix result(product.m, product.n);
    const Compute oneDnn{MatmulBackend::OneDnn, processors()}, eigen{MatmulBackend::Eigen, processors()};
    secondsOf(oneDnn, product, left, right, result);  // makes its kernels at the first call
    secondsOf(eigen, product, left, right, result);
    double oneDnnSeconds = 0, eigenSeconds = 0;
    for (auto _ : state) {
        oneDnnSeconds += secondsOf(oneDnn, product, left, right, result);
        eigenSeconds += secondsOf(eigen, product, left, right, result);
    }
    const double flops = 2.0 * static_cast<double>(product.m * product.k * product.n) * static_cast<double>(state.iterations());
    state.counters["oneDNN_GFLOPS"] = flops / oneDnnSeconds * 1e-9;
    state.counters["Eigen_GFLOPS"] = flops / eigenSeconds * 1e-9;
    state.counters["Eigen_over_oneDNN"] = oneDnnSeconds / eigenSeconds;
}

[[maybe_unused]] const bool registered = [] {
    for (const Product& product : products)
        benchmark::RegisterBenchmark(product.name, [&product](benchmark::State& state) { compare(state, product); });
    return true;
}();

}  // namespace
}  // namespace vitscope
