#include "ui/session/recipe.h"

#include <utility>

namespace vitscope {

Recipe withModel(Recipe recipe, const QString& nameOrPath, const QStringList& settings)
{
    recipe.model = nameOrPath;
    recipe.opening = std::make_shared<const int>();
    recipe.settings = settings;
    recipe.input.reset();
    return recipe;
}

Recipe withPicture(Recipe recipe, PictureSource picture)
{
    recipe.picture = std::make_shared<const PictureSource>(std::move(picture));
    return recipe;
}

Recipe withInputSize(Recipe recipe, std::optional<Size> input)
{
    recipe.input = input;
    return recipe;
}

Recipe withPart(Recipe recipe, const QString& key, bool on)
{
    recipe.settings.removeIf([&](const QString& setting) { return setting.section(u'=', 0, 0) == key; });
    if (!on)
        recipe.settings.append(key + QStringLiteral("=off"));
    return recipe;
}

void Recipes::change(Recipe recipe)
{
    steps_.resize(at_ + 1);
    // Before the first picture of the first model there is nothing to go back to.
    if (!now().isComplete()) {
        steps_[at_] = std::move(recipe);
        return;
    }
    steps_.push_back(std::move(recipe));
    if (steps_.size() > most)
        steps_.erase(steps_.begin());
    at_ = steps_.size() - 1;
}

}  // namespace vitscope
