#include "core/checkpoint/dialects/usual_preprocess.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/checkpoint/dialects/found_model.h"
#include "core/checkpoint/dialects/statistics_of_pictures.h"

namespace vitscope {

namespace {

using Resize = PreprocessConfig::Resize;

/// What of the resized picture's side the model reads: 0.875 of 256 are 224. `crops` also where that is all of it.
struct Usual {
    std::string_view family;
    Resize resize;
    double part;
    bool crops;
    Filter filter;
    const PictureStatistics& statistics;
    CropRounding rounding = CropRounding::Nearest;
    bool floats = false;
};

constexpr Usual usual[] = {
    // transformers
    {"ViT", Resize::Squash, 1, false, Filter::Bilinear, standardStatistics},
    {"MAE", Resize::Squash, 1, false, Filter::Bilinear, imageNetStatistics},
    {"DeiT", Resize::Squash, 0.875, true, Filter::Bicubic, imageNetStatistics, CropRounding::Down},
    {"BEiT", Resize::Squash, 1, false, Filter::Bicubic, standardStatistics},
    {"DINOv2", Resize::ShortestEdge, 0.875, true, Filter::Bicubic, imageNetStatistics, CropRounding::Down},
    {"DINOv3", Resize::Squash, 1, false, Filter::Bilinear, imageNetStatistics, CropRounding::Down, true},
    {"CLIP", Resize::ShortestEdge, 1, true, Filter::Bicubic, openAiStatistics, CropRounding::Down},
    {"SigLIP", Resize::Squash, 1, false, Filter::Bicubic, standardStatistics},
    // the original repositories, which use torchvision's transforms
    {"DINO", Resize::ShortestEdge, 0.875, true, Filter::Bicubic, imageNetStatistics},
    {"torchvision", Resize::ShortestEdge, 0.875, true, Filter::Bilinear, imageNetStatistics},
    {"torchvision L/16", Resize::ShortestEdge, 224.0 / 242, true, Filter::Bilinear, imageNetStatistics},
    {"torchvision SWAG", Resize::ShortestEdge, 1, true, Filter::Bicubic, imageNetStatistics},
    {"Google", Resize::Squash, 1, false, Filter::Bilinear, standardStatistics},
    // timm
    {"timm", Resize::ShortestEdge, 0.9, true, Filter::Bicubic, standardStatistics},
    {"timm large", Resize::ShortestEdge, 1, true, Filter::Bicubic, standardStatistics},
    {"timm ImageNet", Resize::ShortestEdge, 0.9, true, Filter::Bicubic, imageNetStatistics},
    {"timm ImageNet whole", Resize::ShortestEdge, 1, true, Filter::Bicubic, imageNetStatistics},
    {"timm CLIP", Resize::ShortestEdge, 1, true, Filter::Bicubic, openAiStatistics},
};

}  // namespace

PreprocessConfig usualPreprocess(std::string_view family, Size input)
{
    const auto* found = std::ranges::find(usual, family, &Usual::family);
    if (found == std::end(usual))
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There is no preprocessing of the family “%1”."), {std::string(family)});
    const auto whole = [found](std::int64_t side) { return static_cast<std::int64_t>(std::floor(static_cast<double>(side) / found->part + 1e-6)); };
    PreprocessConfig how;
    how.resize = found->resize == Resize::ShortestEdge && input.rows != input.columns ? Resize::Cover : found->resize;
    how.size = {whole(input.rows), whole(input.columns)};
    how.shortestEdge = std::min(how.size.rows, how.size.columns);
    how.filter = found->filter;
    if (found->crops) {
        how.crop = input;
        how.cropRounding = found->rounding;
    }
    how.floats = found->floats;
    how.mean = found->statistics.mean;
    how.deviation = found->statistics.deviation;
    return how;
}

void assumePreprocess(FoundModel& found, std::string_view family)
{
    found.preprocess = usualPreprocess(family, {found.config.imageRows, found.config.imageColumns});
    for (const char* key : {"resize", "crop", "mean", "deviation", "filter"})
        found.origins[key] = Origin::Assumed;
}

}  // namespace vitscope
