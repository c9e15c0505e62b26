#include "core/plan/parameters.h"

#include <algorithm>

#include "core/base/error.h"

namespace vitscope {

TensorView viewOf(const Parameter& parameter, const Shape& shape)
{
    return TensorView(parameter.data(), shape, stridesOf(shape, parameter.stride()));
}

Parameters::Parameters(const std::vector<ParameterInfo>& infos)
{
    for (const ParameterInfo& info : infos)
        entries_.push_back({info, std::make_shared<Parameter>(info.rows(), info.columns())});
}

Parameters::Parameters(const Parameters& from, const std::vector<ParameterInfo>& infos)
{
    for (const ParameterInfo& info : infos) {
        Entry entry = from.entries_[from.placeOf(info.name)];
        const std::int64_t more = entry.info.rows() - info.rows();
        if (entry.info.columns() != info.columns() || more < 0 || (more > 0 && info.role != ParameterRole::Positions))
            throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The parameter %1 has another shape than the model asks for."), {info.name});
        if (more > 0)
            entry = {info, std::make_shared<Parameter>(*entry.values, more, info.rows())};
        entry.info = info;
        entries_.push_back(std::move(entry));
    }
}

Parameter& Parameters::operator[](std::size_t i)
{
    Entry& entry = entries_[i];
    if (entry.values.use_count() > 1)
        entry.values = std::make_shared<Parameter>(*entry.values);
    entry.print = 0;
    return *entry.values;
}

std::size_t Parameters::search(std::string_view name) const
{
    const auto found = std::find_if(entries_.begin(), entries_.end(), [name](const Entry& entry) { return entry.info.name == name; });
    return static_cast<std::size_t>(found - entries_.begin());
}

std::size_t Parameters::placeOf(std::string_view name) const
{
    const std::size_t place = search(name);
    if (place == size())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The model has no parameter %1."), {std::string(name)});
    return place;
}

const Parameter* Parameters::find(std::string_view name) const
{
    const std::size_t place = search(name);
    return place == size() ? nullptr : entries_[place].values.get();
}

Parameter& Parameters::at(std::string_view name)
{
    return (*this)[placeOf(name)];
}

const Parameter& Parameters::at(std::string_view name) const
{
    return (*this)[placeOf(name)];
}

std::vector<ConstRows> Parameters::rows() const
{
    std::vector<ConstRows> rows;
    for (const Entry& entry : entries_)
        rows.emplace_back(*entry.values);
    return rows;
}

std::vector<Rows> Parameters::rows()
{
    std::vector<Rows> rows;
    for (std::size_t i = 0; i < size(); ++i)
        rows.emplace_back((*this)[i]);
    return rows;
}

std::int64_t Parameters::count() const
{
    std::int64_t count = 0;
    for (const Entry& entry : entries_)
        count += entry.info.size();
    return count;
}

void Parameters::seal()
{
    for (std::size_t i = 0; i < size(); ++i)
        entries_[i].print = print(i);
}

Fingerprint Parameters::print(std::size_t i) const
{
    const Entry& entry = entries_[i];
    return entry.print != 0 ? entry.print : fingerprintOf(entry.values->storage());
}

}  // namespace vitscope
