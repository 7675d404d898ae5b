#include "interrupt.hpp"

#include <csignal>

namespace plimsoll {
namespace {

volatile std::sig_atomic_t interrupted = 0;  // a signal handler can reach nothing but a variable of this kind

extern "C" void mark_interrupt(int signal) {
  interrupted = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
  std::signal(SIGINT, mark_interrupt);
  std::signal(SIGTERM, mark_interrupt);
}

bool was_interrupted() {
  return interrupted != 0;
}

}  // namespace plimsoll
