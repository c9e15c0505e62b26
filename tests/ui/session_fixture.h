// What the tests of the session share: small models, the built-in pictures, and waiting for a run.
#pragma once

#include <gtest/gtest.h>

#include <QTest>

#include "ui/resources/resources.h"
#include "ui/session/session.h"

namespace vitscope {

constexpr int patience = 60'000;

inline const QString testModel = QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit");
inline const QString otherModel = QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-relu");

inline QString sample(int index)
{
    return samplePictures().at(static_cast<std::size_t>(index)).path;
}

inline bool waitUntilIdle(Session& session)
{
    return QTest::qWaitFor([&] { return !session.isBusy(); }, patience);
}

inline RunPtr runOf(Session& session, const QString& model, const QString& picture)
{
    session.open(model, picture);
    EXPECT_TRUE(waitUntilIdle(session));
    return session.run();
}

/// A run of the small model on the first built-in picture, computed once for all tests of a suite.
class SessionTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        shared_ = std::make_unique<Session>();
        runOf(*shared_, testModel, sample(0));
    }
    static void TearDownTestSuite() { shared_.reset(); }
    void SetUp() override
    {
        ASSERT_TRUE(session().run());
        session().select(firstSelection(trace()));
    }

    Session& session() { return *shared_; }
    const Selection& selection() { return shared_->selection(); }
    const Trace& trace() { return *shared_->run()->trace; }
    const TokenLayout& layout() { return trace().layout(); }
    void choose(const StageKey& stage, std::int64_t head, std::int64_t token, std::optional<std::int64_t> entry = {})
    {
        Selection next = withStage(selection(), stage);
        next.head = head;
        next.query = token;
        next.entry = entry;
        session().select(next);
    }

private:
    static inline std::unique_ptr<Session> shared_;
};

}  // namespace vitscope
