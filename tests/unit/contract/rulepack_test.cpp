#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <toml++/toml.h>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "plimsoll/models/contract/term.hpp"

// The shipped packs as data: whatever reads them, every number must be cited and no number may disagree with
// itself.
namespace plimsoll {
namespace {

using Files = std::map<std::string, toml::table>;

/// Every shipped pack by its name: mssp/basic-e@2024.
Files packs() {
  Files found;
  auto const root = std::filesystem::path{PLIMSOLL_SOURCE_DIR} / "scenarios" / "rulepacks";
  for (auto const& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.is_regular_file())
      found.emplace(entry.path().lexically_relative(root).replace_extension().generic_string(),
                    toml::parse_file(entry.path().string()));
  return found;
}

/// Packs a pack is joined from: one text or a list of them.
std::vector<std::string> joined(toml::table const& pack) {
  std::vector<std::string> names;
  if (auto const* list = pack["like"].as_array())
    for (auto const& name : *list) names.push_back(name.value_or(std::string{}));
  if (auto const one = pack["like"].value<std::string>()) names.push_back(*one);
  return names;
}

std::map<std::string, std::set<std::string>> keys_by_kind() {
  std::map<std::string, std::set<std::string>> keys;
  for_each_alternative<Term>([&]<class T>() {
    auto& of_kind = keys[std::string{T::clause.kind}];
    for_each_field<T>([&](auto const& field) { of_kind.emplace(field.key); });
  });
  return keys;
}

/// A source for every value, or one for the whole term.
void expect_cited(toml::table const& term, std::string const& where) {
  static std::set<std::string> const structure{"name", "kind", "before", "after", "cites"};
  bool const as_a_whole = term["cites"].is_string();
  EXPECT_TRUE(!as_a_whole || term["cites"].value_or(std::string{}).size() > 8u) << where;
  for (auto const& [key, value] : term) {
    std::string const field{key.str()};
    bool const cited = as_a_whole || structure.contains(field) || term["cites"][field].is_string();
    EXPECT_TRUE(cited) << where << '.' << field;
  }
  if (auto const* cites = term["cites"].as_table()) {
    for (auto const& [key, text] : *cites)
      EXPECT_GT(text.value_or(std::string{}).size(), 8u) << where << '.' << key.str();
  }
}

/// Every term of a pack, added or overridden, by its name.
template <class Visitor>
void for_each_term(toml::table const& pack, Visitor const& visit) {
  if (auto const* added = pack["term"].as_array())
    for (auto const& term : *added)
      visit(term.as_table()->at("name").value_or(std::string{}), *term.as_table());
  for (auto const& [key, value] : pack)
    if (value.is_table()) visit(std::string{key.str()}, *value.as_table());
}

/// Every year a level was on offer, settled by one pack.
struct Offer {
  char const* level;
  int first, last;
};
constexpr Offer offers[] = {
    {"mssp/track-1", 2013, 2021},  {"mssp/track-1-plus", 2018, 2021}, {"mssp/track-2", 2013, 2021},
    {"mssp/track-3", 2016, 2021},  {"mssp/basic-a", 2019, 2027},      {"mssp/basic-b", 2019, 2027},
    {"mssp/basic-c", 2019, 2027},  {"mssp/basic-d", 2019, 2027},      {"mssp/basic-e", 2019, 2027},
    {"mssp/enhanced", 2019, 2027}, {"reach/global", 2023, 2026},      {"reach/professional", 2023, 2026},
    {"lead/global", 2027, 2027},   {"lead/professional", 2027, 2027}, {"mssp/basic-e-proposed", 2027, 2027}};

TEST(Rulepacks, SettleEveryYearOfAnOfferOnce) {
  auto const found = packs();
  for (Offer const& offer : offers) {
    std::multiset<int> years;
    for (auto const& [name, pack] : found)
      if (name.starts_with(std::string{offer.level} + "@"))
        for (auto const& year : *pack["performance_years"].as_array()) years.insert(year.value_or(0));
    std::multiset<int> expected;
    for (int year = offer.first; year <= offer.last; ++year) expected.insert(year);
    EXPECT_EQ(years, expected) << offer.level;
  }
}

TEST(Rulepacks, SayWhatTheyAre) {
  for (auto const& [name, pack] : packs()) {
    EXPECT_EQ(pack["schema"].value_or(std::string{}), "rulepack/1") << name;
    EXPECT_FALSE(pack["title"].value_or(std::string{}).empty()) << name;
    int const year = std::stoi(name.substr(name.find('@') + 1));
    std::set<int> years;
    for (auto const& covered : *pack["performance_years"].as_array()) years.insert(covered.value_or(0));
    EXPECT_TRUE(years.contains(year)) << name;
  }
}

TEST(Rulepacks, InheritFromPacksThatExist) {
  auto const found = packs();
  for (auto const& [name, pack] : found)
    for (std::string const& other : joined(pack)) EXPECT_TRUE(found.contains(other)) << name << ' ' << other;
}

TEST(Rulepacks, UseKnownKindsAndKeys) {
  auto const known = keys_by_kind();
  std::set<std::string> any{"name", "kind", "before", "after", "cites"};
  for (auto const& [kind, keys] : known) any.insert(keys.begin(), keys.end());
  for (auto const& [name, pack] : packs())
    for_each_term(pack, [&, &where = name](std::string const& term_name, toml::table const& term) {
      auto const kind = term["kind"].value<std::string>();
      if (kind) {
        ASSERT_TRUE(known.contains(*kind)) << where << '.' << term_name;
      }
      std::set<std::string> allowed = kind ? known.at(*kind) : any;
      allowed.insert({"name", "kind", "before", "after", "cites"});
      for (auto const& [key, value] : term)
        EXPECT_TRUE(allowed.contains(std::string{key.str()}))
            << where << '.' << term_name << '.' << key.str();
      if (auto const* cites = term["cites"].as_table()) {
        for (auto const& [key, value] : *cites)
          EXPECT_TRUE(allowed.contains(std::string{key.str()}))
              << where << '.' << term_name << ".cites." << key.str();
      }
    });
}

TEST(Rulepacks, CiteEveryValue) {
  for (auto const& [name, pack] : packs())
    for_each_term(pack, [&, &where = name](std::string const& term_name, toml::table const& term) {
      expect_cited(term, where + '.' + term_name);
    });
}

TEST(Rulepacks, TheNumbersOfAYearComeFromOnePlace) {
  std::set<std::string> const roots{"2013", "2016", "2018",
                                    "2024"};  // packs of several years, or others' roots
  for (auto const& [name, pack] : packs()) {
    std::string const year = name.substr(name.find('@') + 1);
    bool const whole = !pack["part"].value_or(false) && name.find("proposed") == std::string::npos;
    if (name.starts_with("mssp/") && whole && !roots.contains(year)) {
      EXPECT_THAT(joined(pack), testing::Contains("mssp/year@" + year)) << name;
    }
  }
}

TEST(Rulepacks, LimitsAreTheLastPublishedTrended) {
  auto const found = packs();
  auto const limit = [&](toml::node_view<toml::node const> truncation, char const* label) {
    return truncation["limits"][label].value_or(0.0);
  };
  auto const check = [&](auto const& truncation, double years) {
    // CMS PY2022 settlement values; ACPT growth 5.1 % (ESRD) and 4.9 %.
    EXPECT_EQ(limit(truncation, "esrd"), std::round(507'077.0 * std::pow(1.051, years)));
    EXPECT_EQ(limit(truncation, "disabled"), std::round(177'548.0 * std::pow(1.049, years)));
    EXPECT_EQ(limit(truncation, "aged_dual"), std::round(236'991.0 * std::pow(1.049, years)));
    EXPECT_EQ(limit(truncation, "aged_nondual"), std::round(147'189.0 * std::pow(1.049, years)));
  };
  check(toml::node_view<toml::node const>{found.at("mssp/basic-e@2024")["term"][0].node()}, 2.0);
  check(toml::node_view<toml::node const>{found.at("mssp/year@2022")["term"][0].node()}, 0.0);
  check(found.at("mssp/year@2023")["truncation"], 1.0);
  check(found.at("mssp/year@2026")["truncation"], 4.0);
  check(found.at("mssp/year@2027")["truncation"], 5.0);
}

}  // namespace
}  // namespace plimsoll
