#include "app/cli/manifest.h"

#include <cerrno>
#include <filesystem>

#include "core/base/file.h"

namespace vitscope::cli {

namespace {

std::string lineOf(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

Manifest::Manifest(std::string path, const Json& asked, bool resume) : path_(std::move(path)), asked_(asked)
{
    std::vector<std::string> order;
    std::ifstream old(resume ? path_ : std::string());
    for (std::string line; std::getline(old, line);) {
        const Json json = Json::parse(line, nullptr, false);
        if (!json.is_object())
            break;
        if (!json.contains("file")) {
            if (json != asked_)
                throw Error(Fault::Usage, "“%1” is of an export that was asked for something else: give the same options, or another --out.",
                            {path_});
            continue;
        }
        const std::string file = json["file"].get<std::string>();
        order.push_back(file);
        entries_[file] = json;
    }
    write(order);
    file_.open(path_, std::ios::app);
    if (!file_)
        throwCannotWrite(path_, errno);
}

bool Manifest::hasDone(const std::string& file) const
{
    const std::lock_guard lock(mutex_);
    return entries_.contains(file) && std::filesystem::exists(file);
}

Json Manifest::entry(const std::string& file) const
{
    const std::lock_guard lock(mutex_);
    return entries_.at(file);
}

void Manifest::add(const Json& entry)
{
    const std::lock_guard lock(mutex_);
    entries_[entry["file"].get<std::string>()] = entry;
    file_ << lineOf(entry) << std::flush;
    if (!file_)
        throwCannotWrite(path_, errno);
}

void Manifest::finish(const std::vector<std::string>& order)
{
    file_.close();
    write(order);
}

void Manifest::write(const std::vector<std::string>& order)
{
    AtomicFile file(path_);
    file.write(lineOf(asked_));
    for (const std::string& name : order)
        if (const auto entry = entries_.find(name); entry != entries_.end())
            file.write(lineOf(entry->second));
    file.commit();
}

}  // namespace vitscope::cli
