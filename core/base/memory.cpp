#include "core/base/memory.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace vitscope {

namespace {

namespace fs = std::filesystem;

/// The number in a file; -1 where there is none ("max").
std::int64_t numberIn(const fs::path& path)
{
    std::int64_t number = -1;
    std::ifstream file(path);
    return file >> number ? number : -1;
}

std::int64_t lesser(std::int64_t a, std::int64_t b)
{
    return a < 0 ? b : b < 0 ? a : std::min(a, b);
}

/// Of the group and all around it.
std::int64_t limitUpwards(const fs::path& root, fs::path group, const char* file)
{
    std::int64_t least = numberIn(root / file);
    for (; !group.empty(); group = group.parent_path())
        least = lesser(least, numberIn(root / group / file));
    return least;
}

}  // namespace

std::int64_t groupLimit(const fs::path& membership, const fs::path& root)
{
    std::int64_t least = -1;
    std::ifstream lines(membership);
    for (std::string line; std::getline(lines, line);) {  // "0::/user.slice" or "4:memory:/docker"
        const std::size_t first = line.find(':'), second = line.find(":/", first);
        if (second == std::string::npos)
            continue;
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const fs::path group = line.substr(second + 2);
        if (controllers.empty())
            least = lesser(least, limitUpwards(root, group, "memory.max"));
        else if (controllers.find("memory") != std::string::npos)
            least = lesser(least, limitUpwards(root / "memory", group, "memory.limit_in_bytes"));
    }
    return least;
}

std::int64_t memoryPresent()
{
    const std::int64_t machine = static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE);
    return lesser(machine, groupLimit("/proc/self/cgroup", "/sys/fs/cgroup"));
}

}  // namespace vitscope
