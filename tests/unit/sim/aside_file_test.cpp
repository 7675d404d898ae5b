#include "plimsoll/sim/aside_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#include <string>

#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using test::io_error_of;
using testing::HasSubstr;

void write(std::filesystem::path const& path, std::string const& text, Overwrite overwrite) {
  write_aside(path, std::as_bytes(std::span(text)), overwrite);
}

TEST(AsideFile, ReplacesOnlyWhenTold) {
  test::ScratchFolder folder;
  auto const path = folder.path() / "a.json";
  write(path, "one", Overwrite::refuse);
  EXPECT_THAT(io_error_of([&] { write(path, "two", Overwrite::refuse); }), HasSubstr("a.json"));
  EXPECT_EQ(test::read_bytes(path), "one");
  write(path, "two", Overwrite::replace);
  EXPECT_EQ(test::read_bytes(path), "two");
  EXPECT_EQ(test::files_below(folder.path()).size(), 1u);
}

TEST(AsideFile, SaysWhichFolderIsMissing) {
  test::ScratchFolder folder;
  EXPECT_THAT(io_error_of([&] { write(folder.path() / "gone" / "a", "x", Overwrite::refuse); }),
              HasSubstr("gone"));
  test::write_bytes(folder.path() / "file", "x");
  EXPECT_THAT(io_error_of([&] { make_folder(folder.path() / "file" / "below"); }), HasSubstr("below"));
}

TEST(AsideFile, KeepsTheOldFileWhenTheDiskIsFull) {
  test::ScratchFolder folder;
  auto const path = folder.path() / "a";
  write(path, "old", Overwrite::refuse);
  auto const write_with_no_room = [&] {
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit const room{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &room);
    try {
      write(path, std::string(5000, 'x'), Overwrite::replace);
    } catch (IoError const&) {
      ::_exit(7);
    }
    ::_exit(0);
  };
  EXPECT_EXIT(write_with_no_room(), testing::ExitedWithCode(7), "");
  EXPECT_EQ(test::read_bytes(path), "old");
  EXPECT_EQ(test::files_below(folder.path()).size(), 1u);
}

TEST(AsideFile, RemovesWhatDeadProcessesLeftAndNothingElse) {
  test::ScratchFolder folder;
  // 2^22 is the largest process number of Linux, so nothing lives above it.
  auto const dead = folder.path() / ".a.h5.99999999-0.tmp";
  auto const reborn = folder.path() / (".a.h5." + std::to_string(::getpid()) + "-4000000000.tmp");
  auto const living = folder.path() / (".a.h5." + std::to_string(::getppid()) + "-0.tmp");
  auto const foreign = folder.path() / "notes.tmp";
  for (auto const& file : {dead, reborn, living, foreign}) test::write_bytes(file, "half");
  remove_stale_asides(folder.path());
  EXPECT_FALSE(exists(dead));
  EXPECT_FALSE(exists(reborn));
  EXPECT_TRUE(exists(living));
  EXPECT_TRUE(exists(foreign));
  remove_stale_asides(folder.path() / "none");
}

}  // namespace
}  // namespace plimsoll
