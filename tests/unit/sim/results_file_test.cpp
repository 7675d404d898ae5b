#include "plimsoll/sim/results_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <string>

#include <bit>
#include <cstdlib>
#include <ctime>

#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using test::io_error_of;
using testing::AllOf;
using testing::HasSubstr;

TrialTable some_table(std::uint64_t trials) {
  TrialTable table{test::some_columns(), trials, {}};
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    for (std::uint64_t trial = 0; trial < trials; ++trial)
      table.values.push_back(test::some_number(trial, c));
  }
  return table;
}

std::vector<SummaryFigure> some_figures() {
  return {{"basic_e/mean", 1.5, 0.25, std::nan(""), std::nan(""), "dollars"},
          {"basic_e/q95", -7.0, std::nan(""), -8.0, -6.5, "dollars"}};
}

std::vector<std::uint64_t> bits(std::vector<double> const& values) {
  std::vector<std::uint64_t> words;
  for (double const value : values) words.push_back(std::bit_cast<std::uint64_t>(value));
  return words;
}

/// Runs a script in the system's python3 with h5py; false when there is none.
bool has_h5py() {
  return std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") == 0;
}

int run_python(std::filesystem::path const& folder, std::string const& script) {
  test::write_bytes(folder / "script.py", script);
  return std::system(("cd '" + folder.string() + "' && /usr/bin/python3 script.py").c_str());
}

TEST(ResultsFile, GivesBackWhatWasWritten) {
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  // More trials than are copied at once, and than one chunk holds.
  auto const table = some_table(20'001);
  write_results(file, test::some_header(), table, some_figures());
  auto const back = read_results(file);
  EXPECT_EQ(back.header, test::some_header());
  EXPECT_EQ(back.table.columns, table.columns);
  EXPECT_EQ(back.table.trials, table.trials);
  EXPECT_EQ(bits(back.table.values), bits(table.values));
  ASSERT_EQ(back.figures.size(), 2u);
  EXPECT_EQ(back.figures[1].id, "basic_e/q95");
  EXPECT_EQ(back.figures[1].value, -7.0);
  EXPECT_TRUE(std::isnan(back.figures[1].std_error));
  EXPECT_EQ(back.figures[1].low, -8.0);
  EXPECT_EQ(back.figures[0].std_error, 0.25);
  EXPECT_EQ(back.figures[0].unit, "dollars");
}

TEST(ResultsFile, EmptyListsAreFine) {
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  ResultsHeader header;
  header.complete = false;
  write_results(file, header, {{{"x", Unit::count, 0, ""}}, 1, {2.0}}, {});
  auto const back = read_results(file);
  EXPECT_EQ(back.header, header);
  EXPECT_TRUE(back.figures.empty());
  EXPECT_EQ(back.table.values, std::vector{2.0});
}

TEST(ResultsFile, EqualRunsAreEqualFilesAtAnyTime) {
  test::ScratchFolder folder;
  write_results(folder.path() / "a.h5", test::some_header(), some_table(1000), some_figures());
  // HDF5 stores object times in whole seconds.
  auto const begin = std::time(nullptr);
  while (std::time(nullptr) == begin) ::usleep(20'000);
  std::filesystem::create_directory(folder.path() / "elsewhere");
  write_results(folder.path() / "elsewhere" / "b.h5", test::some_header(), some_table(1000), some_figures());
  EXPECT_EQ(test::read_bytes(folder.path() / "a.h5"), test::read_bytes(folder.path() / "elsewhere" / "b.h5"));
}

TEST(ResultsFile, IsNeverOverwrittenUnlessTold) {
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  write_results(file, test::some_header(), some_table(10), {});
  auto const before = test::read_bytes(file);
  EXPECT_THAT(io_error_of([&] { write_results(file, test::some_header(), some_table(20), {}); }),
              HasSubstr("exists"));
  EXPECT_EQ(test::read_bytes(file), before);
  write_results(file, test::some_header(), some_table(20), {}, Overwrite::replace);
  EXPECT_EQ(read_results(file).table.trials, 20u);
  EXPECT_EQ(test::files_below(folder.path()).size(), 1u);
}

TEST(ResultsFile, SaysWhereItCannotBeWritten) {
  test::ScratchFolder folder;
  test::write_bytes(folder.path() / "plain", "a file");
  for (auto const* place : {"missing", "plain"}) {
    auto const file = folder.path() / place / "results.h5";
    EXPECT_THAT(io_error_of([&] { write_results(file, test::some_header(), some_table(10), {}); }),
                AllOf(HasSubstr(place), HasSubstr("results.h5")));
  }
  EXPECT_EQ(test::files_below(folder.path()).size(), 1u);
}

TEST(ResultsFile, RefusesWhatIsNotOne) {
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("results.h5: cannot open"));
  test::write_bytes(file, "not HDF5 at all");
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("results.h5: the file is damaged"));
  test::seal_again(file);
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("results.h5: cannot open"));
  write_results(file, test::some_header(), some_table(5000), {}, Overwrite::replace);
  auto const bytes = test::read_bytes(file);
  test::write_bytes(file, bytes.substr(0, bytes.size() - 300));
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("seal at its end is missing"));
  test::seal_again(file);
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("runcated"));
}

