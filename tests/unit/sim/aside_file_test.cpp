#include "plimsoll/sim/aside_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
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

TEST(AsideFile, LeavesNothingWithoutACommit) {
  test::ScratchFolder folder;
  write(folder.path() / "b", "old", Overwrite::refuse);
  std::string const text = "new";
  {
    AsideFile first(folder.path() / "a", std::as_bytes(std::span(text)), Overwrite::refuse);
    AsideFile const second(folder.path() / "b", std::as_bytes(std::span(text)), Overwrite::replace);
    AsideFile const moved = std::move(first);
    EXPECT_EQ(test::files_below(folder.path()).size(), 3u);
    EXPECT_FALSE(exists(folder.path() / "a"));
  }
  EXPECT_EQ(test::files_below(folder.path()).size(), 1u);
  EXPECT_EQ(test::read_bytes(folder.path() / "b"), "old");
}

TEST(AsideFile, ReplacesNothingButFiles) {
  test::ScratchFolder folder;
  create_directory(folder.path() / "folder");
  EXPECT_THAT(io_error_of([&] { write(folder.path() / "folder", "x", Overwrite::replace); }),
              HasSubstr("directory"));
  ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(io_error_of([&] { write(folder.path() / "pipe", "x", Overwrite::replace); }),
              HasSubstr("device or a pipe"));
  EXPECT_TRUE(is_fifo(folder.path() / "pipe"));
}

TEST(AsideFile, TakesNamesAsLongAsThereAre) {
  test::ScratchFolder folder;
  auto const path = folder.path() / std::string(255, 'n');
  write(path, "x", Overwrite::refuse);
  EXPECT_EQ(test::read_bytes(path), "x");
  EXPECT_THAT(io_error_of([&] { write(folder.path() / std::string(256, 'n'), "x", Overwrite::refuse); }),
              HasSubstr("too long"));
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

TEST(AsideFile, FilesThatBelongTogetherHaveTheirNamesTogether) {
  test::ScratchFolder folder;
  auto const make = [&] {
    std::vector<AsideFile> files;
    for (char const* name : {"one", "two", "three"})
      files.emplace_back(folder.path() / name, std::as_bytes(std::span(std::string_view("new"))),
                         Overwrite::replace);
    return files;
  };
  for (char const* name : {"two", "three"}) test::write_bytes(folder.path() / name, "old");
  {
    std::vector<AsideFile> files = make();
    std::filesystem::remove(files[2].aside());  // a folder cannot take the name of a file
    std::filesystem::create_directory(files[2].aside());
    EXPECT_THAT(io_error_of([&] { commit_together(files); }), HasSubstr("three: cannot rename"));
  }
  EXPECT_EQ(test::files_below(folder.path()).size(), 2u);
  for (char const* name : {"two", "three"}) EXPECT_EQ(test::read_bytes(folder.path() / name), "old");
  {
    std::vector<AsideFile> files = make();
    commit_together(files);
  }
  EXPECT_EQ(test::files_below(folder.path()).size(), 3u);
  for (char const* name : {"one", "two", "three"}) EXPECT_EQ(test::read_bytes(folder.path() / name), "new");
}

}  // namespace
}  // namespace plimsoll
