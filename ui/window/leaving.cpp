#include "ui/window/leaving.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QGuiApplication>
#include <QSessionManager>
#include <QSocketNotifier>
#include <array>
#include <csignal>
#include <utility>

namespace vitscope {

namespace {

constexpr std::array signals_{SIGTERM, SIGHUP, SIGINT};
/// A signal handler may do hardly more than write a byte: to the first of these, and the event loop reads the second.
int ends[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(ends[0], &byte, 1);
}

}  // namespace

Leaving::Leaving(std::function<void()> keep)
{
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this, [keep = std::move(keep)] { keep(); }, Qt::DirectConnection);
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return;
    auto* heard = new QSocketNotifier(ends[1], QSocketNotifier::Read, this);
    connect(heard, &QSocketNotifier::activated, this, [heard] {
        heard->setEnabled(false);
        QCoreApplication::quit();
    });
    for (const int signal : signals_)
        std::signal(signal, onSignal);
}

Leaving::~Leaving()
{
    for (const int signal : signals_)
        std::signal(signal, SIG_DFL);
    for (int& end : ends)
        if (end >= 0)
            ::close(std::exchange(end, -1));
}

}  // namespace vitscope
