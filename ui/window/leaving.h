// Leaving: whoever ends the program from outside (SIGTERM, SIGHUP, Ctrl+C, a logout) has it closed as if by its own menu.
//
//   const Leaving leaving([&] { writeMemory(settings, window.memory()); });
//
// Tested in tests/ui/leaving_test.cpp.
#pragma once

#include <QObject>
#include <functional>

namespace vitscope {

/// One at a time. `keep` is called before a logout takes the program; after a signal the event loop ends, and with it the program.
class Leaving : public QObject {
public:
    explicit Leaving(std::function<void()> keep);
    ~Leaving() override;
};

}  // namespace vitscope