TEST(ResultsFile, RefusesEveryBitThatTurned) {
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  write_results(file, test::some_header(), some_table(300), some_figures());
  auto const bytes = test::read_bytes(file);
  for (std::size_t at = 0; at < bytes.size(); at += 23) {
    auto turned = bytes;
    turned[at] = static_cast<char>(turned[at] ^ (1 << (at % 8)));
    test::write_bytes(file, turned);
    EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("results.h5: the file is damaged")) << at;
  }
  test::write_bytes(file, bytes);
  EXPECT_EQ(read_results(file).table.trials, 300u);
}

/// HDF5 1.10 never comes to an end of these.
TEST(ResultsFile, RefusesTextsThatDoNotFillTheirRoom) {
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  write_results(file, test::some_header(), some_table(300), some_figures());
  auto const bytes = test::read_bytes(file);
  std::size_t const heap = bytes.find("GCOL");
  ASSERT_NE(heap, bytes.npos);
  std::size_t const object = heap + 16, size = object + 8;
  auto const changed = [&](std::size_t at, std::string const& to) {
    auto forged = bytes;
    test::write_bytes(file, forged.replace(at, to.size(), to));
    test::seal_again(file);
  };
  for (auto const& [at, to] : {std::pair{object, std::string(16, '\0')},     // free, and of no size
                               std::pair{size, std::string(8, '\xff')},      // beyond all there is
                               std::pair{heap + 8, std::string(8, '\xff')},  // the heap itself
                               std::pair{heap + 8, std::string(8, '\0')}}) {
    changed(at, to);
    EXPECT_THAT(io_error_of([&] { read_results(file); }),
                HasSubstr("results.h5: the file is damaged (its texts"))
        << at;
  }
  changed(0, bytes.substr(0, 1));
  EXPECT_EQ(read_results(file).table.trials, 300u);
}

TEST(ResultsFile, AShapeIsNoReasonToMakeRoom) {
  if (!has_h5py()) GTEST_SKIP() << "python3 with h5py is not installed (Debian package python3-h5py)";
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  auto const made = [&](std::string const& change) {
    write_results(file, test::some_header(), some_table(10), {}, Overwrite::replace);
    ASSERT_EQ(run_python(folder.path(), "import h5py\nf = h5py.File('results.h5','a')\n" + change), 0);
    test::seal_again(file);
  };
  made("f.attrs['trials'] = 10**15\n");
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("one row per trial"));
  made(
      "d = f.create_dataset('draws/big', shape=(10**12, 1), dtype='f8', chunks=(1000, 1))\n"
      "del f['draws/cost.aco.trend']\nf['draws/cost.aco.trend'] = d\n");
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("shorter than its shape"));
  made(
      "del f['notices']\nf.create_dataset('notices', shape=(10**12,), dtype=h5py.string_dtype(), "
      "chunks=(1000,))\n");
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("shorter than its shape"));
}

