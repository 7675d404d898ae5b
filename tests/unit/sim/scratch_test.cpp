#include "plimsoll/sim/scratch.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

class Scratch : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("plimsoll-scratch-test-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  bool is_empty() const { return fs::is_empty(folder_); }
  fs::path folder_;
};

void put(fs::path const& path) {
  std::ofstream(path) << "something";
}

TEST_F(Scratch, GoesWithItsObject) {
  {
    ScratchFile const file(folder_, "half.db");
    put(file.path());
    EXPECT_EQ(fs::status(file.folder()).permissions(), fs::perms::owner_all);
    EXPECT_FALSE(is_empty());
  }
  EXPECT_TRUE(is_empty());
}

TEST_F(Scratch, WhatIsKeptStays) {
  ScratchName name(folder_ / "kept");
  put(name.path());
  name.keep();
  { ScratchName const other(folder_ / "other"); }  // a name without a file is no fault
  EXPECT_TRUE(fs::exists(folder_ / "kept"));
}

TEST_F(Scratch, AnUnnamedFileIsInNoFolderAndTheOwnersAlone) {
  int const descriptor = open_unnamed(folder_);
  struct stat made {};
  ASSERT_EQ(::fstat(descriptor, &made), 0);
  EXPECT_EQ(made.st_mode & 0777, 0600u);
  EXPECT_EQ(::write(descriptor, "abc", 3), 3);
  EXPECT_TRUE(is_empty());
  ::close(descriptor);
  EXPECT_THROW(open_unnamed(folder_ / "none"), IoError);
}

/// A process that has scratch in the folder and is ended by a signal; what is left of it.
bool is_empty_after(int signal, fs::path const& folder) {
  pid_t const child = ::fork();
  if (child == 0) {
    ScratchFile const file(folder, "half.db");
    put(file.path());
    ::raise(signal);
    ::_exit(0);
  }
  int how = 0;
  ::waitpid(child, &how, 0);
  EXPECT_TRUE(WIFSIGNALED(how) && WTERMSIG(how) == signal);
  return fs::is_empty(folder);
}

TEST_F(Scratch, GoesWhenASignalEndsTheProcess) {
  for (int const signal : {SIGINT, SIGTERM, SIGHUP}) EXPECT_TRUE(is_empty_after(signal, folder_)) << signal;
}

// The control: what the test above would see if nobody cleared up.
TEST_F(Scratch, StaysWhenTheProcessIsKilled) {
  EXPECT_FALSE(is_empty_after(SIGKILL, folder_));
}

}  // namespace
}  // namespace plimsoll
