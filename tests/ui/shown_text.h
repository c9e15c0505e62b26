// What can be read in a window: the texts of its controls, and every text that is painted; whether a text was left in English, and
// whether there is anything at all.
#pragma once

#include <QRegularExpression>
#include <QSet>
#include <QStringList>
#include <vector>

class QWidget;

namespace vitscope {

/// Texts, tool tips and names for screen readers of the visible labels and buttons in a widget.
QStringList controlTexts(const QWidget& widget);
/// Every text the widget and what is in it paint, in the order they are painted. Long ones come in the pieces they are painted in.
QStringList paintedTexts(QWidget& widget);

/// Whether all of its pixels have one colour.
bool isBlank(QWidget& widget);

/// The sources of resources/i18n/vitscope_zh_CN.ts that have a translation which differs from them.
class EnglishTexts {
public:
    EnglishTexts();
    std::size_t count() const { return patterns_.size(); }
    /// The source that a text is, with its places filled in, or of which it holds several words; or four English words in a row.
    /// Empty where nothing was left in English.
    QString within(const QString& text) const;

private:
    struct Pattern {
        QString source;
        QRegularExpression filledIn;
        QStringList phrases;  ///< its parts of at least two words
    };
    std::vector<Pattern> patterns_;
    mutable QSet<QString> others_;  ///< looked at already
};

}  // namespace vitscope
