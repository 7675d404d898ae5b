#include "study/expand_contracts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/scenarios/study.hpp"
#include "study/later_terms.hpp"
#include "study/reader.hpp"
#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

/// An inherited law becomes a reference to the law it came from: two contracts that share a quality score by
/// `like` must see the same draw of it, not two draws of one law.
void share_laws(Node& node, KeyPath const& path) {
  if (NodeTable* table = node.table()) {
    if (table->find("dist")) {
      node.value = path.text();
      return;
    }
    for (auto& [key, item] : table->items()) share_laws(item, path / key);
  } else if (NodeArray* array = node.array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      share_laws((*array)[i], path / item_label((*array)[i], i));
  }
}

std::string text_at(NodeTable const& table, std::string_view key) {
  Node const* const node = table.find(key);
  return node && node->text() ? *node->text() : std::string{};
}

using Keys = std::vector<std::string>;

bool is_in(std::string const& name, Keys const& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What a contract takes over by `like`. Returns the tables it took over beside packs of its own: changes of
/// terms that those packs may not have.
Keys inherit(NodeArray& contracts, std::size_t index, std::vector<Problem>& problems) {
  NodeTable& own = *contracts[index].table();
  std::string const like = text_at(own, "like");
  if (like.empty()) return {};
  KeyPath const path = KeyPath("contract") / text_at(own, "id") / "like";
  for (std::size_t i = 0; i < index; ++i) {
    NodeTable const* const other = contracts[i].table();
    if (!other || text_at(*other, "id") != like) continue;
    Node base{*other, contracts[index].spot};
    Keys taken;
    if (own.find("template") || own.find("template_by_year")) {  // one schedule takes the place of the other
      for (char const* key : {"template", "template_by_year"}) base.table()->erase(key);
      for (auto const& [key, node] : base.table()->items())
        if (!own.find(key)) taken.push_back(key);
    }
    share_laws(base, KeyPath("contract") / like);
    merge(*base.table(), own);
    own = *base.table();
    return taken;
  }
  problems.push_back({own.find("like")->spot, path.text(), "names no contract above this one", "",
                      "contracts inherit from those written before them"});
  return {};
}

std::vector<std::int64_t> performance_years(Node& document) {
  std::vector<std::int64_t> years;
  if (Node const* node = find(document, KeyPath("run.performance_years")); node && node->array())
    for (Node const& year : *node->array())
      if (auto const* value = std::get_if<std::int64_t>(&year.value)) years.push_back(*value);
  return years;
}

void check_dates(RulePack const& pack, WrittenName const& named, std::vector<std::int64_t> const& years,
                 std::vector<Problem>& problems) {
  for (std::int64_t year : years) {
    if (pack.schema.empty() || std::find(pack.performance_years.begin(), pack.performance_years.end(),
                                         year) != pack.performance_years.end())
      continue;
    std::string const programme = named.name.substr(0, named.name.find('@'));
    std::string others;
    for (std::string const& other : shipped_rule_packs())
      if (other.starts_with(programme + "@") && other != named.name)
        others += (others.empty() ? "" : ", ") + other;
    problems.push_back({named.spot, named.path.text(),
                        named.name + " does not cover performance year " + std::to_string(year),
                        "a rule pack holds for the years it names",
                        others.empty() ? "" : "shipped: " + others});
  }
}

void refuse_part(WrittenName const& named, std::vector<Problem>& problems) {
  problems.push_back({named.spot, named.path.text(), named.name + " is a part, not a whole contract",
                      "it changes terms of the packs named before it",
                      "write template = [\"mssp/enhanced@2026\", \"" + named.name + "\"], say"});
}

/// Terms of rule packs joined in order; none where one of them could not be read, which is noted.
std::optional<NodeArray> joined(std::vector<WrittenName> const& packs, std::filesystem::path const& folder,
                                std::vector<std::int64_t> const& years, std::vector<Problem>& problems) {
  NodeArray terms;
  for (WrittenName const& named : packs) {
    RulePack pack = load_rule_pack(named, folder, problems, std::move(terms));
    check_dates(pack, named, years, problems);
    bool const misplaced = pack.part && &named == &packs.front();
    if (misplaced) refuse_part(named, problems);
    if (misplaced || pack.terms.empty()) return std::nullopt;
    terms = std::move(pack.terms);
  }
  return terms;
}

/// A missing value of a rule pack is missing in the user's contract, so that is where messages must point.
void point_at(NodeArray& terms, Node const& contract, SourceSpot const& packs) {
  for (Node& term : terms)
    if (term.spot.file != contract.spot.file) term.spot = packs;
}

void expand_contract(Node& contract, Keys const& taken_over, std::filesystem::path const& folder,
                     std::vector<std::int64_t> const& years, std::vector<Problem>& problems) {
  NodeTable& table = *contract.table();
  KeyPath const path = KeyPath("contract") / text_at(table, "id");
  Keys const own = keys_of<ContractTable>();
  std::vector<YearTerms> stages;
  bool unread = false;  // then every change would look like a fault of its own
  for (ScheduledPacks const& scheduled : schedule_of(table, path, years, problems)) {
    std::optional<NodeArray> terms = joined(scheduled.packs, folder, scheduled.years, problems);
    unread = unread || !terms;
    stages.push_back({scheduled.from, terms.value_or(NodeArray{})});
  }
  std::erase_if(table.items(), [&](auto const& item) {
    return !unread && is_in(item.first, taken_over) && !is_in(item.first, own) &&
           !has_term(stages, item.first);
  });
  if (!unread) change_stages(stages, table, own, path, problems);
  std::erase_if(table.items(), [&](auto const& item) { return !is_in(item.first, own); });
  for (char const* key : {"template", "template_by_year"})
    if (Node const* packs = table.find(key))
      for (YearTerms& stage : stages) point_at(stage.terms, contract, packs->spot);
  table.set("term", Node{unread ? NodeArray{} : std::move(stages.front().terms), contract.spot});
  if (!unread && stages.size() > 1) table.set("later", later_node(std::move(stages), contract.spot));
}

}  // namespace

void expand_contracts(Node& document, std::filesystem::path const& folder, std::vector<Problem>& problems) {
  Node* const node = document.table()->find("contract");
  NodeArray* const contracts = node ? node->array() : nullptr;
  if (!contracts) return;
  std::vector<std::int64_t> const years = performance_years(document);
  std::vector<Keys> taken_over(contracts->size());
  for (std::size_t i = 0; i < contracts->size(); ++i)
    if ((*contracts)[i].table()) taken_over[i] = inherit(*contracts, i, problems);
  for (std::size_t i = 0; i < contracts->size(); ++i)
    if ((*contracts)[i].table()) expand_contract((*contracts)[i], taken_over[i], folder, years, problems);
}

}  // namespace plimsoll
