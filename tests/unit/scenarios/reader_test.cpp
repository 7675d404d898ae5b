#include "study/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

enum class Colour { red, blue };

struct Leaf {
  double share = 0.0;
  static constexpr auto fields =
      field_table(required("share", &Leaf::share, Unit::fraction, unit_interval, "a share"));
};

struct Part {
  Quantity share = 0.0;
  static constexpr bool shared = true;
  static constexpr auto fields =
      field_table(required("share", &Part::share, Unit::fraction, unit_interval, "a share"));
};

struct Sheet {
  std::int64_t count = 7;
  Quantity rate = 0.5;
  std::optional<Quantity> extra;
  Colour colour = Colour::red;
  std::vector<double> edges;
  std::map<std::string, Quantity> limits;
  Named<Leaf> leaves;
  Part first, second;
  static constexpr auto fields =
      field_table(optional("count", &Sheet::count, Unit::count, Range{1, 10}, "a count"),
                  optional("rate", &Sheet::rate, Unit::fraction, unit_interval, "a rate"),
                  optional("extra", &Sheet::extra, Unit::fraction, unit_interval, "another rate"),
                  optional("colour", &Sheet::colour, "a colour"),
                  optional("edges", &Sheet::edges, Unit::years, not_negative, "edges"),
                  optional("limits", &Sheet::limits, Unit::dollars, not_negative, "limits"),
                  optional("leaves", &Sheet::leaves, "leaves"), optional("first", &Sheet::first, "a part"),
                  optional("second", &Sheet::second, "another"));
};

}  // namespace

template <>
struct Names<Colour> {
  static constexpr std::array<std::pair<std::string_view, Colour>, 2> pairs{
      {{"red", Colour::red}, {"blue", Colour::blue}}};
};

