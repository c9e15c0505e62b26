#include "ui/theme/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace vitscope {

Card::Card(const QString& heading, QWidget* parent)
    : QFrame(parent),
      heading_(sectionLabel(heading)),
      head_(new QHBoxLayout),
      content_(new QVBoxLayout)
{
    setLook(this, QStringLiteral("card"));
    head_->setSpacing(8);
    head_->addWidget(heading_, 1);
    content_->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addLayout(head_);
    column->addLayout(content_, 1);
    setPadding(14);
    setHeading(heading);
}

void Card::setHeading(const QString& heading)
{
    heading_->setText(heading);
    heading_->setVisible(!heading.isEmpty());
}

QString Card::heading() const
{
    return heading_->text();
}

void Card::setPadding(int pixels)
{
    layout()->setContentsMargins(pixels, pixels, pixels, pixels);
}

QLabel* sectionLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(sectionFont());
    setLook(label, QStringLiteral("dim"));
    return label;
}

QLabel* titleLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(titleFont());
    return label;
}

}  // namespace vitscope
