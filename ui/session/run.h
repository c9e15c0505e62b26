// Everything the window shows of one finished run, made on the compute thread and immutable from then on.
//
//   const StageSummary& summary = run->summary({"blocks.attention", 3});
//
// Enter at makeRun(). Tested in tests/ui/session_test.cpp.
#pragma once

#include <QImage>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <array>
#include <memory>
#include <vector>

#include "core/analysis/short_walk.h"
#include "core/analysis/statistics.h"
#include "core/base/progress.h"
#include "core/trace/trace.h"
#include "ui/render/colormap.h"
#include "ui/render/scale.h"

namespace vitscope {

struct DecodedPicture;

/// How a stage's numbers become colours.
struct MapStyle {
    Palette palette = Palette::Viridis;
    ValueRange range;
    bool operator==(const MapStyle&) const = default;
};
MapStyle mapStyle(ValueKind kind, const Statistics& statistics);

struct StageSummary {
    Statistics statistics;
    std::vector<std::int64_t> histogram;  ///< histogramBins bins from the lowest to the highest value
    MapStyle style;
    std::array<QImage, 2> thumbnails;  ///< light, dark
    QImage picture;                    ///< of the 8-bit stages, at most longestShownSide; null otherwise

    const QImage& thumbnail(bool dark) const { return thumbnails[dark ? 1 : 0]; }
};
constexpr int histogramBins = 48;

struct RankedClass {
    std::int64_t index = 0;
    QString label;
    float probability = 0;
};

/// Longer pictures are shown reduced to this; the model reads them whole.
constexpr int longestShownSide = 2048;

struct Run {
    std::shared_ptr<const Trace> trace;
    QString modelName;     ///< as it was asked for: "builtin:emoji" or a path
    QStringList settings;  ///< what it was changed by: "softmax=off"
    QString pictureName;   ///< without folders
    QString picturePath;   ///< empty where it came from no file
    QString sha256;        ///< of the picture's file; empty where there was none
    bool alphaDropped = false;
    QSize sourceSize;
    QImage shown;                         ///< the source, at most longestShownSide
    QRectF seen;                          ///< what the model sees of it, in pixels of `shown`
    QImage input;                         ///< `image.pixels` back in 8 bit: what is cut into patches
    std::vector<QRgb> tokenColours;       ///< the mean colour of each token's patch; 0 for prefix tokens
    Tensor positionLikeness;              ///< (patch, patch) of the whole grid; core/analysis/positions.h
    std::vector<QImage> filters;          ///< of the patch projection, one per feature; ui/render/filter_picture.h
    std::vector<StageSummary> summaries;  ///< in the order of trace->stages()
    std::vector<RankedClass> top;         ///< the five likeliest, likeliest first
    Story story;
    std::vector<Screen> shortWalk;  ///< of this run

    const StageSummary& summary(const StageKey& key) const;
};
using RunPtr = std::shared_ptr<const Run>;

/// A few numbers by which two runs on one picture are compared: of the last block, and the answer.
struct Landmarks {
    QString model;  ///< without settings
    ValueRange scores, attention;
    double outputDeviation = 0;
    QString top;  ///< the likeliest class; empty without a head
    double probability = 0;
};
Landmarks landmarksOf(const Run& run);

/// A patch in pixels of Run::input.
QRect patchRect(const ModelConfig& config, PatchPlace place);

/// Throws Cancelled where `progress` says so (asked at every stage).
RunPtr makeRun(Workspace& workspace, std::shared_ptr<const Trace> trace, const DecodedPicture& picture, const QString& modelName,
               const QStringList& settings, const QString& picturePath, const Progress& progress);

}  // namespace vitscope
