// vitscope: the window. With --screenshot it draws itself into a file and ends: for the documentation and for tests.

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSettings>
#include <QTimer>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

#include "app/waiting.h"
#include "ui/pages/pages.h"
#include "ui/render/png.h"
#include "ui/resources/resources.h"
#include "ui/words/names.h"
#include "ui/words/language.h"
#include "ui/window/application.h"
#include "ui/window/leaving.h"
#include "ui/window/main_window.h"

using namespace vitscope;

namespace {

struct Options {
    QString picture;
    QString model;
    QString screenshot;
    QSize size;
    QString theme;
    QString language;
    QString stage;
    QString at;
    QString page;
    QStringList settings;
    bool fresh = false;
};

int usageError(const QString& text)
{
    std::fprintf(stderr, "vitscope: %s\n", qPrintable(text));
    return static_cast<int>(Fault::Usage);
}

char** begunWith = nullptr;  ///< the arguments, for a program that takes this one's place

/// Whether a screenshot or help is wanted: neither needs a window.
bool isWithoutWindow()
{
    bool without = false;
    for (char** argument = begunWith + 1; *argument; ++argument)
        for (const char* option : {"--screenshot", "--help", "-h"})
            without |= QByteArrayView(*argument).startsWith(option);
    return without;
}

/// Where there is no display, a screenshot is drawn and help is given without one.
void chooseDisplay()
{
    if (isWithoutWindow() && qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// Qt ends the program where it cannot reach the display, with words for its developers. What needs no window is drawn without one
/// then; else the command line, which is built beside this program, walks through the same stages.
void goOnWithoutDisplay(QtMsgType type, const QMessageLogContext&, const QString&)
{
    if (type != QtFatalMsg)
        return;
    const QByteArray display = qEnvironmentVariableIsEmpty("DISPLAY") ? qgetenv("WAYLAND_DISPLAY") : qgetenv("DISPLAY");
    if (isWithoutWindow() && qgetenv("QT_QPA_PLATFORM") != "offscreen") {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        ::execv("/proc/self/exe", begunWith);
    }
    const std::string where = display.isEmpty() ? "there is no display" : "the display “" + display.toStdString() + "” cannot be opened";
    std::error_code unknown;
    const std::string walk = std::filesystem::read_symlink("/proc/self/exe", unknown).replace_filename("vitscope-cli").string();
    const bool beside = std::filesystem::exists(walk, unknown);
    std::fprintf(stderr, "vitscope: %s: %s.\n", where.c_str(), beside ? "the same walk without a window" : "“vitscope-cli walk” needs none");
    if (beside) {
        std::vector<char*> arguments{const_cast<char*>(walk.c_str()), const_cast<char*>("walk")};
        for (char** argument = begunWith + 1; *argument; ++argument)
            arguments.push_back(*argument);
        arguments.push_back(nullptr);
        ::execv(walk.c_str(), arguments.data());
    }
    std::_Exit(static_cast<int>(Fault::Usage));
}

/// An empty text, or what is wrong.
QString readOptions(const QCommandLineParser& parser, Options& options)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.size() > 1)
        return QStringLiteral("one picture at most, not %1.").arg(arguments.size());
    options.picture = arguments.value(0);
    if (parser.isSet(QStringLiteral("model")))
        options.model = parser.value(QStringLiteral("model"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.theme = parser.value(QStringLiteral("theme"));
    options.language = parser.value(QStringLiteral("language"));
    options.stage = parser.value(QStringLiteral("stage"));
    options.settings = parser.values(QStringLiteral("set"));
    options.at = parser.value(QStringLiteral("at"));
    options.page = parser.value(QStringLiteral("page"));
    if (!options.page.isEmpty() && !pageNamed(options.page))
        return QStringLiteral("--page is one of the window's pages, not “%1”.").arg(options.page);
    options.fresh = parser.isSet(QStringLiteral("fresh"));
    if (!options.language.isEmpty() && !languages().contains(options.language))
        return QStringLiteral("--language is %1, not “%2”.").arg(languages().join(QStringLiteral(" or ")), options.language);
    if (!options.theme.isEmpty() && options.theme != QStringLiteral("light") && options.theme != QStringLiteral("dark"))
        return QStringLiteral("--theme is light or dark, not “%1”.").arg(options.theme);
    const std::optional<StageKey> stage = StageKey::parse(options.stage.toStdString());
    if (!options.stage.isEmpty() && !(stage && findStage(stage->id)))
        return QStringLiteral("--stage takes a name like blocks.3.attention, not “%1”.").arg(options.stage);
    try {
        if (!options.at.isEmpty())
            Cell::parse(options.at.toStdString());
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    options.size = QSize(size.value(0).toInt(), size.value(1).toInt());
    const bool possible = size.size() == 2 && QRect(400, 300, 16000, 16000).contains(options.size.width(), options.size.height());
    if (parser.isSet(QStringLiteral("size")) && !possible)
        return QStringLiteral("--size takes WxH in pixels, not “%1”.").arg(parser.value(QStringLiteral("size")));
    return {};
}

int saveScreenshot(MainWindow& window, const Options& options)
{
    if (!options.stage.isEmpty() && window.session().selection().stage.name() != options.stage.toStdString())
        return usageError(QStringLiteral("this model has no stage %1.").arg(options.stage));
    if (!options.at.isEmpty() && !window.session().inquiry().isOpen())
        return usageError(QStringLiteral("this run has no number %1.").arg(options.at));
    // A layout that changes a size asks for another: until nothing moves any more.
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    try {
        savePng(options.screenshot, window.grab().toImage(), {});
    } catch (const Error& error) {
        std::fprintf(stderr, "vitscope: %s\n", error.what());
        return static_cast<int>(error.fault());
    }
    return 0;
}

/// The stage asked for, as soon as there is a run.
void showStage(MainWindow& window, const QString& stage, PageId page)
{
    QObject::connect(
        &window.session(), &Session::runChanged, &window,
        [&window, page, key = *StageKey::parse(stage.toStdString())] {
            QTimer::singleShot(0, &window, [&window, page, key] {
                Viewpoint& viewpoint = window.session().viewpoint();
                viewpoint.go({page, withStage(viewpoint.selection(), key)});
            });
        },
        Qt::SingleShotConnection);
}

/// The number asked for is explained, as soon as there is a run.
void showNumber(MainWindow& window, const QString& at)
{
    QObject::connect(
        &window.session(), &Session::runChanged, &window,
        [&window, cell = Cell::parse(at.toStdString())] {
            QTimer::singleShot(0, &window, [&window, cell] { window.session().inquiry().ask(cell); });
        },
        Qt::SingleShotConnection);
}

/// Ends the program once the run and all that is shown of it is there, or has failed.
void shootWhenDone(MainWindow& window, const Options& options)
{
    constexpr int pollMilliseconds = 40;
    auto* poll = new QTimer(&window);
    QObject::connect(poll, &QTimer::timeout, &window, [&window, options, quiet = 0]() mutable {
        quiet = window.session().engine().isIdle() ? quiet + 1 : 0;
        if (quiet > 2)
            QCoreApplication::exit(saveScreenshot(window, options));
    });
    QObject::connect(&window.session(), &Session::runChanged, poll, [poll] { poll->start(pollMilliseconds); });
    QObject::connect(&window.session(), &Session::failed, &window, [](const std::shared_ptr<const Error>& error) {
        std::fprintf(stderr, "vitscope: %s\n", error->what());
        QCoreApplication::exit(static_cast<int>(error->fault()));
    });
}

void describeOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral("Shows step by step how a Vision Transformer reads a picture."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("PICTURE"), QStringLiteral("Picture to open; a built-in one otherwise."),
                                 QStringLiteral("[PICTURE]"));
    parser.addOption(
        {QStringLiteral("model"), QStringLiteral("Folder or file of a checkpoint, builtin:emoji or builtin:article."), QStringLiteral("M")});
    parser.addOption({QStringLiteral("set"), QStringLiteral("Change the model, for example softmax=off; may be given several times."),
                      QStringLiteral("KEY=VALUE")});
    parser.addOption({QStringLiteral("theme"), QStringLiteral("light or dark; otherwise as the desktop."), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("language"), QStringLiteral("en or zh_CN; otherwise as last time, or as the desktop."), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("fresh"), QStringLiteral("Begin as if for the first time, and remember nothing.")});
    parser.addOption({QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("WxH")});
    parser.addOption({QStringLiteral("page"), QStringLiteral("Page to show first: start, short, walk, why or article."), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("stage"), QStringLiteral("Stage to show first, for example blocks.3.attention."), QStringLiteral("NAME")});
    parser.addOption(
        {QStringLiteral("at"), QStringLiteral("Number to explain first, for example 'blocks.2.scores[1,0,17]'."), QStringLiteral("CELL")});
    parser.addOption({QStringLiteral("screenshot"), QStringLiteral("Save a picture of the window and end."), QStringLiteral("FILE")});
}

/// What the command line says goes before what was remembered.
Memory asAsked(Memory memory, const Options& options)
{
    if (!options.model.isEmpty() || memory.model.isEmpty())
        memory.model = options.model.isEmpty()            ? defaultModel
                       : QFileInfo::exists(options.model) ? QFileInfo(options.model).absoluteFilePath()
                                                          : options.model;
    if (!options.picture.isEmpty())
        memory.picture = QFileInfo(options.picture).absoluteFilePath();
    if (!options.stage.isEmpty())
        memory.selection.reset();
    if (!options.page.isEmpty())
        memory.page = *pageNamed(options.page);
    if (!options.language.isEmpty())
        memory.language = options.language;
    if (!options.theme.isEmpty())
        memory.theme = options.theme;
    return memory;
}

/// Until it is closed.
int showWindow(const Options& options)
{
    MainWindow window(Theme::system());
    QSettings settings;
    // A screenshot shows what was asked for, whoever takes it.
    const bool remembers = !options.fresh && options.screenshot.isEmpty();
    const Memory memory = asAsked(remembers ? readMemory(settings) : Memory(), options);
    window.recall(memory);
    if (!options.size.isEmpty())
        window.resize(options.size);
    if (!options.stage.isEmpty())
        showStage(window, options.stage, pageNamed(options.page).value_or(PageId::Walk));
    if (!options.at.isEmpty())
        showNumber(window, options.at);
    if (!options.screenshot.isEmpty()) {
        window.walk().setReducedMotion(true);
        shootWhenDone(window, options);
    }
    window.start(memory.model, memory.picture, options.settings);
    window.show();
    const auto keep = [&] {
        if (remembers)
            writeMemory(settings, window.memory());
        settings.sync();
    };
    const Leaving leaving(keep);
    const int code = QApplication::exec();
    keep();
    return code;
}

}  // namespace

int main(int count, char** arguments)
{
    vitscope::spinBriefly(arguments);
    begunWith = arguments;
    chooseDisplay();
    const QtMessageHandler usual = qInstallMessageHandler(goOnWithoutDisplay);
    Application application(count, arguments);
    qInstallMessageHandler(usual);
    QCoreApplication::setOrganizationName(QStringLiteral("vitscope"));
    QCoreApplication::setApplicationName(QStringLiteral("vitscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    // Damaged pictures are reported in the window; Qt's decoders need not say it again.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false"));
    QCommandLineParser parser;
    describeOptions(parser);
    if (!parser.parse(application.arguments()))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("help-all")))
        parser.showHelp();
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    Options options;
    if (const QString wrong = readOptions(parser, options); !wrong.isEmpty())
        return usageError(wrong);

    return showWindow(options);
}
