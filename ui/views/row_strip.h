// The row of weights of the chosen token, every token a stripe: what it gives to whom, and that it sums to 1.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

namespace vitscope {

class RowStrip : public QWidget {
    Q_OBJECT

public:
    explicit RowStrip(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override { return {400, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    static QFont textFont();
    QString leftText(const std::vector<float>& weights) const;
    QString rightText(const std::vector<float>& weights) const;
    int sideWidth(const std::vector<float>& weights) const;
    QRect strip(const std::vector<float>& weights) const;
    std::vector<float> row() const;

    Session& session_;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
