#include "ui/session/short_walk_steps.h"

#include <algorithm>

#include "ui/words/screen_words.h"

namespace vitscope {

namespace {

/// Of block 0 the head whose half lies on the fewest patches: it shows best what a head does.
std::int64_t plainestHead(const Story& story)
{
    std::int64_t best = 0, fewest = -1;
    for (std::int64_t head = 0; head < story.heads; ++head)
        if (const std::optional<GridRegion>& half = story.half(0, head); half && (fewest < 0 || half->cells() < fewest)) {
            best = head;
            fewest = half->cells();
        }
    return best;
}

}  // namespace

ShortWalkSteps::ShortWalkSteps(RunView& runView, Viewpoint& viewpoint, Walk& walk, QObject* parent)
    : QObject(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      walk_(walk)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &ShortWalkSteps::next);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &ShortWalkSteps::wait);
    connect(&walk, &Walk::speedChanged, this, &ShortWalkSteps::wait);
}

const std::vector<Screen>& ShortWalkSteps::screens() const
{
    static const std::vector<Screen> none;
    return runView_.run() ? runView_.run()->shortWalk : none;
}

int ShortWalkSteps::screen() const
{
    return screens().empty() ? 0 : screenOf(screens(), walk_.stage());
}

int ShortWalkSteps::stop() const
{
    if (screens().empty())
        return 0;
    const std::vector<int>& stops = here().stops;
    // Of a block without a screen its own output, which is a stop like that of the others.
    if (here().kind == ScreenKind::Block) {
        const std::int64_t block = viewpoint_.selection().stage.block;
        return std::max(runView_.run()->trace->plan().placeOf({"blocks.output", block}), 0);
    }
    const auto behind = std::upper_bound(stops.begin(), stops.end(), walk_.stage());
    return behind == stops.begin() ? stops.front() : *(behind - 1);
}

bool ShortWalkSteps::isAtBeginning() const
{
    return screens().empty() || stopBefore(screens(), walk_.stage()) < 0;
}

bool ShortWalkSteps::isAtEnd() const
{
    return screens().empty() || stopAfter(screens(), walk_.stage()) < 0;
}

void ShortWalkSteps::next()
{
    if (!isAtEnd())
        return moveTo(stopAfter(screens(), walk_.stage()));
    setPlaying(false);
    emit ended();
}

void ShortWalkSteps::back()
{
    if (!isAtBeginning())
        moveTo(stopBefore(screens(), walk_.stage()));
}

void ShortWalkSteps::goTo(int screen)
{
    if (!screens().empty())
        moveTo(screens()[static_cast<std::size_t>(std::clamp(screen, 0, static_cast<int>(screens().size()) - 1))].stops.front());
}

/// One choice of token and head for the whole screen: block 1 is walked with one head, the others show all, asked from what the head reads.
void ShortWalkSteps::moveTo(int place)
{
    const Run& run = *runView_.run();
    const Screen &from = here(), &to = screens()[static_cast<std::size_t>(screenOf(screens(), place))];
    Selection selection = withStage(viewpoint_.selection(), run.trace->stages()[static_cast<std::size_t>(place)].key);
    const auto ofOneHead = [](const Screen& screen) { return screen.kind == ScreenKind::Look || screen.kind == ScreenKind::Collect; };
    if (ofOneHead(to) && !ofOneHead(from) && selection.head == Selection::meanOfHeads)
        selection.head = plainestHead(run.story);
    if (to.kind == ScreenKind::Block && from.kind != ScreenKind::Block) {
        selection.head = Selection::meanOfHeads;
        if (run.story.readOut.kind == ReadOut::Kind::ClassToken)
            selection.query = *run.trace->layout().classToken();
    }
    viewpoint_.select(selection);
}

void ShortWalkSteps::setPlaying(bool playing)
{
    if (playing == playing_)
        return;
    playing_ = playing;
    wait();
    emit playingChanged(playing);
}

void ShortWalkSteps::setText(const QString& text)
{
    readingTime_ = readingTime(text);
    wait();
}

void ShortWalkSteps::wait()
{
    if (playing_ && !screens().empty())
        timer_.start(static_cast<int>(readingTime_ / walk_.speed()));
    else
        timer_.stop();
}

}  // namespace vitscope
