#include "ui/words/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

static void loadTranslations()
{
    Q_INIT_RESOURCE(i18n);
}

namespace vitscope {

namespace {

/// Owned by the application, found by name: there is one of each at most.
void install(const QString& name, const QString& file, const QString& folder)
{
    auto* translator = new QTranslator(qApp);
    translator->setObjectName(name);
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

void removeAll()
{
    for (QTranslator* translator : qApp->findChildren<QTranslator*>())
        if (translator->objectName().startsWith(QStringLiteral("vitscope"))) {
            QCoreApplication::removeTranslator(translator);
            delete translator;
        }
}

}  // namespace

QStringList languages()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

QString languageName(const QString& language)
{
    return language == QStringLiteral("zh_CN") ? QStringLiteral("简体中文") : QStringLiteral("English");
}

QString shortLanguageName(const QString& language)
{
    return language == QStringLiteral("zh_CN") ? QStringLiteral("中文") : QStringLiteral("EN");
}

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

QString sentenceGap()
{
    return QLocale().language() == QLocale::Chinese ? QString() : QStringLiteral(" ");
}

void setLanguage(const QString& language)
{
    loadTranslations();
    removeAll();
    QLocale::setDefault(language == QStringLiteral("en") ? QLocale(QLocale::English) : QLocale(language));
    if (language == QStringLiteral("en"))
        return;
    // Qt's own texts (dialog buttons) first: what is installed last is asked first.
    install(QStringLiteral("vitscope-qt"), QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("vitscope"), QStringLiteral("vitscope_") + language, QStringLiteral(":/i18n"));
}

}  // namespace vitscope
