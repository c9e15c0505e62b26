#include "ui/views/stage_panel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/session/names.h"
#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/views/row_strip.h"
#include "ui/views/stage_views.h"

namespace vitscope {

namespace {

/// "W_q" with a small q.
QString formulaText(const char* formula)
{
    QString text = QString::fromUtf8(formula).toHtmlEscaped();
    return text.replace(QRegularExpression(QStringLiteral("_(\\w)")), QStringLiteral("<sub>\\1</sub>"));
}

}  // namespace

StagePanel::StagePanel(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), title_(titleLabel({})), name_(new QLabel), formula_(new QLabel), stack_(new QStackedWidget),
      row_(new RowStrip(session))
{
    name_->setFont(codeFont());
    setLook(name_, QStringLiteral("dim"));
    QFont formula = interfaceFont();
    formula.setPixelSize(15);
    formula_->setFont(formula);
    for (const StageViewRow& row : stageViews()) {
        views_.push_back(row.create(session));
        stack_->addWidget(views_.back());
    }
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title_);
    head->addWidget(name_, 0, Qt::AlignBottom);
    head->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(formula_);
    column->addWidget(stack_, 1);
    column->addWidget(row_);
    connect(&session, &Session::runChanged, this, &StagePanel::showStage);
    connect(&session, &Session::valuesArrived, this, &StagePanel::showStage);
    connect(&session, &Session::selectionChanged, this, &StagePanel::onSelection);
}

void StagePanel::setTheme(const Theme& theme)
{
    for (StageView* view : views_)
        view->setTheme(theme);
    row_->setTheme(theme);
}

QString StagePanel::title() const
{
    return title_->text();
}

void StagePanel::onSelection()
{
    // The view follows the token by itself; only another tensor is drawn anew.
    Selection now = session_.selection();
    now.query = drawn_.query;
    now.preview = drawn_.preview;
    if (now != drawn_)
        showStage();
}

void StagePanel::showStage()
{
    if (!session_.run())
        return;
    drawn_ = session_.selection();
    const Stage& stage = session_.run()->trace->stage(drawn_.stage);
    title_->setText(stageTitle(*stage.info));
    name_->setText(stageName(stage.key));
    formula_->setText(formulaText(stage.info->formula));
    formula_->setVisible(!formula_->text().isEmpty());
    StageView* view = views_[stageViewFor(*stage.info)];
    view->showStage(stage);
    stack_->setCurrentWidget(view);
    row_->setVisible(stage.key.id == "blocks.attention");
}

}  // namespace vitscope