namespace {

struct Read {
  Sheet sheet;
  std::vector<std::string> faults;
  std::vector<std::uint32_t> lines;
};

Read read(std::string const& text) {
  Node const document = parse_toml(text, "sheet.toml");
  Reader reader(document);
  Read result;
  reader.read(document, KeyPath{}, result.sheet);
  for (Problem const& problem : reader.problems()) {
    result.faults.push_back(to_text(problem));
    result.lines.push_back(problem.spot.line);
  }
  return result;
}

TEST(Reader, ReadsEveryKindOfMember) {
  Read const r = read(
      "count = 3\nrate = [0.1, 0.2]\ncolour = \"blue\"\nedges = [0, 65]\nlimits = { a = 1, b = { dist = "
      "\"uniform\", low = 1, high = 2 } }\n"
      "[leaves.z]\nshare = 0.1\n[leaves.a]\nshare = 0.2\n");
  ASSERT_THAT(r.faults, ElementsAre());
  EXPECT_EQ(r.sheet.count, 3);
  EXPECT_EQ(r.sheet.rate.fixed(1), 0.2);
  EXPECT_EQ(r.sheet.colour, Colour::blue);
  EXPECT_THAT(r.sheet.edges, ElementsAre(0.0, 65.0));
  EXPECT_TRUE(r.sheet.limits.at("b").is_driver());
  EXPECT_EQ(r.sheet.limits.at("b").path().text(), "limits.b");
  EXPECT_THAT(r.sheet.leaves.names(), ElementsAre("z", "a")) << "order of the file";
}

TEST(Reader, ReportsEveryFaultWithItsLine) {
  Read const r = read(
      "count = 11\nrate = 2.0\ncolour = \"bleu\"\nedgs = []\nlimits = 3\n[leaves.z]\n[leaves.a]\nshare = "
      "\"half\"\n");
  EXPECT_THAT(r.lines, ElementsAre(1, 2, 3, 4, 5, 6, 8));
  ASSERT_EQ(r.faults.size(), 7u);
  EXPECT_THAT(r.faults[1], HasSubstr("did you mean 0.02?"));
  EXPECT_THAT(r.faults[2], HasSubstr("did you mean \"blue\"?"));
  EXPECT_THAT(r.faults[3], HasSubstr("did you mean \"edges\"?"));
  EXPECT_THAT(r.faults[5], HasSubstr("is missing"));
}

TEST(Reader, ALawThatLeavesItsRangeNeedsClip) {
  EXPECT_THAT(read("rate = { dist = \"normal\", mean = 0.5, sd = 0.3 }").faults,
              ElementsAre(HasSubstr("clip = true")));
  Read const clipped = read("rate = { dist = \"normal\", mean = 0.5, sd = 0.3, clip = true }");
  ASSERT_THAT(clipped.faults, ElementsAre());
  EXPECT_EQ(clipped.sheet.rate.driver().clip.high, 1.0);
  EXPECT_THAT(read("rate = { dist = \"normal\", mean = 0.5, sd = 0.01 }").faults, ElementsAre());
  EXPECT_THAT(read("rate = { dist = \"normal\", mean = 2.0, sd = 0.1 }").faults,
              ElementsAre(HasSubstr("did you mean a mean of 0.02?")));
}

TEST(Reader, LawsAreCheckedAsAWhole) {
  EXPECT_THAT(read("rate = { dist = \"pert\", low = 0.5, mode = 0.1, high = 0.9 }").faults,
              ElementsAre(HasSubstr("mode must lie between low and high")));
  EXPECT_THAT(read("rate = { dist = \"nomal\", mean = 0.5, sd = 0.1 }").faults,
              ElementsAre(HasSubstr("did you mean \"normal\"?")));
  EXPECT_THAT(read("rate = { mean = 0.5, sd = 0.1 }").faults,
              ElementsAre(HasSubstr("rate.dist: is missing")));
}

TEST(Reader, ReferencesAreFollowedAndKeepTheTargetsPath) {
  Read const r = read("rate = 0.25\nextra = \"rate\"");
  ASSERT_THAT(r.faults, ElementsAre());
  EXPECT_EQ(r.sheet.extra->path().text(), "rate");
  EXPECT_EQ(r.sheet.extra->fixed(), 0.25);
  EXPECT_THAT(read("rate = \"nowhere\"").faults, ElementsAre(HasSubstr("which is not given")));
  EXPECT_THAT(read("extra = \"nowhere\"").faults, ElementsAre(HasSubstr("which is not given")));
  EXPECT_THAT(read("rate = \"extra\"\nextra = \"rate\"").faults,
              testing::Contains(HasSubstr("refers to itself")));
}

TEST(Reader, APartMayBeThatOfAnotherTable) {
  Read const r = read("second = \"first\"\n[first]\nshare = { dist = \"beta\", mean = 0.3, sd = 0.1 }\n");
  ASSERT_THAT(r.faults, ElementsAre());
  EXPECT_EQ(r.sheet.second.share.path().text(), "first.share") << "one law, drawn once";
  EXPECT_THAT(read("second = \"frst\"\n[first]\nshare = 0.1\n").faults,
              ElementsAre(HasSubstr("which is not given")));
  EXPECT_THAT(read("first = \"second\"\nsecond = \"first\"").faults,
              testing::Contains(HasSubstr("refers to itself")));
  EXPECT_THAT(read("leaves.z = \"first\"\n[first]\nshare = 0.1\n").faults,
              ElementsAre(HasSubstr("must be a table")));
}

TEST(Reader, NumbersThatAreNoneAreRefused) {
  EXPECT_EQ(read("rate = nan").faults.size(), 1u);
  EXPECT_EQ(read("rate = inf").faults.size(), 1u);
  EXPECT_EQ(read("rate = true").faults.size(), 1u);
}

TEST(Reader, SyntaxStopsAtItsFirstFaultWithAPlace) {
  try {
    read("count = 3\nrate = = 2\n");
    FAIL() << "no fault";
  } catch (InputError const& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(error.problems()[0].spot.line, 2u);
  }
}

TEST(Nearest, FindsNearKeysOnly) {
  EXPECT_EQ(nearest("shre_of_benchmark", {"share_of_benchmark", "share_of_revenue"}), "share_of_benchmark");
  EXPECT_EQ(nearest("zzz", {"share_of_benchmark"}), "");
}

}  // namespace
}  // namespace plimsoll
