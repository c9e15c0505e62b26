// The question "what was it for?" about the parts that are left out of a model: the answer with all parts beside the one without, for this
// picture and for all at hand.
//
//   session.parts().setWanted(true);   // found() follows
//
// At hand are the built-in pictures, or, where another file is open, those of its folder. Computed behind everything else, and only while
// somebody looks. Tested in tests/ui/parts_view_test.cpp.
#pragma once

#include <QObject>
#include <map>

#include "core/analysis/claims_of_answers.h"
#include "ui/session/engine.h"

namespace vitscope {

class Session;

struct PictureAnswers {
    QString path;
    AnswerPair answers;
};

class PartsView : public QObject {
    Q_OBJECT

public:
    /// Pictures of a folder beyond this many are not looked at.
    static constexpr int mostPictures = 32;

    PartsView(Engine& engine, Session& session);
    ~PartsView() override;

    /// Whether somebody looks at the other pictures: told by whoever shows them.
    void setWanted(bool wanted);

    /// Whether something is left out and the model has classes.
    bool isChanged() const;
    /// Of this picture, as soon as both are there.
    std::optional<AnswerPair> here() const;
    /// Of all at hand, as many as are done.
    const std::vector<PictureAnswers>& pictures() const { return pictures_; }
    /// How many there will be.
    std::size_t atHand() const { return paths_.size(); }
    /// About this picture; about all, once they are done.
    std::vector<Claim> claims() const;

signals:
    void found();

private:
    void onRun();
    void begin();
    void beginHere();
    void beginPictures();
    QStringList pathsAtHand() const;

    Engine& engine_;
    Session& session_;
    const std::uint64_t ownLane_, picturesLane_;
    bool wanted_ = false;
    QStringList paths_;
    std::vector<PictureAnswers> pictures_;
    std::vector<float> before_;
    /// With all parts, by picture; of one opening of a model. Used on the compute thread alone.
    struct Complete {
        Opening opening;
        std::map<QString, std::vector<float>> answers;
    };
    std::shared_ptr<Complete> complete_ = std::make_shared<Complete>();
    std::shared_ptr<const Run> of_;
    int run_ = 0;  ///< answers of an earlier one are dropped
};

}  // namespace vitscope
