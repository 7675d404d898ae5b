#include "plimsoll/sim/folder_lock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>

#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using test::io_error_of;
using testing::HasSubstr;

TEST(FolderLock, KeepsOthersOutAndLeavesNothing) {
  test::ScratchFolder scratch;
  auto const folder = scratch.path() / "runs" / "june";
  {
    FolderLock const lock(folder);
    EXPECT_THAT(io_error_of([&] { FolderLock second(folder); }),
                testing::AllOf(HasSubstr("in use by another run"), HasSubstr(std::to_string(::getpid()))));
  }
  EXPECT_TRUE(is_empty(folder));
  FolderLock const again(folder);
}

TEST(FolderLock, EndsWithItsProcess) {
  test::ScratchFolder scratch;
  pid_t const child = ::fork();
  if (child == 0) {
    FolderLock const lock(scratch.path());
    ::_exit(0);  // as if killed: no destructor runs
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(exists(scratch.path() / "run.lock"));
  FolderLock const lock(scratch.path());
}

TEST(FolderLock, SaysWhereItCannotBe) {
  test::ScratchFolder scratch;
  test::write_bytes(scratch.path() / "file", "mine");
  EXPECT_THAT(io_error_of([&] { FolderLock lock(scratch.path() / "file"); }), HasSubstr("file"));
  EXPECT_EQ(test::read_bytes(scratch.path() / "file"), "mine");
}

}  // namespace
}  // namespace plimsoll
