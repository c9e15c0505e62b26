#include "ui/words/glossary.h"

#include <QFile>
#include <algorithm>
#include <map>

#include "ui/resources/resources.h"
#include "ui/words/language.h"

namespace vitscope {

namespace {

constexpr QChar notThis = u'!', leadsTo = u'→';

QString readGlossary(const QString& language)
{
    QFile file(resourcePath(QStringLiteral("glossary/%1.md").arg(language)));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList listed(const QString& line)
{
    QStringList items = line.split(u',');
    for (QString& item : items)
        item = item.trimmed();
    return items;
}

/// One "## id" with what stands below it; forms as they stand there.
GlossaryEntry parsedEntry(const QString& section)
{
    GlossaryEntry entry;
    entry.id = section.section(u'\n', 0, 0).trimmed();
    entry.forms = listed(section.section(u'\n', 1, 1));
    entry.title = entry.forms.front();
    entry.brief = section.section(u'\n', 2, 2).trimmed();
    QString text = section.section(u'\n', 3).trimmed();
    if (const qsizetype arrow = text.lastIndexOf(leadsTo); arrow >= 0 && (arrow == 0 || text[arrow - 1] == u'\n')) {
        entry.stages = listed(text.mid(arrow + 1));
        text = text.left(arrow).trimmed();
    }
    entry.text = text;
    return entry;
}

std::vector<GlossaryEntry> parsed(const QString& file)
{
    std::vector<GlossaryEntry> entries;
    const QStringList sections = file.split(QStringLiteral("\n## "));
    for (qsizetype i = 1; i < sections.size(); ++i)
        entries.push_back(parsedEntry(sections[i]));
    return entries;
}

/// A letter in which words are divided by spaces.
bool isLatin(QChar c)
{
    return c.isLetter() && c.unicode() < 0x250;
}

}  // namespace

Glossary::Glossary(const QString& english, const QString& translation) : entries_(parsed(english))
{
    for (GlossaryEntry& translated : parsed(translation))
        for (GlossaryEntry& entry : entries_)
            if (entry.id == translated.id) {
                translated.stages = entry.stages;
                entry = translated;
            }
    QStringList forms;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        for (QString form : entries_[i].forms) {
            const bool other = form.startsWith(notThis);
            form = other ? form.mid(1) : form;
            // What one entry leaves to another may well be that one's own word.
            if (const QString key = form.toLower(); !other || !entryOf_.contains(key))
                entryOf_.insert(key, other ? -1 : static_cast<qsizetype>(i));
            forms.append(form);
        }
        entries_[i].forms.removeIf([](const QString& form) { return form.startsWith(notThis); });
    }
    std::sort(forms.begin(), forms.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    for (QString& form : forms) {
        const bool first = isLatin(form.front()), last = isLatin(form.back());
        form = (first ? QStringLiteral("(?<![A-Za-z])") : QString()) + QRegularExpression::escape(form) +
               (last ? QStringLiteral("(?![A-Za-z])") : QString());
    }
    if (!forms.isEmpty())
        words_ = QRegularExpression(forms.join(u'|'), QRegularExpression::CaseInsensitiveOption);
}

const GlossaryEntry* Glossary::find(const QString& id) const
{
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const GlossaryEntry& entry) { return entry.id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

std::vector<TermUse> Glossary::usesIn(const QString& text) const
{
    std::vector<TermUse> uses;
    if (entries_.empty())
        return uses;
    for (auto found = words_.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (const qsizetype entry = entryOf_.value(match.captured().toLower(), -1); entry >= 0)
            uses.push_back({match.capturedStart(), match.capturedLength(), &entries_[static_cast<std::size_t>(entry)]});
    }
    return uses;
}

const Glossary& glossaryOf(const QString& language)
{
    static const std::map<QString, Glossary> all = [] {
        std::map<QString, Glossary> read;
        for (const QString& each : languages())
            read.emplace(each, Glossary(readGlossary(QStringLiteral("en")), each == QStringLiteral("en") ? QString() : readGlossary(each)));
        return read;
    }();
    const auto found = all.find(language);
    return found == all.end() ? all.at(QStringLiteral("en")) : found->second;
}

QString TermMarks::markedText(const QString& text)
{
    QString html;
    qsizetype end = 0;
    for (const TermUse& use : glossary_->usesIn(text)) {
        if (seen_.contains(use.entry->id))
            continue;
        seen_.insert(use.entry->id);
        html +=
            text.mid(end, use.start - end) + QStringLiteral("<a href=\"%1%2\">%3</a>").arg(termLink, use.entry->id, text.mid(use.start, use.length));
        end = use.start + use.length;
    }
    return html + text.mid(end);
}

QString TermMarks::marked(const QString& html)
{
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    QString result;
    qsizetype end = 0;
    bool linked = false;
    const auto take = [&](const QString& text) {
        if (!linked)
            return markedText(text);
        for (const TermUse& use : glossary_->usesIn(text))
            seen_.insert(use.entry->id);
        return text;
    };
    for (auto found = tag.globalMatch(html); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        result += take(html.mid(end, match.capturedStart() - end)) + match.captured();
        end = match.capturedEnd();
        linked = match.captured().startsWith(QStringLiteral("<a ")) || (linked && match.captured() != QStringLiteral("</a>"));
    }
    return result + take(html.mid(end));
}

QString plainText(const QString& html)
{
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    QString text = html;
    text.replace(QStringLiteral("<br>"), QStringLiteral("\n")).remove(tag);
    return text.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

}  // namespace vitscope
