#include "study/later_terms.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace plimsoll {
namespace {

std::optional<std::int64_t> year_in(std::string const& text) {
  std::int64_t year = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return year;
}

/// The last year the rules of a pack are dated by: mssp/basic-e@2026.
std::optional<std::int64_t> dated(std::string const& pack) {
  std::size_t const at = pack.find('@');
  return at == std::string::npos ? std::nullopt : year_in(pack.substr(at + 1));
}

/// Years from `from` to before `until` that packs must name: those up to the year they are dated by.
std::vector<std::int64_t> years_to_cover(std::vector<WrittenName> const& packs, std::int64_t from,
                                         std::int64_t until, std::vector<std::int64_t> const& years) {
  std::int64_t last = from;
  for (WrittenName const& pack : packs) last = std::max(last, dated(pack.name).value_or(from));
  std::vector<std::int64_t> covered;
  for (std::int64_t year : years)
    if (year >= from && year < until && year <= last &&
        std::all_of(packs.begin(), packs.end(),
                    [&](WrittenName const& pack) { return dated(pack.name).value_or(year) >= year; }))
      covered.push_back(year);
  return covered;
}

std::string text_in(Node const& table, std::string_view key) {
  Node const* const node = table.table() ? table.table()->find(key) : nullptr;
  return node && node->text() ? *node->text() : std::string{};
}

/// Kinds of terms by name; a term without a name goes by its kind.
std::map<std::string, std::string> kinds_of(NodeArray const& terms) {
  std::map<std::string, std::string> kinds;
  for (Node const& term : terms) {
    std::string const kind = text_in(term, "kind"), name = text_in(term, "name");
    kinds.emplace(name.empty() ? kind : name, kind);
  }
  return kinds;
}

/// A kind nobody knows would be passed over in every year.
void check_kind(Node const& change, KeyPath const& path, std::vector<Problem>& problems) {
  std::string const only = text_in(change, "only");
  std::vector<std::string> kinds;
  for_each_alternative<Term>([&]<class T>() { kinds.emplace_back(T::clause.kind); });
  if (only.empty() || std::find(kinds.begin(), kinds.end(), only) != kinds.end()) return;
  std::string const near = nearest(only, kinds);
  problems.push_back({change.spot, (path / "only").text(), "\"" + only + "\" is no kind of term", "",
                      near.empty() ? "" : "did you mean \"" + near + "\"?"});
}

/// What of a contract's changes a stage takes.
class StageChanges {
 public:
  StageChanges(std::vector<YearTerms> const& stages, NodeTable const& changes,
               std::vector<std::string> const& own_keys)
      : changes_(changes), own_keys_(own_keys) {
    for (YearTerms const& stage : stages) kinds_.push_back(kinds_of(stage.terms));
    if (Node const* added = changes.find("term"); added && added->array())
      for (auto const& [name, kind] : kinds_of(*added->array()))
        for (auto& kinds : kinds_) kinds.emplace(name, kind);
  }

  NodeTable of(std::size_t stage) const {
    NodeTable taken;
    for (auto const& [key, node] : changes_.items()) {
      bool const own = std::find(own_keys_.begin(), own_keys_.end(), key) != own_keys_.end();
      if (key == "without" || key == "term")
        taken.set(key, filtered(node, stage, key == "term"));
      else if (own)
        taken.set(key, node);
      else if (takes(stage, key) && is_of_kind(stage, key, text_in(node, "only")))
        taken.set(key, without_condition(node));
    }
    return taken;
  }

 private:
  static Node without_condition(Node node) {
    if (NodeTable* table = node.table(); table && !text_in(node, "only").empty()) table->erase("only");
    return node;
  }

  bool is_of_kind(std::size_t stage, std::string const& name, std::string const& kind) const {
    auto const found = kinds_[stage].find(name);
    return kind.empty() || found == kinds_[stage].end() || found->second == kind;
  }

  /// A name no stage has goes to the first, which says so.
  bool takes(std::size_t stage, std::string const& name) const {
    if (kinds_[stage].contains(name)) return true;
    return stage == 0 && std::none_of(kinds_.begin(), kinds_.end(),
                                      [&](auto const& kinds) { return kinds.contains(name); });
  }

  Node filtered(Node node, std::size_t stage, bool terms) const {
    if (!node.array()) return node;
    std::erase_if(*node.array(), [&](Node const& item) {
      if (!terms) return item.text() && !takes(stage, *item.text());
      for (char const* side : {"before", "after"})
        if (std::string const anchor = text_in(item, side); !anchor.empty() && !takes(stage, anchor))
          return true;
      return false;
    });
    return node;
  }

  NodeTable const& changes_;
  std::vector<std::string> const& own_keys_;
  std::vector<std::map<std::string, std::string>> kinds_;  // of terms, by stage and name
};

}  // namespace

