// What a run is made from: one value, and the way back through those there were.
//
//   recipes.change(recipe);   recipes.undo();   recipes.now();
//
// Tested in tests/ui/recipe_test.cpp.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>
#include <memory>
#include <variant>
#include <vector>

#include "core/engine/opened_models.h"
#include "core/model/edits.h"

namespace vitscope {

struct PictureBytes {
    QByteArray bytes;
    QString name;
};
struct PastedPicture {
    QImage image;
    QString name;
};
/// A path, bytes of a file, or a picture that is already decoded.
using PictureSource = std::variant<QString, PictureBytes, PastedPicture>;

/// Everything that changes what is computed. What is opened has a pointer for its identity: the same pointer is not opened again.
struct Recipe {
    QString model;              ///< "builtin:emoji" or a path
    Opening opening;            ///< of that model; null where there is none yet
    QStringList settings;       ///< what it is changed by: "softmax=off" (core/model/settings.h)
    std::optional<Size> input;  ///< the size of its pictures, where it is not the checkpoint's
    std::shared_ptr<const PictureSource> picture;
    Edits edits;

    bool isComplete() const { return opening && picture; }
    bool operator==(const Recipe&) const = default;
};

Recipe withModel(Recipe recipe, const QString& nameOrPath, const QStringList& settings);
Recipe withPicture(Recipe recipe, PictureSource picture);
/// For pictures of another size; nothing: of the checkpoint's own.
Recipe withInputSize(Recipe recipe, std::optional<Size> input);
/// One part of the model switched on or off, the others as they are.
Recipe withPart(Recipe recipe, const QString& key, bool on);

/// The recipe there is, those before it, and those that were undone. A plain value.
class Recipes {
public:
    const Recipe& now() const { return steps_[at_]; }
    /// The last `most` are remembered; what was undone is not done again after a change.
    void change(Recipe recipe);
    bool canUndo() const { return at_ > 0; }
    bool canRedo() const { return at_ + 1 < steps_.size(); }
    void undo() { at_ -= canUndo() ? 1 : 0; }
    void redo() { at_ += canRedo() ? 1 : 0; }
    static constexpr std::size_t most = 100;

private:
    std::vector<Recipe> steps_{1};
    std::size_t at_ = 0;
};

}  // namespace vitscope
