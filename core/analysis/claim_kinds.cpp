// The names of claims and of their numbers: see claims.h.
#include <algorithm>
#include <utility>

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
    case ClaimKind::PartSeen: return "part_seen";
    case ClaimKind::PassKeeps: return "pass_keeps";
    case ClaimKind::NearestTaken: return "nearest_taken";
    case ClaimKind::WeightSum: return "weight_sum";
    case ClaimKind::LargestOfRow: return "largest_of_row";
    case ClaimKind::UniformWeight: return "uniform_weight";
    case ClaimKind::BelowZero: return "below_zero";
    case ClaimKind::NotShown: return "not_shown";
    case ClaimKind::MapShown: return "map_shown";
    case ClaimKind::NothingAttends: return "nothing_attends";
    case ClaimKind::SumOfTerms: return "sum_of_terms";
    case ClaimKind::SumAndBias: return "sum_and_bias";
    case ClaimKind::Resampled: return "resampled";
    case ClaimKind::PixelScaled: return "pixel_scaled";
    case ClaimKind::Activated: return "activated";
    case ClaimKind::LargestTerm: return "largest_term";
    case ClaimKind::ShareOfRow: return "share_of_row";
    case ClaimKind::Standing: return "standing";
    case ClaimKind::LargerOfTwo: return "larger_of_two";
    case ClaimKind::FollowedTerm: return "followed_term";
    case ClaimKind::FollowedValue: return "followed_value";
    case ClaimKind::CarriesMost: return "carries_most";
    case ClaimKind::SpeaksAgainst: return "speaks_against";
    case ClaimKind::AnswerTurned: return "answer_turned";
    case ClaimKind::WithoutTwo: return "without_two";
    case ClaimKind::HalfOfLogit: return "half_of_logit";
    case ClaimKind::LedgerEnds: return "ledger_ends";
    case ClaimKind::LedgerSum: return "ledger_sum";
    case ClaimKind::IsRight: return "is_right";
    case ClaimKind::IsMistaken: return "is_mistaken";
    case ClaimKind::OnTheObject: return "on_the_object";
    case ClaimKind::PartLeftOut: return "part_left_out";
    case ClaimKind::RightOverPictures: return "right_over_pictures";
    case ClaimKind::KeptOverPictures: return "kept_over_pictures";
    case ClaimKind::FirstLead: return "first_lead";
    case ClaimKind::LargestStep: return "largest_step";
    case ClaimKind::LikenessSteps: return "likeness_steps";
    case ClaimKind::NewLeader: return "new_leader";
    case ClaimKind::Rival: return "rival";
    case ClaimKind::Surer: return "surer";
    case ClaimKind::LessSure: return "less_sure";
    case ClaimKind::OthersMove: return "others_move";
    case ClaimKind::LittleMoves: return "little_moves";
    case ClaimKind::LikenessMoves: return "likeness_moves";
    case ClaimKind::BlockLengths: return "block_lengths";
    case ClaimKind::BlockAnswers: return "block_answers";
    case ClaimKind::BlockLikeness: return "block_likeness";
    case ClaimKind::DiffersInAttention: return "differs_in_attention";
    case ClaimKind::DiffersInMlp: return "differs_in_mlp";
    case ClaimKind::DiffersInFocus: return "differs_in_focus";
    case ClaimKind::HalfRegion: return "half_region";
    case ClaimKind::HalfScatter: return "half_scatter";
    }
    return "";
}

ClaimPlace placeOf(ClaimKind kind)
{
    static constexpr std::pair<ClaimKind, ClaimPlace> begins[] = {
        {ClaimKind::HalfRegion, ClaimPlace::OfAHead},      {ClaimKind::BlockLengths, ClaimPlace::OfABlock},
        {ClaimKind::NewLeader, ClaimPlace::TakenAway},     {ClaimKind::FirstLead, ClaimPlace::AtTheStart},
        {ClaimKind::CarriesMost, ClaimPlace::OfTheAnswer}, {ClaimKind::FollowedTerm, ClaimPlace::OnTheWay},
        {ClaimKind::SumOfTerms, ClaimPlace::OfANumber},    {ClaimKind::MapShown, ClaimPlace::UnderThePicture},
        {ClaimKind::PartSeen, ClaimPlace::UnderTheMaps}};
    for (const auto& [first, place] : begins)
        if (kind >= first)
            return place;
    return ClaimPlace::Reading;
}

const Claim* claimOf(const std::vector<Claim>& claims, ClaimKind kind)
{
    const auto found = std::find_if(claims.begin(), claims.end(), [kind](const Claim& claim) { return claim.kind == kind; });
    return found == claims.end() ? nullptr : &*found;
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
