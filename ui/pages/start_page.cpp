#include "ui/pages/start_page.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/pages/actions.h"
#include "ui/pages/columns.h"
#include "ui/pages/sample_gallery.h"
#include "ui/render/numbers.h"
#include "ui/resources/resources.h"
#include "ui/session/session.h"
#include "ui/theme/card.h"
#include "ui/views/answer_panel.h"
#include "ui/views/story/plain_picture.h"
#include "ui/views/story/screen_reading.h"
#include "ui/views/story/start_map.h"
#include "ui/words/glossary.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/word_label.h"
#include "ui/words/names.h"
#include "ui/words/screen_words.h"
#include "ui/words/story_claims.h"

namespace vitscope {

namespace {

/// Explained before one begins: ids of the glossary.
constexpr const char* wordsToMeet[] = {"token", "attention", "mlp", "logit"};

QLabel* wrapping(const QString& text = {}, const QString& look = {})
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    if (!look.isEmpty())
        setLook(label, look);
    return label;
}

/// Where there is too little room, what is in it is scrolled.
QScrollArea* scrolled(QWidget* page)
{
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    page->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

/// As long as its screens take to be read.
int minutesOf(const Run& run)
{
    int milliseconds = 0;
    for (const Screen& screen : run.shortWalk)
        for (const int stop : screen.stops) {
            const Stage& stage = run.trace->stages()[static_cast<std::size_t>(stop)];
            milliseconds += readingTime(plainText(screenProse(*run.trace, screen, stage, false, Theme::light())) + u' ' +
                                        takeAway(*run.trace, run.story, screen, stage));
        }
    return std::max(1, (milliseconds + 30'000) / 60'000);
}

}  // namespace

StartPage::StartPage(const Rooms& rooms) : runView_(rooms.runView), viewpoint_(rooms.viewpoint), frame_(*makeColumns()), actions_(rooms.actions)
{
    fillLeft(rooms);
    fillMiddle(rooms);
    fillRight(rooms);
    connect(&runView_, &RunView::runChanged, this, &StartPage::showRun);
}

void StartPage::fillLeft(const Rooms& rooms)
{
    auto* picture = new Card(tr("Picture"));
    picture_ = new PlainPicture(runView_);
    pictureName_ = new QLabel;
    setLook(pictureName_, QStringLiteral("dim"));
    picture->head()->addWidget(pictureName_);
    pictureSize_ = wrapping();
    picture->content()->addWidget(picture_);
    picture->content()->addWidget(pictureSize_);
    // The picture leaves the others their room.
    connect(&frame_, &Columns::placed, this, [this](bool folded, int height) {
        constexpr int others = 600, least = 110, most = 300;
        picture_->setFixedHeight(folded ? height * 3 / 10 : std::clamp(height - others, least, most));
    });
    auto* pictures = new Card(tr("Try another"));
    constexpr int columns = 3, iconSide = 58;
    gallery_ = new SampleGallery(rooms.session, nullptr, columns, iconSide);
    own_ = new QToolButton;
    own_->setText(tr("Your own"));
    connect(own_, &QToolButton::clicked, actions_[QStringLiteral("open")], &QAction::trigger);
    gallery_->addTile(own_);
    own_->setIconSize(QSize(iconSide / 2, iconSide / 2));
    pictures->content()->addWidget(gallery_);
    auto* model = new Card(tr("Model"));
    size_ = new QLabel;
    setLook(size_, QStringLiteral("dim"));
    model->head()->addWidget(size_);
    knowledge_ = wrapping();
    model->content()->addWidget(knowledge_);
    model->content()->addStretch(1);
    frame_.addLeft(picture);
    frame_.addLeft(pictures, tr("Pictures"));
    frame_.addLeft(model, tr("Model"), 1);
}

void StartPage::fillMiddle(const Rooms& rooms)
{
    constexpr int padding = 20;
    auto* card = new Card;
    card->setPadding(padding);
    auto* title = titleLabel(tr("How the model reads this picture"));
    auto* below = wrapping(tr("The whole model on one page, drawn with its own numbers for this picture."), QStringLiteral("dim"));
    map_ = new StartMap(runView_, viewpoint_);
    foot_ = makeFoot(rooms);
    card->content()->addWidget(title);
    card->content()->addWidget(below);
    card->content()->addSpacing(4);
    card->content()->addWidget(map_, 1);
    card->content()->addSpacing(4);
    card->content()->addWidget(foot_);
    frame_.addMiddle(card, 1);
    connect(map_, &StartMap::chosen, this, &StartPage::openScreen, Qt::QueuedConnection);
}

QWidget* StartPage::makeFoot(const Rooms& rooms)
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    begin_ = new QPushButton(tr("Start the walk") + tr("   [Space]"));
    setLook(begin_, QStringLiteral("primary"));
    connect(begin_, &QPushButton::clicked, this, &StartPage::begin, Qt::QueuedConnection);
    auto* explore = new QPushButton(tr("Explore freely"));
    connect(
        explore, &QPushButton::clicked, this, [this] { viewpoint_.open(PageId::Walk); }, Qt::QueuedConnection);
    auto* open = new QPushButton(tr("Open a picture"));
    connect(open, &QPushButton::clicked, rooms.actions[QStringLiteral("open")], &QAction::trigger);
    length_ = new QLabel;
    setLook(length_, QStringLiteral("dim"));
    length_->setWordWrap(true);
    length_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QPushButton* button : {begin_, explore, open})
        row->addWidget(button);
    row->addWidget(length_, 1);
    return foot;
}

