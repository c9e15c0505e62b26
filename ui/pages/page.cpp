#include "ui/pages/page.h"

#include <QVBoxLayout>

#include "ui/pages/columns.h"

namespace vitscope {

Columns* Page::makeColumns()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    columns_ = new Columns;
    column->addWidget(columns_);
    return columns_;
}

}  // namespace vitscope
