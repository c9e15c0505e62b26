// The store keeps the values of stages by fingerprint, within a limit in bytes. A run, the same run again with a part changed, another
// head, a second lane: what has the same fingerprint is found here and not computed again.
//
// Least recently used goes first; but the stages through which everything behind them goes (the stream between blocks) go last, because
// any other stage is a few rows from the nearest of them. Safe from any thread. Tested in tests/core/store_test.cpp.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/plan/compute.h"

namespace vitscope {

class ValueStore {
public:
    static constexpr std::size_t everything = static_cast<std::size_t>(-1);

    explicit ValueStore(std::size_t limit = everything) : limit_(limit) {}
    /// For who looks at a few values of a run: enough for the answer and a block or two.
    static std::shared_ptr<ValueStore> small() { return std::make_shared<ValueStore>(std::size_t{64} << 20); }

    /// Values without rows where there are none.
    Values find(Fingerprint print);
    bool has(Fingerprint print) const;
    /// `isWay`: everything behind goes through it.
    void keep(Fingerprint print, const Values& values, bool isWay);
    std::size_t limit() const { return limit_; }
    std::size_t bytes() const;
    /// Stages kept.
    std::size_t count() const;

private:
    struct Entry {
        Fingerprint print;
        Values values;
        bool isWay;
        std::size_t bytes() const { return values.buffer->size() * sizeof(float); }
    };
    using Entries = std::list<Entry>;  ///< least recently used first
    void makeRoom();
    void forget(Entries& from);

    mutable std::mutex lock_;
    std::size_t limit_;
    std::size_t bytes_ = 0;
    Entries others_, ways_;
    std::unordered_map<Fingerprint, Entries::iterator> places_;
};

/// A store as a run of one plan sees it.
class StoredRun : public ValueSource {
public:
    StoredRun(ValueStore& store, const Plan& plan, const std::vector<Fingerprint>& prints);
    Values find(int place) override { return store_.find(prints_[static_cast<std::size_t>(place)]); }
    void keep(int place, const Values& values) override;

private:
    ValueStore& store_;
    const std::vector<Fingerprint>& prints_;
    std::vector<bool> isWay_;
};

}  // namespace vitscope