void StartPage::fillRight(const Rooms& rooms)
{
    auto* reading = new Card(tr("Reading"));
    auto* page = new QWidget;
    auto* texts = new QVBoxLayout(page);
    texts->setContentsMargins(0, 0, 4, 0);
    texts->setSpacing(8);
    reading->content()->addWidget(scrolled(page), 1);
    reading_ = new WordLabel(runView_, viewpoint_);
    facts_ = new WordLabel(runView_, viewpoint_);
    setLook(facts_, QStringLiteral("callout"));
    texts->addWidget(reading_);
    texts->addWidget(facts_);
    texts->addSpacing(4);
    const auto list = [&](const QString& heading, const std::vector<std::pair<QWidget*, QString>>& rows) {
        texts->addWidget(sectionLabel(heading));
        auto* form = new QFormLayout;
        form->setContentsMargins(0, 0, 0, 4);
        form->setHorizontalSpacing(14);
        form->setVerticalSpacing(6);
        for (const auto& [word, text] : rows)
            form->addRow(word, wrapping(text, QStringLiteral("dim")));
        texts->addLayout(form);
    };
    const Glossary& glossary = glossaryOf(currentLanguage());
    std::vector<std::pair<QWidget*, QString>> words;
    for (const char* id : wordsToMeet)
        if (const GlossaryEntry* entry = glossary.find(QString::fromLatin1(id))) {
            auto* word = new WordLabel(runView_, viewpoint_, page);  // setWords() shows it
            word->setWordWrap(false);
            word->setWords(TermMarks(glossary).marked(entry->title));
            words.emplace_back(word, entry->brief);
        }
    list(tr("Words you will meet"), words);
    texts->addStretch(1);
    const auto bold = [](const QString& key) { return new QLabel(QStringLiteral("<b>%1</b>").arg(key)); };
    std::vector<std::pair<QWidget*, QString>> keys{{bold(tr("Space")), tr("next")}};
    for (const char* id : {"start", "everyStage", "help"})
        for (const ActionRow& row : actionRows())
            if (QLatin1String(row.id) == QLatin1String(id))
                keys.emplace_back(bold(actionKeys(row).section(QStringLiteral(","), 0, 0)), actionText(row));
    list(tr("Getting around"), keys);
    answer_ = new AnswerPanel(runView_, viewpoint_, &rooms.session.parts());
    connect(answer_, &AnswerPanel::partsWanted, rooms.actions[QStringLiteral("parts")], &QAction::trigger);
    answer_->setBrief(true);
    auto* answer = new Card(tr("Answer"));
    answer->content()->addWidget(answer_);
    frame_.addRight(reading, tr("Reading"), 1);
    frame_.addRight(answer, tr("Answer"));
    frame_.beginWith(reading);
}

