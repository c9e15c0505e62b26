#include "ui/session/parts_view.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <utility>

#include "ui/image_io/image_io.h"
#include "ui/resources/resources.h"
#include "ui/session/session.h"

namespace vitscope {

namespace {

Recipe withAllParts(Recipe recipe)
{
    recipe.settings.clear();
    return recipe;
}

}  // namespace

PartsView::PartsView(Engine& engine, Session& session)
    : engine_(engine),
      session_(session),
      ownLane_(engine.newLane()),
      picturesLane_(engine.newLane())
{
    connect(&session.view(), &RunView::runChanged, this, &PartsView::onRun);
}

PartsView::~PartsView()
{
    engine_.cancel(ownLane_);
    engine_.cancel(picturesLane_);
}

void PartsView::onRun()
{
    // A run that is only told of once more keeps what was found.
    if (std::exchange(of_, session_.run()) == session_.run()) {
        emit found();
        return;
    }
    engine_.cancel(ownLane_);
    engine_.cancel(picturesLane_);
    ++run_;
    before_.clear();
    pictures_.clear();
    paths_ = isChanged() ? pathsAtHand() : QStringList();
    emit found();
    begin();
}

void PartsView::setWanted(bool wanted)
{
    wanted_ = wanted;
    if (wanted)
        beginPictures();
    else
        engine_.cancel(picturesLane_);
}

bool PartsView::isChanged() const
{
    return session_.run() && !session_.run()->settings.isEmpty() && session_.run()->trace->config().classes > 0;
}

QStringList PartsView::pathsAtHand() const
{
    QStringList paths;
    const QString own = session_.run()->picturePath;
    for (const SamplePicture& sample : samplePictures())
        paths.append(sample.path);
    if (own.isEmpty() || paths.contains(own))
        return paths;
    paths.clear();
    const QFileInfo file(own);
    for (const QFileInfo& other : file.dir().entryInfoList(pictureNamePatterns(), QDir::Files | QDir::Readable, QDir::Name))
        if (paths.size() < mostPictures)
            paths.append(other.absoluteFilePath());
    return paths;
}

void PartsView::begin()
{
    if (!isChanged())
        return;
    beginHere();
    beginPictures();
}

void PartsView::beginHere()
{
    const auto work = [this, recipe = withAllParts(session_.recipe()), run = run_](const Analysing& analysing) {
        const std::vector<float> answer = analysing.runner.answer(recipe, analysing.goOn);
        analysing.tell([this, run, answer] {
            if (run != run_)
                return;
            before_ = answer;
            emit found();
        });
    };
    // What fails here has failed before: the run itself is shown, and without its counterpart there is nothing to say.
    engine_.analyse(ownLane_, work, this, [](const ErrorPtr&) {});
}

void PartsView::beginPictures()
{
    if (!wanted_ || !isChanged() || pictures_.size() == static_cast<std::size_t>(paths_.size()))
        return;
    const auto work = [this, complete = complete_, recipe = session_.recipe(), left = paths_.mid(static_cast<qsizetype>(pictures_.size())),
                       run = run_](const Analysing& analysing) mutable {
        if (complete->opening != recipe.opening)
            *complete = {recipe.opening, {}};
        for (; !left.isEmpty(); left.removeFirst()) {
            if (!analysing.goOn())
                throw Cancelled();
            const QString path = left.first();
            const Recipe changed = withPicture(recipe, path);
            PictureAnswers one{path, {}};
            const ErrorPtr error = caught([&] {
                std::vector<float>& before = complete->answers[path];
                if (before.empty())
                    before = analysing.runner.answer(withAllParts(changed), analysing.goOn);
                one.answers.before = before;
                one.answers.after = analysing.runner.answer(changed, analysing.goOn);
            });
            if (error && error->fault() == Fault::Cancelled)
                throw Cancelled();
            analysing.tell([this, run, one] {
                if (run != run_)
                    return;
                if (one.answers.after.empty())
                    paths_.removeOne(one.path);  // no picture
                else
                    pictures_.push_back({one.path, {one.answers.before, one.answers.after, truthOf(one.path, session_.run()->trace->model())}});
                emit found();
            });
        }
    };
    engine_.analyse(picturesLane_, work, this, [](const ErrorPtr&) {});
}

std::optional<AnswerPair> PartsView::here() const
{
    if (!isChanged() || before_.empty())
        return std::nullopt;
    const std::optional<Slice> after = session_.view().values(StageKey(probabilitiesId));
    if (!after || after->view().size() != static_cast<std::int64_t>(before_.size()))
        return std::nullopt;
    return AnswerPair{before_, after->view().copy().values(), truthOf(session_.run()->picturePath, session_.run()->trace->model())};
}

std::vector<Claim> PartsView::claims() const
{
    std::vector<Claim> claims;
    if (const std::optional<AnswerPair> pair = here())
        claims.push_back(claimOfLeavingOut(pair->before, pair->after));
    if (!pictures_.empty() && pictures_.size() == static_cast<std::size_t>(paths_.size())) {
        std::vector<AnswerPair> pairs;
        for (const PictureAnswers& picture : pictures_)
            pairs.push_back(picture.answers);
        claims.push_back(claimOfPictures(pairs));
    }
    return claims;
}

}  // namespace vitscope
