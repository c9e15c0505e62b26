// A visit to the article's model: the model and the place one had are kept, and given back on leaving.
//
//   visit.begin();   // opens the article's model and its page
//   visit.end();     // back to the model and the place before
//
// Whoever opens the article's model meets its page; with another model there is no such page. Tested in tests/ui/article_test.cpp.
#pragma once

#include <QObject>
#include <optional>

#include "ui/session/session.h"

namespace vitscope {

class ArticleVisit : public QObject {
    Q_OBJECT

public:
    explicit ArticleVisit(Session& session);

    /// From wherever one is; in the walk through the article's own model, back to its page.
    void begin();
    void end();

private:
    struct Before {
        QString model;
        QStringList settings;
        Place place;
    };
    void keep();
    void onPage();
    void onRun();

    Session& session_;
    std::optional<Before> before_;     ///< where one was last with another model
    std::optional<Before> returning_;  ///< there, as soon as that model is here again
    QString shownModel_;
    bool asked_ = false;  ///< the page has asked for its model
};

}  // namespace vitscope
