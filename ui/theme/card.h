// A panel: rounded, one line around it, an optional section head, content below.
//
//   auto* card = new Card(tr("Picture"));
//   card->content()->addWidget(view, 1);
//
// Tested in tests/ui/theme_test.cpp.
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace vitscope {

class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(const QString& heading = {}, QWidget* parent = nullptr);

    /// An empty heading takes no room.
    void setHeading(const QString& heading);
    QString heading() const;
    /// Space between the line and the content, 14 (side panels) to 22 (the main one) pixels.
    void setPadding(int pixels);
    /// The row of the heading; what is added stands at its right end.
    QHBoxLayout* head() const { return head_; }
    QVBoxLayout* content() const { return content_; }

private:
    QLabel* heading_;
    QHBoxLayout* head_;
    QVBoxLayout* content_;
};

/// A label in sectionFont(), dim.
QLabel* sectionLabel(const QString& text, QWidget* parent = nullptr);
/// A label in titleFont().
QLabel* titleLabel(const QString& text, QWidget* parent = nullptr);

}  // namespace vitscope
