// Whoever ends the program from outside ends it as its own menu does; and what its options print ends too.
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "tests/ui/session_fixture.h"

namespace vitscope {

namespace {

/// The program in a home of its own.
void start(QProcess& program, const QTemporaryDir& home, const QStringList& arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(VITSCOPE_WINDOW), arguments);
    ASSERT_TRUE(program.waitForStarted(patience));
}

QString remembered(const QTemporaryDir& home)
{
    QFile file(home.filePath(QStringLiteral("vitscope/vitscope.conf")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

TEST(Leaving, ASignalKeepsThePlace)
{
    for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
        const QTemporaryDir home;
        // There is no telling from outside when the run is there: a little later each time.
        bool kept = false;
        for (int wait = 200; wait < 20'000 && !kept; wait *= 2) {
            QProcess program;
            start(program, home, {QStringLiteral("--model"), testModel, QStringLiteral("--stage"), QStringLiteral("blocks.1.hidden"), sample(2)});
            QTest::qWait(wait);
            ASSERT_EQ(::kill(static_cast<pid_t>(program.processId()), signal), 0);
            ASSERT_TRUE(program.waitForFinished(patience));
            kept = program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0 &&
                   remembered(home).contains(QStringLiteral("stage=blocks.1.hidden")) && remembered(home).contains(sample(2));
        }
        EXPECT_TRUE(kept) << signal << ": " << qPrintable(remembered(home));
    }
}

TEST(Options, HelpEndsTheProgram)
{
    const QTemporaryDir home;
    for (const char* option : {"--help", "-h", "--help-all", "--version"}) {
        QProcess program;
        start(program, home, {QString::fromLatin1(option)});
        ASSERT_TRUE(program.waitForFinished(patience)) << option;
        EXPECT_EQ(program.exitCode(), 0) << option;
        EXPECT_TRUE(program.readAllStandardOutput().contains("vitscope")) << option;
    }
}

}  // namespace vitscope
