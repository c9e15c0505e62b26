// How long the window takes from a mouse move to the finished picture, on a ViT-B/16 trace, with and without a run going on.
//
//   OMP_WAIT_POLICY=passive xvfb-run -s "-screen 0 1920x1080x24" build/release/tests/frames [FOLDER OF A CHECKPOINT]
//
// Without a folder a ViT-B/16 with random weights is written to a temporary one. Run by hand: tests/bench/README.md.
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "core/checkpoint/checkpoint.h"
#include "core/training/initial.h"
#include "ui/resources/resources.h"
#include "ui/views/maps/maps_view.h"
#include "ui/views/picture_view.h"
#include "ui/window/main_window.h"

using namespace vitscope;

namespace {

constexpr int frames = 600, frameMilliseconds = 16, patience = 600'000;

Model randomViTB16()
{
    Model model;
    model.config.classes = 1000;
    model.parameters = initialParameters(model.config, 7);
    model.parameters.seal();
    return model;
}

void move(QWidget& widget, QPoint at)
{
    QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

/// Calls `change` once a frame and measures until everything it caused is painted.
void measure(const char* name, MainWindow& window, const std::function<void(int)>& change)
{
    std::vector<double> milliseconds;
    QElapsedTimer clock;
    for (int frame = 0; frame < frames; ++frame) {
        clock.start();
        change(frame);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        milliseconds.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        const int rest = frameMilliseconds - static_cast<int>(clock.elapsed());
        if (rest > 0)
            QTest::qSleep(rest);
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto at = [&](double share) { return milliseconds[static_cast<std::size_t>(share * (frames - 1))]; };
    std::printf("%-44s median %6.2f ms   95 %% %6.2f ms   worst %6.2f ms   %s\n", name, at(0.5), at(0.95), milliseconds.back(),
                window.session().isBusy() ? "(still running)" : "");
    std::fflush(stdout);
}

/// Over all patches, one after the other.
void hoverPicture(const char* name, MainWindow& window)
{
    auto* view = window.findChild<PictureView*>();
    const TokenLayout layout = window.session().run()->trace->layout();
    measure(name, window, [&](int frame) {
        const std::int64_t patch = frame % layout.patches();
        move(*view, view->centreOf({patch / layout.gridColumns(), patch % layout.gridColumns()}));
    });
}

void hoverMatrix(const char* name, MainWindow& window)
{
    MapsView* shown = nullptr;
    for (MapsView* view : window.findChildren<MapsView*>())
        if (view->isVisible())
            shown = view;
    const std::size_t part = shown->parts().size() - 1;
    const std::int64_t rows = shown->parts()[part].rows(), columns = shown->parts()[part].columns();
    measure(name, window, [&](int frame) { move(*shown, shown->centreOf(part, {frame % rows, frame * 7 % columns})); });
}

void play(const char* name, MainWindow& window)
{
    measure(name, window, [&](int) { window.walk().advance(frameMilliseconds); });
}

void measureAll(const char* when, MainWindow& window)
{
    for (const char* stage : {"blocks.attention", "blocks.scores", "blocks.hidden"}) {
        window.session().select(withStage(window.session().selection(), StageKey(stage, 6)));
        window.walk().goTo(window.walk().stage() + 1.0);
        QTest::qWait(200);
        const auto name = [&](const char* what) { return QByteArray(when) + ", " + what + ", " + (stage + 7); };
        hoverPicture(name("hover picture"), window);
        hoverMatrix(name("hover matrix"), window);
    }
    window.session().select(withStage(window.session().selection(), StageKey("blocks.query", 6)));
    window.walk().goTo(window.walk().stage());
    window.walk().play();
    window.walk().setSpeed(4);
    play((QByteArray(when) + ", playing").constData(), window);
    window.walk().pause();
}

}  // namespace

int main(int count, char** arguments)
{
    QApplication application(count, arguments);
    QTemporaryDir folder;
    QString path = count > 1 ? QString::fromLocal8Bit(arguments[1]) : folder.path();
    if (count < 2)
        writeHuggingFace(randomViTB16(), path.toStdString());
    MainWindow window(Theme::light());
    window.resize(1920, 1080);
    window.start(path, {});
    window.show();
    if (!QTest::qWaitFor([&] { return window.session().run() && !window.session().isBusy(); }, patience))
        return 1;
    std::printf("platform %s, every stage kept: %s\n", qPrintable(QGuiApplication::platformName()),
                window.session().run()->trace->isKept("patches") ? "yes" : "no");
    measureAll("idle", window);
    // What a finished run costs the window: everything in it is shown anew.
    measure("idle, everything shown anew", window, [&](int) { window.session().announce(); });
    window.walk().setReducedMotion(true);
    window.session().select(withStage(window.session().selection(), "image.source"));
    measure("idle, one stage further", window,
            [&](int) { window.walk().step(window.walk().stage() + 1 < window.walk().stages() ? 1 : -window.walk().stages()); });
    window.walk().setReducedMotion(false);
    int picture = 0;
    const auto another = [&] {
        window.session().openPicture(samplePictures().at(static_cast<std::size_t>(++picture) % samplePictures().size()).path);
    };
    // One run after the other, so that one is always under way.
    QObject::connect(
        &window.session(), &Session::busyChanged, &window, [&](const QString& what) { what.isEmpty() ? another() : void(); }, Qt::QueuedConnection);
    another();
    measureAll("running", window);
    std::printf("%d runs went on meanwhile\n", picture);
    return 0;
}
