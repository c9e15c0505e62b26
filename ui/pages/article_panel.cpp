#include "ui/pages/article_panel.h"

#include <QCheckBox>
#include <QFile>
#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/render/numbers.h"
#include "ui/resources/resources.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/session/parts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/word_label.h"
#include "ui/words/glossary.h"

namespace vitscope {

namespace {

/// Lines of text longer than this are hard to read.
constexpr int widestText = 760;

QString rangeText(const ValueRange& range)
{
    return QStringLiteral("%1 … %2").arg(scaleNumber(range.low), scaleNumber(range.high));
}

}  // namespace

std::vector<ArticleSection> articleSections(const QString& language)
{
    static const QRegularExpression heading(QStringLiteral("^#+ (.+?)(?: \\{#(\\w+)\\})?$"));
    QFile file(resourcePath(QStringLiteral("article/%1.md").arg(language)));
    std::vector<ArticleSection> sections;
    if (!file.open(QIODevice::ReadOnly))
        return sections;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (const QRegularExpressionMatch match = heading.match(line); match.hasMatch())
            sections.push_back({match.captured(1), match.captured(2), {}});
        else if (!sections.empty() && !line.trimmed().isEmpty())
            sections.back().text += (sections.back().text.isEmpty() ? QString() : QStringLiteral(" ")) + line.trimmed();
    }
    return sections;
}

ArticlePanel::ArticlePanel(Session& session, QWidget* parent) : QWidget(parent), session_(session), sections_(articleSections(currentLanguage()))
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(makeBody());
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("The article's model, part by part"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    if (!sections_.empty())
        column->addWidget(titleLabel(sections_.front().heading));
    column->addWidget(makeComparison());
    column->addWidget(scroll, 1);
    setFocusProxy(scroll);
    connect(&session, &Session::runChanged, this, &ArticlePanel::showRun);
}

QWidget* ArticlePanel::makeComparison()
{
    auto* callout = new QFrame;
    setLook(callout, QStringLiteral("callout"));
    auto* grid = new QGridLayout(callout);
    grid->setContentsMargins(6, 2, 6, 2);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(3, 1);
    const auto label = [&](int row, int column, const QString& text, const QString& look = {}) {
        auto* made = new QLabel(text);
        setLook(made, look);
        grid->addWidget(made, row, column);
        return made;
    };
    label(0, 0, tr("What the switches change in this run"), QStringLiteral("dim"));
    label(0, 1, tr("all parts on"), QStringLiteral("dim"));
    label(0, 2, tr("now"), QStringLiteral("dim"));
    const QStringList names{tr("scores"), tr("attention weights"), tr("spread of the block's output"), tr("likeliest class")};
    for (int row = 0; row < names.size(); ++row) {
        label(row + 1, 0, names[row]);
        QLabel* before = label(row + 1, 1, {});
        QLabel* now = label(row + 1, 2, {});
        before->setFont(numberFont());
        now->setFont(numberFont(13, QFont::DemiBold));
        now->setAccessibleName(names[row]);
        compared_.emplace_back(before, now);
    }
    note_ = new QLabel;
    note_->setWordWrap(true);
    setLook(note_, QStringLiteral("dim"));
    grid->addWidget(note_, static_cast<int>(names.size()) + 1, 0, 1, 4);
    return callout;
}

QWidget* ArticlePanel::makeBody()
{
    auto* body = new QWidget;
    body->setMaximumWidth(typePixels(widestText));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(6);
    for (std::size_t i = 0; i < sections_.size(); ++i) {
        const ArticleSection& section = sections_[i];
        if (i > 0) {
            column->addSpacing(10);
            auto* heading = new QLabel(section.heading);
            heading->setFont(interfaceFont(15, QFont::DemiBold));
            if (section.key.isEmpty()) {
                column->addWidget(heading);
            } else {
                delete heading;
                auto* choice = new QCheckBox(section.heading);
                choice->setFont(interfaceFont(15, QFont::DemiBold));
                choice->setChecked(true);
                connect(choice, &QCheckBox::clicked, this, [this, key = section.key](bool on) { session_.switchPart(key, on); });
                switches_.insert(section.key, choice);
                column->addWidget(choice);
            }
        }
        auto* text = new WordLabel(session_.view(), session_.viewpoint());
        texts_.push_back(text);
        column->addWidget(text);
    }
    column->addStretch(1);
    return body;
}

void ArticlePanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    TermMarks marks(glossaryOf(currentLanguage()));
    for (std::size_t i = 0; i < sections_.size(); ++i)
        texts_[i]->setWords(marks.marked(linkedHtml(sections_[i].text, theme)));
    showRun();
}

void ArticlePanel::showRun()
{
    if (!session_.run())
        return;
    for (auto choice = switches_.cbegin(); choice != switches_.cend(); ++choice) {
        const QSignalBlocker quiet(choice.value());
        choice.value()->setChecked(isOn(*session_.run(), choice.key()));
    }
    showComparison();
}

void ArticlePanel::showComparison()
{
    const auto texts = [](const Landmarks& marks) {
        return QStringList{rangeText(marks.scores), rangeText(marks.attention), scaleNumber(marks.outputDeviation),
                           marks.top.isEmpty() ? QStringLiteral("–") : QStringLiteral("%1 · %2").arg(marks.top, percent(marks.probability, 2))};
    };
    const std::optional<Landmarks> complete = session_.complete();
    const QStringList now = texts(landmarksOf(*session_.run())), before = complete ? texts(*complete) : QStringList();
    for (std::size_t row = 0; row < compared_.size(); ++row) {
        const auto at = static_cast<qsizetype>(row);
        compared_[row].first->setText(before.isEmpty() ? QStringLiteral("–") : before[at]);
        compared_[row].second->setText(now[at]);
    }
    const QStringList settings = session_.run()->settings;
    QStringList off;
    for (const ModelPart& part : modelParts())
        if (!isOn(*session_.run(), part.key))
            off.append(part.title);
    note_->setText(!complete            ? tr("Switch all parts on once, with this picture, to compare.")
                   : settings.isEmpty() ? tr("All parts are on. Take the tick off one to see what it is for; every stage of the walk follows.")
                                        : tr("Left out: %1. Every stage of the walk follows; words lead there.").arg(off.join(QStringLiteral(", "))));
}

QString ArticlePanel::compared(int row, int column) const
{
    const auto& [before, now] = compared_.at(static_cast<std::size_t>(row));
    return (column == 0 ? before : now)->text();
}

}  // namespace vitscope
