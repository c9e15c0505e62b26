#include "core/analysis/region.h"

#include <algorithm>
#include <tuple>

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

using Sums = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The sum of all cells above and left of each corner, (rows + 1, columns + 1).
Sums cornerSums(const MatrixView& map)
{
    Sums sums = Sums::Zero(map.rows() + 1, map.cols() + 1);
    for (Eigen::Index row = 0; row < map.rows(); ++row) {
        double ofRow = 0;
        for (Eigen::Index column = 0; column < map.cols(); ++column) {
            ofRow += map(row, column) > 0 ? map(row, column) : 0.0;
            sums(row + 1, column + 1) = sums(row, column + 1) + ofRow;
        }
    }
    return sums;
}

std::tuple<std::int64_t, std::int64_t, std::int64_t> fromTopLeft(const GridRegion& region)
{
    return {region.firstRow, region.firstColumn, region.lastRow};
}

/// The best rectangle so far. While searching, `share` is the sum.
class Search {
public:
    Search(double needed, double slack, bool turned) : needed_(needed), slack_(slack), turned_(turned) {}

    /// Offers the rectangles of lines first … last; sums: those of the lines' cells before each place along them.
    void alongLines(Eigen::Index first, Eigen::Index last, const Eigen::RowVectorXd& sums)
    {
        const Eigen::Index places = sums.size() - 1;
        if (sums[places] < needed_)
            return;
        for (Eigen::Index begin = 0, end = 1; begin < places; ++begin) {
            end = std::max(end, begin + 1);
            while (end < places && sums[end] - sums[begin] < needed_)
                ++end;
            const double sum = sums[end] - sums[begin];
            if (sum < needed_)
                return;
            offer(turned_ ? GridRegion{begin, end - 1, first, last, sum} : GridRegion{first, last, begin, end - 1, sum});
        }
    }

    /// Whether a rectangle of this many lines can still be the best.
    bool mayHave(Eigen::Index lines) const { return !best_ || lines <= best_->cells(); }
    const std::optional<GridRegion>& best() const { return best_; }

private:
    void offer(const GridRegion& region)
    {
        if (!best_ || isBetter(region, *best_))
            best_ = region;
    }
    bool isBetter(const GridRegion& a, const GridRegion& b) const
    {
        if (a.cells() != b.cells())
            return a.cells() < b.cells();
        if (a.share > b.share + slack_ || b.share > a.share + slack_)
            return a.share > b.share;
        return fromTopLeft(a) < fromTopLeft(b);
    }

    double needed_;
    double slack_;
    bool turned_;
    std::optional<GridRegion> best_;
};

}  // namespace

std::optional<GridRegion> densestRegion(const TensorView& patchMap, double total, double wanted)
{
    const MatrixView map = patchMap.matrix();
    if (!(total > 0) || map.size() == 0)
        return std::nullopt;
    const bool turned = map.cols() < map.rows();
    Sums sums = cornerSums(map);
    if (turned)
        sums = Sums(sums.transpose());
    const double slack = 1e-12 * total;
    Search search(wanted * total - slack, slack, turned);
    for (Eigen::Index first = 0; first + 1 < sums.rows(); ++first)
        for (Eigen::Index last = first; last + 1 < sums.rows() && search.mayHave(last - first + 1); ++last)
            search.alongLines(first, last, sums.row(last + 1) - sums.row(first));
    std::optional<GridRegion> region = search.best();
    if (region)
        region->share /= total;
    return region;
}

}  // namespace vitscope
