// The glossary: the words of the field, each explained in a sentence and in a paragraph, and where they stand in a text.
//
// The table is resources/glossary: en.md has the order and the stages that a word leads to; the other languages have the same words under
// the same names. A file is entries of this form; forms are what counts as the word, the first of them being its title; what begins with
// "!" is a longer word that only looks like it:
//
//   ## token
//   token, tokens, !tokenizer
//   One sentence.
//
//   Paragraphs, where more is to be said.
//   → embed.tokens, blocks.output
//
// Enter at glossaryOf(); TermMarks makes links of the words of a screen. Tested in tests/ui/glossary_test.cpp.
#pragma once

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>
#include <vector>

namespace vitscope {

struct GlossaryEntry {
    QString id;          ///< "class-token", the same in all languages
    QString title;       ///< "class token"
    QStringList forms;   ///< as it may stand in a text, the title among them
    QString brief;       ///< one sentence
    QString text;        ///< paragraphs, divided by an empty line; may be empty
    QStringList stages;  ///< ids of stages where it is to be seen
};

/// A word of the glossary in a text.
struct TermUse {
    qsizetype start = 0, length = 0;
    const GlossaryEntry* entry = nullptr;
};

class Glossary {
public:
    Glossary() = default;
    /// The text of the English file, and that of a translation or nothing. What the translation lacks stays English.
    Glossary(const QString& english, const QString& translation);

    const std::vector<GlossaryEntry>& entries() const { return entries_; }
    /// Null where there is none.
    const GlossaryEntry* find(const QString& id) const;
    /// The words in a plain text, in order; of several that begin at one place the longest. English ones count as whole words.
    std::vector<TermUse> usesIn(const QString& text) const;

private:
    std::vector<GlossaryEntry> entries_;
    QRegularExpression words_;           ///< all forms, the longest first
    QHash<QString, qsizetype> entryOf_;  ///< of a form in small letters; −1 for what only looks like one
};

/// In a language of the window ("zh_CN"), read once. Empty where the file is missing.
const Glossary& glossaryOf(const QString& language);

/// The words of one screen: each becomes a link "glossary:<id>" where it first appears. A word that is a link already stays what it is, and
/// counts as explained: its tip is the glossary's too.
class TermMarks {
public:
    explicit TermMarks(const Glossary& glossary) : glossary_(&glossary) {}

    /// Rich text with its words marked; what was marked before by this object is not marked again.
    QString marked(const QString& html);
    /// Ids of the words met so far.
    const QSet<QString>& seen() const { return seen_; }
    void leaveOut(const QString& id) { seen_.insert(id); }

private:
    QString markedText(const QString& text);

    const Glossary* glossary_;
    QSet<QString> seen_;
};

inline const QString termLink = QStringLiteral("glossary:");

/// Rich text without its tags.
QString plainText(const QString& html);

}  // namespace vitscope
