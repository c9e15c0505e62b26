// The names of claims and of their numbers: see claims.h.
#include <algorithm>

#include "core/analysis/claims.h"
#include "core/base/error.h"

namespace vitscope {

std::string_view claimKindName(ClaimKind kind)
{
    switch (kind) {
    case ClaimKind::PictureSize: return "picture_size";
    case ClaimKind::Resized: return "resized";
    case ClaimKind::ValueRange: return "value_range";
    case ClaimKind::PatchVariety: return "patch_variety";
    case ClaimKind::LikestPosition: return "likest_position";
    case ClaimKind::VectorLength: return "vector_length";
    case ClaimKind::VectorLengths: return "vector_lengths";
    case ClaimKind::LargestEntry: return "largest_entry";
    case ClaimKind::LongestHead: return "longest_head";
    case ClaimKind::Moments: return "moments";
    case ClaimKind::AddedLength: return "added_length";
    case ClaimKind::MostAdded: return "most_added";
    case ClaimKind::Direction: return "direction";
    case ClaimKind::AboveZero: return "above_zero";
    case ClaimKind::LargestScore: return "largest_score";
    case ClaimKind::AttentionRegion: return "attention_region";
    case ClaimKind::AttentionScatter: return "attention_scatter";
    case ClaimKind::LargestWeight: return "largest_weight";
    case ClaimKind::ClassTokenWeight: return "class_token_weight";
    case ClaimKind::Entropy: return "entropy";
    case ClaimKind::HalfOfContext: return "half_of_context";
    case ClaimKind::BestClasses: return "best_classes";
    }
    return "";
}

double Claim::number(std::string_view name) const
{
    const auto found = std::find_if(numbers.begin(), numbers.end(), [name](const ClaimNumber& number) { return number.name == name; });
    if (found == numbers.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A claim of kind %1 has no number “%2”."),
                    {std::string(claimKindName(kind)), std::string(name)});
    return found->value;
}

}  // namespace vitscope
