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

std::map<std::string, toml::table> packs() {
  std::map<std::string, toml::table> found;
  auto const folder = std::filesystem::path{PLIMSOLL_SOURCE_DIR} / "scenarios" / "rulepacks" / "mssp";
  for (auto const& entry : std::filesystem::directory_iterator(folder))
    found.emplace(entry.path().stem().string(), toml::parse_file(entry.path().string()));
  return found;
}

std::map<std::string, std::set<std::string>> keys_by_kind() {
  std::map<std::string, std::set<std::string>> keys;
  for_each_alternative<Term>([&]<class T>() {
    auto& of_kind = keys[std::string{T::clause.kind}];
    for_each_field<T>([&](auto const& field) { of_kind.emplace(field.key); });
  });
  return keys;
}

void expect_cited(toml::table const& term, std::string const& where) {
  static std::set<std::string> const structure{"name", "kind", "before", "after", "cites"};
  for (auto const& [key, value] : term) {
    std::string const field{key.str()};
    if (!structure.contains(field)) {
      EXPECT_TRUE(term["cites"][field].is_string()) << where << '.' << field;
    }
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

TEST(Rulepacks, AreAllThereAndSayWhenTheyApply) {
  auto const found = packs();
  for (char const* track : {"basic-a", "basic-b", "basic-c", "basic-d", "basic-e", "enhanced"})
    for (int year : {2024, 2026}) {
      auto const pack = found.find(std::string{track} + "@" + std::to_string(year));
      ASSERT_NE(pack, found.end()) << track << year;
      EXPECT_EQ(pack->second["schema"].value_or(std::string{}), "rulepack/1");
      EXPECT_FALSE(pack->second["title"].value_or(std::string{}).empty());
      EXPECT_EQ(pack->second["performance_years"][0].value_or(0), year);
    }
  EXPECT_EQ(found.size(), 12u);
}

TEST(Rulepacks, InheritFromPacksThatExist) {
  auto const found = packs();
  for (auto const& [name, pack] : found) {
    toml::array likes;
    if (auto const* list = pack["like"].as_array()) likes = *list;
    if (auto const one = pack["like"].value<std::string>()) likes.push_back(*one);
    for (auto const& like : likes) {
      auto const other = like.value_or(std::string{});
      ASSERT_EQ(other.substr(0, 5), "mssp/");
      EXPECT_TRUE(found.contains(other.substr(5))) << name;
    }
    EXPECT_TRUE(!likes.empty() || name == "basic-e@2024" || pack["part"].value_or(false)) << name;
  }
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

TEST(Rulepacks, TheNumbersOfAYearAreTheSameOnEveryTrack) {
  auto const found = packs();
  toml::table const& reference = found.at("basic-e@2026");
  for (char const* track : {"basic-a", "basic-b", "basic-c", "basic-d", "enhanced"}) {
    toml::table const& pack = found.at(std::string{track} + "@2026");
    EXPECT_TRUE(*pack["truncation"].as_table() == *reference["truncation"].as_table()) << track;
    EXPECT_TRUE(*pack["quality"].as_table() == *reference["quality"].as_table()) << track;
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
  toml::table const& base = found.at("basic-e@2024");
  toml::table const& later = found.at("basic-e@2026");
  check(toml::node_view<toml::node const>{base["term"][0].node()}, 2.0);
  check(later["truncation"], 4.0);
}

}  // namespace
}  // namespace plimsoll
