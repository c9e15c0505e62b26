// The page about the article's own model: part by part what its sketch leaves out, each with a switch, and above them what the
// switches change in this run.
//
// The text is resources/article/<language>.md. Tested in tests/ui/article_test.cpp.
#pragma once

#include <QHash>
#include <QScrollArea>
#include <vector>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QGridLayout;
class QLabel;

namespace vitscope {

class WordLabel;

/// A heading, the key of its switch where it has one, and its paragraphs.
struct ArticleSection {
    QString heading;
    QString key;
    QString text;
};
/// The first is the page's title and introduction.
std::vector<ArticleSection> articleSections(const QString& language);

class ArticlePanel : public QWidget {
    Q_OBJECT

public:
    explicit ArticlePanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QCheckBox* switchOf(const QString& key) const { return switches_.value(key); }
    /// A cell of the comparison: row by row, the complete model (0) and now (1).
    QString compared(int row, int column) const;

private:
    QWidget* makeComparison();
    QWidget* makeBody();
    void showRun();
    void showComparison();

    Session& session_;
    Theme theme_ = Theme::light();
    std::vector<ArticleSection> sections_;
    std::vector<WordLabel*> texts_;  ///< of the sections
    QHash<QString, QCheckBox*> switches_;
    std::vector<std::pair<QLabel*, QLabel*>> compared_;
    QLabel* note_ = nullptr;
};

}  // namespace vitscope
