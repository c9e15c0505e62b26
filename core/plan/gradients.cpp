#include "core/plan/gradients.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

/// Which stages lie on a way from something asked for to `from`.
Wanted onTheWay(const Plan& plan, int from, const GradientsWanted& wanted)
{
    Wanted reaches(plan.stages.size(), false);  // something asked for
    for (const int place : wanted.stages)
        reaches[static_cast<std::size_t>(place)] = true;
    for (std::size_t place = 0; place <= static_cast<std::size_t>(from); ++place) {
        const Stage& stage = plan.stages[place];
        reaches[place] = reaches[place] || (wanted.parameters && !stage.parameters.empty()) ||
                         std::any_of(stage.reads.begin(), stage.reads.end(), [&](int read) { return reaches[static_cast<std::size_t>(read)]; });
    }
    Wanted isRead(plan.stages.size(), false);  // by what leads to `from`
    isRead[static_cast<std::size_t>(from)] = true;
    for (std::size_t place = static_cast<std::size_t>(from) + 1; place-- > 0;)
        if (isRead[place])
            for (const int read : plan.stages[place].reads)
                isRead[static_cast<std::size_t>(read)] = true;
    for (std::size_t place = 0; place < reaches.size(); ++place)
        reaches[place] = reaches[place] && isRead[place];
    return reaches;
}

class Walk {
public:
    Walk(Workspace& workspace, const Plan& plan, Operands parameters, std::int64_t examples, const ValueRecorder& kept,
         const GradientQuestion& question)
        : workspace_(workspace),
          plan_(plan),
          parameters_(parameters),
          examples_(examples),
          kept_(kept),
          question_(question),
          onTheWay_(onTheWay(plan, question.from, question.wanted)),
          gradients_(plan.stages.size())
    {
    }

    void go();

private:
    Values take(std::size_t place) { return roomFor(plan_.stages[place], examples_, workspace_.pool); }
    GradientTo goal(int read);
    void handOn(std::size_t place, const Values& values);
    void step(std::size_t place, Values own);
    void show(std::size_t place, const Values& own);

    Workspace& workspace_;
    const Plan& plan_;
    Operands parameters_;
    std::int64_t examples_;
    const ValueRecorder& kept_;
    const GradientQuestion& question_;
    Wanted onTheWay_;
    std::vector<Values> gradients_;
};

/// A buffer that several share is added to by none of them: the one that adds gets its own.
GradientTo Walk::goal(int read)
{
    if (!onTheWay_[static_cast<std::size_t>(read)])
        return {};
    Values& to = gradients_[static_cast<std::size_t>(read)];
    const bool adds = to.buffer != nullptr;
    if (!adds)
        to = take(static_cast<std::size_t>(read));
    else if (to.buffer.use_count() > 1) {
        const Values mine = take(static_cast<std::size_t>(read));
        matrixOf(mine.rows) = matrixOf(to.rows);
        to = mine;
    }
    return {to.rows, adds};
}

/// These values are the gradient by each input.
void Walk::handOn(std::size_t place, const Values& values)
{
    for (const int read : plan_.stages[place].reads) {
        Values& to = gradients_[static_cast<std::size_t>(read)];
        if (!onTheWay_[static_cast<std::size_t>(read)])
            continue;
        if (to.buffer == nullptr)
            to = values;
        else
            matrixOf(goal(read).rows) += matrixOf(values.rows);
    }
}

void Walk::step(std::size_t place, Values own)
{
    const Stage& stage = plan_.stages[place];
    const Reads reads = stage.operation->gradientReads();
    std::vector<ConstRows> inputs, taken;
    std::vector<Rows> dParameters;
    for (const int read : stage.reads)
        inputs.push_back(reads.inputs ? ConstRows(kept_.of(read).rows) : ConstRows());
    for (const int parameter : stage.parameters) {
        taken.push_back(parameters_[static_cast<std::size_t>(parameter)]);
        dParameters.push_back(question_.wanted.parameters ? question_.parameterGradients[static_cast<std::size_t>(parameter)] : Rows());
    }
    std::vector<GradientTo> goals;
    const auto gradient = [&] {
        const ConstRows output = reads.output ? ConstRows(kept_.of(static_cast<int>(place)).rows) : ConstRows();
        stage.operation->gradient({workspace_.compute, examples_, inputs, taken, output, own.rows, goals, dParameters});
    };
    switch (stage.operation->gradientWay()) {
    case GradientWay::HandedOn:
        handOn(place, own);
        gradient();
        return;
    case GradientWay::InPlace: {
        const Values result = own.buffer.use_count() == 1 ? own : take(place);
        goals.push_back({result.rows});
        gradient();
        own = {};
        handOn(place, result);
        return;
    }
    case GradientWay::Computed:
        for (const int read : stage.reads)
            goals.push_back(goal(read));
        gradient();
    }
}

void Walk::show(std::size_t place, const Values& own)
{
    const std::vector<int>& asked = question_.wanted.stages;
    if (!question_.sink || std::find(asked.begin(), asked.end(), static_cast<int>(place)) == asked.end())
        return;
    if (own.rows.data != nullptr)
        return question_.sink(static_cast<int>(place), own.rows);
    const Values none = take(place);
    matrixOf(none.rows).setZero();
    question_.sink(static_cast<int>(place), none.rows);
}

void Walk::go()
{
    const auto from = static_cast<std::size_t>(question_.from);
    gradients_[from] = take(from);
    matrixOf(gradients_[from].rows) = matrixOf(question_.by);
    for (std::size_t place = plan_.stages.size(); place-- > 0;) {
        Values own = std::move(gradients_[place]);
        gradients_[place] = {};
        show(place, own);
        if (own.rows.data != nullptr && onTheWay_[place])
            step(place, std::move(own));
    }
}

}  // namespace

Wanted readBy(const Plan& plan, int from, const GradientsWanted& wanted)
{
    const Wanted way = onTheWay(plan, from, wanted);
    Wanted kept(plan.stages.size(), false);
    kept[static_cast<std::size_t>(from)] = true;
    for (std::size_t place = 0; place < way.size(); ++place) {
        const Stage& stage = plan.stages[place];
        if (!way[place])
            continue;
        const Reads reads = stage.operation->gradientReads();
        if (reads.output)
            kept[place] = true;
        if (reads.inputs)
            for (const int read : stage.reads)
                kept[static_cast<std::size_t>(read)] = true;
    }
    return kept;
}

void gradients(Workspace& workspace, const Plan& plan, Operands parameters, std::int64_t examples, const ValueRecorder& kept,
               const GradientQuestion& question)
{
    useThreads(workspace.compute.threads);
    Walk(workspace, plan, parameters, examples, kept, question).go();
}

}  // namespace vitscope