std::vector<ScheduledPacks> schedule_of(NodeTable const& contract, KeyPath const& path,
                                        std::vector<std::int64_t> const& years,
                                        std::vector<Problem>& problems) {
  Node const* const by_year = contract.find("template_by_year");
  Node const* const single = contract.find("template");
  if (!by_year || !by_year->table() || by_year->table()->items().empty())
    return {{0, written_names(single, path / "template"), years}};
  KeyPath const own = path / "template_by_year";
  if (single)
    problems.push_back({by_year->spot, own.text(), "stands beside template", "", "leave out one of them"});
  std::vector<ScheduledPacks> schedule;
  for (auto const& [key, node] : by_year->table()->items()) {
    auto const year = year_in(key);
    if (year && std::find(years.begin(), years.end(), *year) != years.end())
      schedule.push_back({*year, written_names(&node, own / key), {}});
    else
      problems.push_back({node.spot, (own / key).text(), "is not a performance year of the study", "",
                          fmt::format("it settles {}", fmt::join(years, ", "))});
  }
  if (schedule.empty()) return {{0, {}, {}}};
  std::sort(schedule.begin(), schedule.end(),
            [](ScheduledPacks const& a, ScheduledPacks const& b) { return a.from < b.from; });
  if (schedule.front().from != years.front())
    problems.push_back({by_year->spot, own.text(), fmt::format("has no pack for {}", years.front()),
                        "a pack stands from its year on", fmt::format("write {} = \"...\"", years.front())});
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    std::int64_t const until = i + 1 < schedule.size() ? schedule[i + 1].from : years.back() + 1;
    schedule[i].years = years_to_cover(schedule[i].packs, schedule[i].from, until, years);
  }
  return schedule;
}

void change_stages(std::vector<YearTerms>& stages, NodeTable const& changes,
                   std::vector<std::string> const& own_keys, KeyPath const& path,
                   std::vector<Problem>& problems) {
  for (auto const& [key, node] : changes.items())
    if (std::find(own_keys.begin(), own_keys.end(), key) == own_keys.end())
      check_kind(node, path / key, problems);
  StageChanges const taken(stages, changes, own_keys);
  for (std::size_t i = 0; i < stages.size(); ++i) {
    std::vector<Problem> found;
    change_terms(stages[i].terms, taken.of(i), own_keys, path, found);
    for (Problem& problem : found) {
      bool const known = std::any_of(problems.begin(), problems.end(), [&](Problem const& other) {
        return other.key == problem.key && other.what == problem.what;
      });
      if (!known) problems.push_back(std::move(problem));
    }
  }
}

bool has_term(std::vector<YearTerms> const& stages, std::string const& name) {
  return std::any_of(stages.begin(), stages.end(),
                     [&](YearTerms const& stage) { return kinds_of(stage.terms).contains(name); });
}

Node later_node(std::vector<YearTerms> stages, SourceSpot const& spot) {
  NodeTable by_year;
  for (std::size_t i = 1; i < stages.size(); ++i) {
    NodeTable stage;
    stage.set("term", Node{std::move(stages[i].terms), spot});
    by_year.set(std::to_string(stages[i].from), Node{std::move(stage), spot});
  }
  return {std::move(by_year), spot};
}

std::vector<KeyPath> later_paths(Node const& document, KeyPath const& path) {
  std::vector<std::string> const keys = path.keys();
  if (keys.size() < 3 || keys[0] != "contract") return {};
  KeyPath const home = KeyPath("contract") / keys[1] / "later";
  Node const* const later = find(document, home);
  if (!later || !later->table()) return {};
  std::vector<KeyPath> paths;
  for (auto const& [year, stage] : later->table()->items()) {
    KeyPath at = home / year;
    for (std::size_t i = 2; i < keys.size(); ++i) at = at / keys[i];
    paths.push_back(at);
  }
  return paths;
}

std::vector<std::string> held_over_notices(Study const& study, std::filesystem::path const& folder) {
  std::vector<std::string> notices;
  std::int64_t const last = study.run.performance_years.back();
  for (ContractTable const& contract : study.contract) {
    auto const& schedule = contract.rule_packs_by_year;
    for (auto stage = schedule.begin(); stage != schedule.end(); ++stage) {
      auto const next = std::next(stage);
      std::int64_t const until = next == schedule.end() ? last : *year_in(next->first) - 1;
      for (std::string const& name : stage->second) {
        std::vector<Problem> problems;
        RulePack const pack = load_rule_pack({name, {}, KeyPath(name)}, folder, problems);
        if (pack.performance_years.empty() || pack.performance_years.back() >= until) continue;
        notices.push_back(fmt::format(
            "contract.{}: {} stands until {}; rules of years after {} are taken to stay as they are",
            contract.id, name, until, pack.performance_years.back()));
      }
    }
  }
  return notices;
}

}  // namespace plimsoll
