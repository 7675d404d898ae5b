#include "plain_text.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(PlainText, NoFormulaIsOneAnyMore) {
  for (char const* formula : {"=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "\tplain"})
    EXPECT_EQ(never_formula(formula), "'" + std::string(formula));
  for (char const* text : {"", "a=1", "1-2", " plain", "\xc3\xa9", "(1.5)"})
    EXPECT_EQ(never_formula(text), text);
}

TEST(PlainText, ShowsNoControl) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(printable("\r\x07\x7f"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xc2\x9b"
                      "1m"),
            "\xEF\xBF\xBD"
            "1m")
      << "a control of Latin-1, in UTF-8";
  EXPECT_EQ(printable("\xe2\x80\xae"
                      "x"),
            "\xEF\xBF\xBDx")
      << "turns the direction of writing";
  EXPECT_EQ(printable("\n\t"), "\n\t");
  EXPECT_EQ(printable_line("a\nb\tc"), "a b c");
}

TEST(PlainText, KeepsLettersAndRefusesWhatIsNone) {
  for (char const* text : {"plain", "\xc3\xa4\xc3\xb6", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xc2\xb1"})
    EXPECT_EQ(printable(text), text);
  for (char const* bytes : {"\xff", "\xc0", "\x80", "\xf5"}) EXPECT_EQ(printable(bytes), "\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xe2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "cut short";
  EXPECT_EQ(printable("\xed\xa0\x80").size(), 9u) << "half of a pair of UTF-16";
  EXPECT_EQ(printable("\xc1\xbf").size(), 6u) << "longer than needed";
}

}  // namespace
}  // namespace plimsoll