void StartPage::setTheme(const Theme& theme)
{
    own_->setIcon(actions_[QStringLiteral("open")]->icon());
    map_->setTheme(theme);
    answer_->setTheme(theme);
}

void StartPage::setPresenting(bool presenting)
{
    frame_.setPresenting(presenting);
    foot_->setVisible(!presenting);
}

QWidget* StartPage::firstFocus()
{
    return map_;
}

bool StartPage::goOn()
{
    begin();
    return true;
}

bool StartPage::step(int direction)
{
    if (direction > 0)
        begin();
    return true;
}

bool StartPage::explain()
{
    if (!runView_.run() || runView_.run()->top.empty())
        return false;
    runView_.inquiry().ask({StageKey("probabilities"), {runView_.run()->top.front().index}});
    return true;
}

QString StartPage::facts() const
{
    return plainText(facts_->text());
}

void StartPage::begin()
{
    if (runView_.run())
        openScreen(runView_.run()->trace->stages()[static_cast<std::size_t>(runView_.run()->shortWalk.front().stops.front())].key);
}

void StartPage::openScreen(const StageKey& stage)
{
    viewpoint_.go({PageId::ShortWalk, withStage(viewpoint_.selection(), stage)});
}

void StartPage::showRun()
{
    const Run& run = *runView_.run();
    const Trace& trace = *run.trace;
    gallery_->setCurrent(run.picturePath);
    std::int64_t numbers = 0;
    for (std::size_t i = 0; i < trace.model().parameters.size(); ++i)
        numbers += static_cast<std::int64_t>(trace.model().parameters[i].size());
    size_->setText(modelTitle(QString::fromStdString(trace.model().name)));
    QString knowledge =
        knowledgeOf(run) + QStringLiteral("<br>") + tr("%1 million learned numbers.").arg(number(static_cast<double>(numbers) / 1e6, 2));
    if (run.modelName == defaultModel && run.settings.isEmpty())
        knowledge += u' ' + tr("Right for 97.5 % of 3,000 pictures it had never seen.");
    knowledge_->setText(knowledge);
    TermMarks marks(glossaryOf(currentLanguage()));
    for (const char* id : wordsToMeet)
        marks.leaveOut(QLatin1String(id));  // they stand below with their sentence
    reading_->setWords(
        marks.marked(trace.config().classes > 0
                         ? tr("The model cuts the picture into pieces, lets the pieces tell each other what they know in %1 blocks, and reads the "
                              "answer from %2.")
                               .arg(QString::number(run.story.blocks), readOutPhrase(trace))
                         : tr("The model cuts the picture into pieces, lets the pieces tell each other what they know in %1 blocks, and hands on %2.")
                               .arg(QString::number(run.story.blocks), readOutPhrase(trace))));
    pictureName_->setText(pictureName_->fontMetrics().elidedText(run.pictureName, Qt::ElideMiddle, 150));
    pictureSize_->setText(tr("%1 × %2 pixels; the model reads %3 × %4.")
                              .arg(run.sourceSize.width())
                              .arg(run.sourceSize.height())
                              .arg(trace.config().imageColumns)
                              .arg(trace.config().imageRows));
    facts_->setWords(marks.marked(tr("<b>In this run</b><br>%1").arg(startFacts(trace, run.story))));
    length_->setText(tr("%1 screens, about %2 minutes").arg(run.shortWalk.size()).arg(minutesOf(run)));
}

}  // namespace vitscope
