// One sentence to take away, large, on a soft ground with a bar of the accent before it.
#pragma once

#include <QLabel>

#include "ui/theme/theme.h"

namespace vitscope {

class SentenceBox : public QLabel {
    Q_OBJECT

public:
    explicit SentenceBox(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Large where it fits into two lines, else smaller.
    void setSentence(const QString& sentence);

    QSize minimumSizeHint() const override { return {120, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