TEST(ResultsFile, ColumnsThatCannotBeStoredAreBrokenPromises) {
  test::ScratchFolder folder;
  auto const write = [&](std::vector<ColumnInfo> columns) {
    TrialTable const table{columns, 1, std::vector<double>(columns.size(), 1.0)};
    write_results(folder.path() / "r.h5", {}, table, {});
  };
  for (auto const* name : {"", "/a", "a/", "a//b", "a/./b", "..", "axes/x", "summary"}) {
    EXPECT_THROW(write({{name, Unit::none, 0, ""}}), BrokenPromise) << name;
  }
  EXPECT_THROW(write({{"a", Unit::none, 1, ""}, {"a", Unit::none, 1, ""}}), BrokenPromise);
  EXPECT_THROW(write({{"a", Unit::none, 1, ""}, {"a", Unit::dollars, 2, ""}}), BrokenPromise);
  EXPECT_THROW(write_results(folder.path() / "r.h5", {}, {}, {}), BrokenPromise);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ResultsFile, RefusesALaterMajorVersionAndAnotherFormat) {
  if (!has_h5py()) GTEST_SKIP() << "python3 with h5py is not installed (Debian package python3-h5py)";
  test::ScratchFolder folder;
  auto const file = folder.path() / "results.h5";
  write_results(file, test::some_header(), some_table(10), {});
  ASSERT_EQ(run_python(folder.path(),
                       "import h5py\nh5py.File('results.h5','a').attrs['format_version'] = [3, 0]\n"),
            0);
  test::seal_again(file);
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("format version 3 is not understood"));
  ASSERT_EQ(
      run_python(folder.path(), "import h5py\nh5py.File('results.h5','a').attrs['format'] = 'openmc'\n"), 0);
  test::seal_again(file);
  EXPECT_THAT(io_error_of([&] { read_results(file); }), HasSubstr("not a results file"));
}

TEST(ResultsFile, IsReadByH5py) {
  if (!has_h5py()) GTEST_SKIP() << "python3 with h5py is not installed (Debian package python3-h5py)";
  test::ScratchFolder folder;
  write_results(folder.path() / "results.h5", test::some_header(), some_table(5000), some_figures());
  EXPECT_EQ(run_python(folder.path(), R"(
import h5py, math
f = h5py.File("results.h5")
assert f.attrs["format"] == "plimsoll-run" and list(f.attrs["format_version"]) == [2, 0]
assert f.attrs["seed"] == 2**64 - 1 and f.attrs["trials"] == 5000 and f.attrs["complete"] == 1
assert f["study"].asstr()[()] == '[study]\nname = "Größe"\n'
assert list(f["notices"].asstr()) == ["first notice", ""]
assert f["axes/trial_count"][()] == 5000 and list(f["axes/year"]) == [2026, 2027]
assert list(f["axes/contract"].asstr()) == ["basic_e"]
assert f["inputs/sha256"].asstr()[0] == "00ff" and f["inputs/bytes"][0] == 12
d = f["contract/basic_e/settlement"]
assert d.shape == (5000, 2) and d.dtype == "<f8" and d.compression == "gzip" and d.shuffle
assert d.attrs["unit"] == "dollars" and d.attrs["says"] == "what the settlement pays us"
assert list(d.attrs["year"]) == [2026, 2027]
for t in (0, 4097, 4999):
    for year, column in ((0, 0), (1, 2)):
        assert abs(d[t, year] - math.sin(t * 1.25 + column) * 1e6) < 1e-6, (t, year)
assert math.isnan(d[339, 0])
trend = f["draws/cost.aco.trend"]
assert trend.shape == (5000, 1) and trend.attrs["unit"] == "fraction" and list(trend.attrs["year"]) == [0]
g = f["summary/figures"]
assert list(g["id"].asstr()) == ["basic_e/mean", "basic_e/q95"] and list(g["value"]) == [1.5, -7.0]
assert math.isnan(g["low"][0]) and g["high"][1] == -6.5 and g["unit"].asstr()[1] == "dollars"
)"),
            0);
}

}  // namespace
}  // namespace plimsoll
