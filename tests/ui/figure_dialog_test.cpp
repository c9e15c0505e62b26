// The dialog that exports figures: every kind, every format, and the command line that makes the same bytes.
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "tests/ui/session_fixture.h"
#include "ui/views/figure/figure_dialog.h"

namespace vitscope {

namespace {

class FigureDialogTest : public SessionTest {
protected:
    void SetUp() override
    {
        SessionTest::SetUp();
        choose({"blocks.scores", 1}, 2, 1 + 2 * 6 + 3);
    }
    bool drawn(const FigureDialog& dialog)
    {
        return QTest::qWaitFor([&] { return !dialog.image().isNull(); }, patience);
    }
};

QByteArray fileBytes(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

/// Into the font it embeds Qt writes line metrics as this process has come by them: from there on, and in the hash over all, a PDF may differ.
QByteArray comparable(QByteArray bytes)
{
    if (!bytes.startsWith("%PDF"))
        return bytes;
    const QByteArray hash = "content_hash>";
    if (const qsizetype at = bytes.indexOf(hash); at >= 0)
        bytes.remove(at, bytes.indexOf('<', at) - at);
    return bytes.left(bytes.indexOf("/Length1 "));
}

}  // namespace

TEST_F(FigureDialogTest, EveryKindInEveryFormatIsWhatItsCommandLineMakes)
{
    const QTemporaryDir folder;
    FigureDialog dialog(session().view(), session().viewpoint(), QStringLiteral("en"));
    int number = 0;
    for (const FigureKind kind : figureKinds) {
        const FigureFormat format = drawnFormats[static_cast<std::size_t>(number % 4)];
        SCOPED_TRACE(std::string(figureKindName(kind)) + " " + std::string(figureFormatName(format)));
        dialog.form().setKind(kind);
        dialog.form().setFormat(format);
        ASSERT_TRUE(drawn(dialog)) << dialog.problem().toStdString();
        const QString end = QString::number(number++) + u'.' + QString::fromUtf8(figureFormatName(format).data());
        const QString ours = folder.filePath("window" + end), theirs = folder.filePath("command" + end);
        QSignalSpy saved(&dialog, &FigureDialog::saved);
        dialog.save(ours);
        ASSERT_TRUE(QTest::qWaitFor([&] { return saved.count() == 1; }, patience));
        const QString line = dialog.commandLine(theirs).replace("vitscope-cli", VITSCOPE_CLI);
        ASSERT_EQ(QProcess::execute("sh", {"-c", line}), 0) << line.toStdString();
        EXPECT_EQ(comparable(fileBytes(ours)), comparable(fileBytes(theirs))) << line.toStdString();
    }
}

TEST_F(FigureDialogTest, ThePreviewIsTheFigureItself)
{
    const QTemporaryDir folder;
    FigureDialog dialog(session().view(), session().viewpoint(), QStringLiteral("en"));
    dialog.form().setKind(FigureKind::Heads);
    ASSERT_TRUE(drawn(dialog));
    QSignalSpy saved(&dialog, &FigureDialog::saved);
    dialog.save(folder.filePath("a.png"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return saved.count() == 1; }, patience));
    EXPECT_EQ(QImage(folder.filePath("a.png")).convertToFormat(QImage::Format_RGB32), dialog.image().convertToFormat(QImage::Format_RGB32));
}

TEST_F(FigureDialogTest, WhatCannotBeWrittenIsSaid)
{
    FigureDialog dialog(session().view(), session().viewpoint(), QStringLiteral("en"));
    ASSERT_TRUE(drawn(dialog));
    QSignalSpy saved(&dialog, &FigureDialog::saved);
    dialog.save("/nowhere/a.png");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            const auto labels = dialog.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->text().contains("/nowhere"); });
        },
        patience));
    EXPECT_EQ(saved.count(), 0);
}

}  // namespace vitscope
