#include "ui/render/figure/figure_look.h"

namespace vitscope {

std::string_view figureGroundName(FigureGround ground)
{
    switch (ground) {
    case FigureGround::Light: return "light";
    case FigureGround::Dark: return "dark";
    case FigureGround::Transparent: return "transparent";
    }
    return "";
}

std::string_view interpolationName(Interpolation interpolation)
{
    switch (interpolation) {
    case Interpolation::Nearest: return "nearest";
    case Interpolation::Bilinear: return "bilinear";
    case Interpolation::Bicubic: return "bicubic";
    }
    return "";
}

}  // namespace vitscope
