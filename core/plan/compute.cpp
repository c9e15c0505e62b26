#include "core/plan/compute.h"

#include "core/base/error.h"

namespace vitscope {

namespace {

class Run {
public:
    Run(Workspace& workspace, const Plan& plan, Operands parameters, const Input& input, const Wanted& wanted, ValueSource* source)
        : workspace_(workspace),
          plan_(plan),
          parameters_(parameters),
          input_(input),
          wanted_(wanted),
          source_(source),
          values_(plan.stages.size()),
          readers_(plan.stages.size()),
          isNeeded_(wanted)
    {
        lookAhead();
    }

    bool go(Recorder& recorder);

private:
    void lookAhead();
    void make(std::size_t place);
    Values pixels() const;
    void release(const Stage& stage);

    Workspace& workspace_;
    const Plan& plan_;
    Operands parameters_;
    const Input& input_;
    const Wanted& wanted_;
    ValueSource* source_;
    std::vector<Values> values_;
    std::vector<int> readers_;  ///< still to come
    Wanted isNeeded_;
    std::vector<ConstRows> inputs_, taken_;  ///< operands of the row in progress
};

/// From the last row to the first: what is needed, and by how many; what the source knows needs nothing more.
void Run::lookAhead()
{
    for (std::size_t place = plan_.stages.size(); place-- > 0;) {
        if (!isNeeded_[place] || static_cast<int>(place) <= plan_.pixels)
            continue;
        if (source_ != nullptr)
            values_[place] = source_->find(static_cast<int>(place));
        if (values_[place].rows.data != nullptr)
            continue;
        for (const int read : plan_.stages[place].reads) {
            isNeeded_[static_cast<std::size_t>(read)] = true;
            ++readers_[static_cast<std::size_t>(read)];
        }
    }
}

Values Run::pixels() const
{
    const Form form = formOf(plan_.stages[static_cast<std::size_t>(plan_.pixels)].shape);
    return {Rows(const_cast<float*>(input_.pixels.data()), input_.examples * form.rows, form.columns), nullptr};  // read, never written
}

void Run::make(std::size_t place)
{
    const Stage& stage = plan_.stages[place];
    if (static_cast<int>(place) == plan_.pixels) {
        values_[place] = pixels();
        return;
    }
    // A step that is left out is what it would have been given: the same buffer once more.
    if (stage.kind() == OperationKind::Copy) {
        values_[place] = values_[static_cast<std::size_t>(stage.reads.front())];
        return;
    }
    inputs_.clear();
    for (const int read : stage.reads)
        inputs_.emplace_back(values_[static_cast<std::size_t>(read)].rows);
    taken_.clear();
    for (const int parameter : stage.parameters)
        taken_.emplace_back(parameters_[static_cast<std::size_t>(parameter)]);
    values_[place] = roomFor(stage, input_.examples, workspace_.pool);
    stage.operation->forward({workspace_.compute, input_.examples, inputs_, taken_, values_[place].rows});
    if (source_ != nullptr)
        source_->keep(static_cast<int>(place), values_[place]);
}

/// What nobody reads any more goes back to the pool.
void Run::release(const Stage& stage)
{
    for (const int read : stage.reads)
        if (--readers_[static_cast<std::size_t>(read)] == 0)
            values_[static_cast<std::size_t>(read)] = {};
}

bool Run::go(Recorder& recorder)
{
    for (std::size_t place = static_cast<std::size_t>(plan_.pixels); place < plan_.stages.size(); ++place) {
        if (!isNeeded_[place])
            continue;
        const Stage& stage = plan_.stages[place];
        const bool isNew = values_[place].rows.data == nullptr;
        if (isNew)
            make(place);
        if (isNew && !recorder.goOn())
            return false;
        if (wanted_[place] && !recorder.record(static_cast<int>(place), stage, values_[place]))
            return false;
        if (isNew && static_cast<int>(place) != plan_.pixels)
            release(stage);
        if (readers_[place] == 0)
            values_[place] = {};
    }
    return true;
}

void checkInput(const Plan& plan, const Input& input)
{
    const Shape& shape = plan.stages[static_cast<std::size_t>(plan.pixels)].shape;
    const std::int64_t wanted = input.examples * elementCount(shape);
    if (static_cast<std::int64_t>(input.pixels.size()) != wanted)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The model reads %1 × %2 pixels of %3 channels (%4 numbers), but was given %5 numbers."),
                    {std::to_string(shape[1].extent), std::to_string(shape[2].extent), std::to_string(shape[0].extent), std::to_string(wanted),
                     std::to_string(input.pixels.size())});
}

}  // namespace

bool ValueRecorder::record(int place, const Stage&, const Values& values)
{
    if (values_.size() <= static_cast<std::size_t>(place))
        values_.resize(static_cast<std::size_t>(place) + 1);
    values_[static_cast<std::size_t>(place)] = values;
    return true;
}

const Values& ValueRecorder::of(int place) const
{
    if (!has(place))
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "Stage number %1 of the plan was not recorded."), {std::to_string(place)});
    return values_[static_cast<std::size_t>(place)];
}

Wanted all(const Plan& plan)
{
    Wanted wanted(plan.stages.size(), true);
    std::fill(wanted.begin(), wanted.begin() + plan.pixels, false);
    return wanted;
}

Wanted justOne(const Plan& plan, int place)
{
    Wanted wanted(plan.stages.size(), false);
    wanted[static_cast<std::size_t>(place)] = true;
    return wanted;
}

Wanted answer(const Plan& plan)
{
    return justOne(plan, static_cast<int>(plan.stages.size()) - 1);
}

bool compute(Workspace& workspace, const Plan& plan, Operands parameters, const Input& input, const Wanted& wanted, Recorder& recorder,
             ValueSource* source)
{
    checkInput(plan, input);
    useThreads(workspace.compute.threads);
    return Run(workspace, plan, parameters, input, wanted, source).go(recorder);
}

}  // namespace vitscope
