// vitscope-cli: the engine without a display. Results on stdout, an error as one line on stderr, the fault as the exit code.
#include <QGuiApplication>
#include <clocale>
#include <iostream>
#include <new>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/waiting.h"
#include "core/base/error.h"

namespace vitscope::cli {

namespace {

constexpr int kInternal = static_cast<int>(Fault::Internal);

int parseAndRun(int argc, char** argv)
{
    Parser program("vitscope-cli", std::string("ViTScope ") + VITSCOPE_VERSION,
                   "ViTScope: runs a Vision Transformer on a picture and gives every step with its real numbers.\n"
                   "Everything counts from 0, rows before columns.",
                   "Exit codes: 0 done; 1 our fault; 2 wrong usage; 3 a picture unusable, the others done; 4 model unusable;\n"
                   "5 could not write; 130 interrupted.");
    const std::vector<Command> commands = addCommands(program);
    if (!program.parse(argc, argv))
        return 0;
    for (const Command& command : commands)
        if (command.parser.wasChosen())
            command.run();
    std::cout.flush();
    if (!std::cout)
        throw Error(Fault::Write, "The results could not be written to the standard output.");
    return 0;
}

/// The build asks for these instructions everywhere (CMakeLists.txt).
bool processorSuffices()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
#else
    return true;
#endif
}

/// Qt's remarks (on a damaged picture, say) would be a second line beside our error.
void ignoreRemarks(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtFatalMsg)
        printError(text.toStdString());
}

int guarded(int argc, char** argv)
{
    try {
        return parseAndRun(argc, argv);
    } catch (const Error& error) {
        printError(error.what());
        return static_cast<int>(error.fault());
    } catch (const std::bad_alloc&) {
        printError("There is not enough memory for this.");
    } catch (const std::exception& error) {
        printError(std::string("Something went wrong in the program: ") + error.what());
    }
    return kInternal;
}

}  // namespace

}  // namespace vitscope::cli

int main(int argc, char** argv)
{
    using namespace vitscope::cli;
    if (!processorSuffices()) {
        printError("This build needs a processor with AVX2 and FMA (x86-64-v3).");
        return kInternal;
    }
    vitscope::spinBriefly(argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(ignoreRemarks);
    int onlyTheName = 1;  // the arguments are ours, not Qt's
    const QGuiApplication application(onlyTheName, argv);
    // Qt has chosen the user's language; numbers keep their decimal point.
    std::setlocale(LC_NUMERIC, "C");
    catchInterrupts();
    return guarded(argc, argv);
}
