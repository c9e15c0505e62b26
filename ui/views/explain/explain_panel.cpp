#include "ui/views/explain/explain_panel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/explain/crumbs.h"
#include "ui/views/explain/terms_table.h"
#include "ui/words/claims.h"
#include "ui/words/titles.h"

namespace vitscope {

/// The sizes of the terms one after the other, largest first: how soon they add up.
class SizesBar : public QWidget {
public:
    SizesBar()
    {
        setFixedHeight(typePixels(20));
        setMinimumWidth(typePixels(90));
        setMaximumWidth(typePixels(260));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setTerms(const Explanation& why)
    {
        sizes_.clear();
        for (const Term& term : why.terms)
            if (term.adds() && std::isfinite(term.value))
                sizes_.push_back(std::abs(term.value));
        update();
    }
    void setTheme(const Theme& theme)
    {
        theme_ = theme;
        update();
    }
    std::size_t count() const { return sizes_.size(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        double all = 0, sum = 0;
        for (const double size : sizes_)
            all += size;
        if (all <= 0)
            return;
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            const double from = width() * sum / all;
            sum += sizes_[i];
            // One hue, fading with the place: the length is the size, and no colour here stands for a number.
            const double faded = sizes_.size() > 1 ? 0.8 * static_cast<double>(i) / static_cast<double>(sizes_.size() - 1) : 0;
            painter.fillRect(QRectF(from, 0, std::max(1.0, width() * sum / all - from), height()), mix(theme_.accent, theme_.card, faded));
        }
    }

private:
    std::vector<double> sizes_;
    Theme theme_ = Theme::light();
};

namespace {

constexpr int narrowPixels = 500;

/// Digits in groups of three behind the point, so that two numbers can be compared.
QString exact(double value)
{
    if (!std::isfinite(value))
        return number(value, 0);
    const int before = value == 0 ? 1 : static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    if (before < -3 || before > 9)
        return powerOfTen(value, 6);
    QString text = number(value, std::clamp(7 - std::max(before, 0), 0, 9));
    const qsizetype point = text.indexOf(u'.');
    for (qsizetype at = point + 4; point >= 0 && at < text.size(); at += 4)
        text.insert(at, QChar(0x2009));
    return text;
}

QLabel* breakable(const QFont& font)
{
    auto* label = new QLabel;
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

ExplainPanel::ExplainPanel(RunView& runView, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      crumbs_(new Crumbs(runView)),
      title_(titleLabel({})),
      followed_(new QLabel),
      name_(new QLabel),
      formula_(breakable(interfaceFont(15))),
      numbers_(breakable(numberFont(16))),
      table_(new TermsTable(runView, this))
{
    name_->setFont(codeFont());
    name_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(name_, QStringLiteral("dim"));
    title_->setWordWrap(true);
    followed_->setWordWrap(true);
    followed_->setAccessibleName(tr("How much of the number before it this one is"));
    setLook(followed_, QStringLiteral("dim"));
    setLook(formula_, QStringLiteral("dim"));
    numbers_->setAccessibleName(tr("The formula with this run's numbers"));
    auto* close = new QPushButton(tr("Esc closes"));
    setLook(close, QStringLiteral("flat"));
    connect(close, &QPushButton::clicked, &runView.inquiry(), &Inquiry::close, Qt::QueuedConnection);
    auto* stage = new QPushButton(tr("See its stage"));
    stage->setToolTip(tr("Leave the explanation for the stage of this number, with the number chosen there."));
    setLook(stage, QStringLiteral("link"));
    connect(stage, &QPushButton::clicked, this, &ExplainPanel::stageWanted, Qt::QueuedConnection);
    auto* top = new QHBoxLayout;
    top->addWidget(crumbs_, 1);
    top->addWidget(close);
    auto* names = new QHBoxLayout;
    names->setSpacing(12);
    names->addWidget(name_, 1, Qt::AlignVCenter);
    names->addWidget(stage, 0, Qt::AlignVCenter);
    head_ = new QBoxLayout(QBoxLayout::LeftToRight);
    head_->setSpacing(12);
    head_->addWidget(formula_, 1);
    head_->addLayout(names);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(title_);
    column->addWidget(followed_);
    column->addLayout(head_);
    column->addWidget(numbers_);
    column->addWidget(makeCallout());
    column->addWidget(table_, 1);
    setFocusProxy(table_);
}

QLabel* ExplainPanel::addValue(QHBoxLayout* row, const QString& caption)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* name = new QLabel(caption);
    setLook(name, QStringLiteral("dim"));
    name->setWordWrap(true);
    auto* value = new QLabel;
    value->setFont(numberFont(16, QFont::DemiBold));
    value->setAccessibleName(caption);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(name);
    column->addWidget(value);
    row->addLayout(column, 1);
    return value;
}

/// Where there is little room the names stand below the formula, and the sizes of the terms are left to the table.
void ExplainPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    head_->setDirection(isNarrow() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    head_->setSpacing(isNarrow() ? 2 : 12);
    values_->setSpacing(isNarrow() ? 8 : 20);
    for (QLabel* value : {again_, recorded_, difference_})
        value->setFont(numberFont(isNarrow() ? 13 : 16, QFont::DemiBold));
    showSizes();
}

bool ExplainPanel::isNarrow() const
{
    return width() < typePixels(narrowPixels);
}

void ExplainPanel::showSizes()
{
    sizesBox_->setVisible(sizes_->count() > 1 && !isNarrow());
}

QWidget* ExplainPanel::makeCallout()
{
    auto* callout = new QFrame;
    setLook(callout, QStringLiteral("callout"));
    auto* row = new QHBoxLayout(callout);
    values_ = row;
    row->setContentsMargins(6, 2, 6, 2);
    again_ = addValue(row, tr("computed again, double"));
    recorded_ = addValue(row, tr("recorded, float"));
    difference_ = addValue(row, tr("difference"));
    sizesBox_ = new QWidget;
    auto* sizes = new QVBoxLayout(sizesBox_);
    sizes->setContentsMargins(0, 0, 0, 0);
    sizes->setSpacing(3);
    count_ = new QLabel;
    count_->setToolTip(tr("The sizes of all terms one after the other, the largest first: how few of them make most of the number."));
    setLook(count_, QStringLiteral("dim"));
    sizes_ = new SizesBar;
    sizes->addWidget(count_);
    sizes->addWidget(sizes_);
    row->addWidget(sizesBox_, 1);
    return callout;
}

void ExplainPanel::setTheme(const Theme& theme)
{
    theme_ = theme;
    table_->setTheme(theme);
    sizes_->setTheme(theme);
    if (runView_.inquiry().isOpen())
        showAnswer();
}

/// The stage's formula, its letters in the colours of what they stand for.
QString ExplainPanel::formulaHtmlOf(const Cell& cell) const
{
    const Trace& trace = *runView_.run()->trace;
    const Stage& stage = trace.stage(cell.stage);
    QString text = QString::fromStdString(formulaOf(trace, cell)).toHtmlEscaped();
    text.replace(QStringLiteral("act("), activationTitle(trace.config().activation) + u'(');
    const auto paint = [&](const QString& letter, const QColor& colour) {
        text.replace(QRegularExpression(QStringLiteral("(?<![\\w&])%1(?![\\w;])").arg(letter)),
                     QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), letter));
    };
    const bool attention = stage.kind() == OperationKind::Scores || stage.kind() == OperationKind::Context;
    if (attention) {
        paint(QStringLiteral("q"), theme_.query);
        paint(QStringLiteral("v"), theme_.value);
        text.replace(QStringLiteral("kᵀ"), QStringLiteral("<span style=\"color:%1\">kᵀ</span>").arg(theme_.key.name()));
        text.replace(QRegularExpression(QStringLiteral("= a ")), QStringLiteral("= <span style=\"color:%1\">a</span> ").arg(theme_.attention.name()));
    }
    return text.replace(QRegularExpression(QStringLiteral("_(\\w)")), QStringLiteral("<sub>\\1</sub>"));
}

void ExplainPanel::showAnswer()
{
    const ExplainedPtr explained = runView_.run() ? runView_.inquiry().answer() : nullptr;
    crumbs_->showChain();
    if (!explained) {
        numbers_->setText(tr("Its operands are being computed …"));
        return;
    }
    const Trace& trace = *runView_.run()->trace;
    const Explanation& why = explained->explanation;
    title_->setText(cellTitle(trace, explained->cell));
    showFollowed();
    name_->setText(QString::fromStdString(explained->cell.name()));
    name_->setToolTip(tr("Its name for programs. Names count from 0, the window counts from 1."));
    formula_->setText(formulaHtmlOf(explained->cell));
    const QString result = significant(why.recomputed, 4), numbers = formulaHtml(why.numbers);
    numbers_->setText(numbers == result ? QStringLiteral("= <b>%1</b>").arg(result) : QStringLiteral("= %1 = <b>%2</b>").arg(numbers, result));
    again_->setText(exact(why.recomputed));
    recorded_->setText(exact(explained->recorded));
    const double difference = std::abs(why.recomputed - explained->recorded);
    difference_->setText(difference == 0 ? QStringLiteral("0") : powerOfTen(difference, 0));
    const auto adding = std::count_if(why.terms.begin(), why.terms.end(), [](const Term& term) { return term.adds(); });
    count_->setText(adding > 1 ? tr("%1 terms by size").arg(adding) : QString());
    sizes_->setTerms(why);
    showSizes();
    table_->showAnswer();
}

/// Of the step that led here.
void ExplainPanel::showFollowed()
{
    Inquiry& inquiry = runView_.inquiry();
    const std::size_t length = inquiry.chain().size();
    const std::optional<Claim> carried = length > 1 ? inquiry.carried(length - 2) : std::nullopt;
    followed_->setVisible(carried.has_value());
    if (carried)
        followed_->setText(QStringLiteral("%1: %2").arg(crumbTitle(*runView_.run()->trace, inquiry.chain()[length - 2]),
                                                        claimText(*runView_.run()->trace, *carried)));
}

QString ExplainPanel::followed() const
{
    return followed_->isHidden() ? QString() : followed_->text();
}

QString ExplainPanel::title() const
{
    return title_->text();
}

QString ExplainPanel::numbers() const
{
    return numbers_->text();
}

}  // namespace vitscope
