// Memory does not grow with trials × members: four times of each are drawn in the memory of one.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <stdexcept>
#include <vector>

#include "plimsoll/scenarios/reference_work.hpp"
#include "support/resident_memory.hpp"

namespace plimsoll {
namespace {

constexpr std::uint64_t members = 1'000, trials = 512;
constexpr double allowed_mib = 8.0;  // of the allocator; one number a member-trial would be 60 MiB

/// What a child process finds; each has a heap and threads of its own.
double in_child(std::function<double()> const& work) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  pid_t const child = fork();
  if (child == 0) {
    double found = -1.0;
    try {
      found = work();
    } catch (...) {  // found stays below zero, which the parent reports
    }
    bool const told = write(ends[1], &found, sizeof found) == static_cast<ssize_t>(sizeof found);
    _exit(told ? 0 : 1);
  }
  double found = -1.0;
  EXPECT_EQ(read(ends[0], &found, sizeof found), static_cast<ssize_t>(sizeof found));
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  close(ends[0]);
  close(ends[1]);
  EXPECT_GT(found, 0.0) << "the child could not measure its memory";
  return found;
}

/// MiB above tables and roster of a run `times` as long over `times` as many members; `kept` numbers a
/// member-trial are stored beside it.
double peak_of(std::uint64_t times, std::uint64_t kept) {
  return in_child([=] {
    ReferenceWork const work =
        make_reference_work(made_panel(), false, DrawMode::sums_frailty, members * times, trials * times);
    return test::peak_above_mib([&] {
      std::vector<double> const stored(kept * static_cast<std::uint64_t>(work.member_trials()), 1.0);
      if (simulate(work.plan, 2).trials != trials * times || (kept > 0 && stored.back() != 1.0))
        throw std::logic_error("the run is not the one asked for");
    });
  });
}

TEST(Memory, IsFlatInTrialsTimesMembers) {
  EXPECT_LT(peak_of(4, 0), peak_of(1, 0) + allowed_mib);
}

TEST(Memory, ANumberStoredForEveryMemberTrialWouldShow) {
  EXPECT_GT(peak_of(4, 1), peak_of(1, 1) + allowed_mib);
}

}  // namespace
}  // namespace plimsoll
