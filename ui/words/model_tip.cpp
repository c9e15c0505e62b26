#include "ui/words/model_tip.h"

#include <QCoreApplication>

#include "core/model/facts.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString row(const QString& title, const QString& text)
{
    return QStringLiteral("<tr><td style=\"padding-right:10px\"><b>%1</b></td><td>%2</td></tr>").arg(title.toHtmlEscaped(), text.toHtmlEscaped());
}

}  // namespace

QString modelTip(const Model& model)
{
    QString rows;
    const ModelForm form{model.config, model.preprocess};
    for (const Fact& fact : modelFacts(form, model.provenance)) {
        QStringList sentences;
        for (const Message& sentence : fact.sentences)
            sentences.append(messageText(sentence));
        rows += row(messageText(fact.title), sentences.join(u' '));
    }
    for (const Origin origin : {Origin::File, Origin::Inferred, Origin::Assumed, Origin::Set})
        if (const std::string values = valuesFrom(origin, form, model.provenance.origins); !values.empty())
            rows += row(messageText(originWords(origin)), QString::fromStdString(values));
    return QStringLiteral("<p><b>%1</b></p><table width=\"520\">%2</table>").arg(QString::fromStdString(model.name).toHtmlEscaped(), rows);
}

}  // namespace vitscope
