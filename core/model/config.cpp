#include "core/model/config.h"

#include "core/base/error.h"

namespace vitscope {

namespace {

void inRange(const char* what, std::int64_t value, std::int64_t lowest, std::int64_t highest)
{
    if (value < lowest || value > highest)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "The model's configuration gives %1 = %2; it must lie between %3 and %4."),
                    {what, std::to_string(value), std::to_string(lowest), std::to_string(highest)});
}

void divides(const char* part, std::int64_t small, const char* whole, std::int64_t large)
{
    if (large % small != 0)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "The model's configuration contradicts itself: %1 %2 does not divide %3 %4."),
                    {part, std::to_string(small), whole, std::to_string(large)});
}

}  // namespace

void check(const ModelConfig& config)
{
    inRange("image_size (rows)", config.imageRows, 1, 16384);
    inRange("image_size (columns)", config.imageColumns, 1, 16384);
    inRange("patch_size (rows)", config.patchRows, 1, 1024);
    inRange("patch_size (columns)", config.patchColumns, 1, 1024);
    inRange("num_channels", config.channels, 3, 3);
    inRange("hidden_size", config.width, 1, 65536);
    inRange("num_hidden_layers", config.blocks, 1, 1024);
    inRange("num_attention_heads", config.heads, 1, 1024);
    inRange("intermediate_size", config.hidden, 1, 1 << 20);
    inRange("num_labels", config.classes, 0, 1 << 20);
    divides("num_attention_heads", config.heads, "hidden_size", config.width);
    divides("patch_size", config.patchRows, "image_size", config.imageRows);
    divides("patch_size", config.patchColumns, "image_size", config.imageColumns);
    inRange("the number of patches", config.patches(), 1, 65536);
    if (!(config.normEpsilon >= 0.0F && config.normEpsilon < 1.0F))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "The model's configuration gives layer_norm_eps = %1; it must lie between 0 and 1."),
                    {std::to_string(config.normEpsilon)});
}

void requireClass(const ModelConfig& config, std::int64_t classIndex)
{
    if (classIndex < 0 || classIndex >= config.classes)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no class %1: the model has %2, counted from 0."),
                    {std::to_string(classIndex), std::to_string(config.classes)});
}

}  // namespace vitscope
