#include "study/expand_published.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "acos/aco_tables.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/digest.hpp"
#include "study/reader.hpp"
#include "study/rule_pack.hpp"
#include "study/track_packs.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t ids_told = 5;

/// A row that is used, and what it is settled by.
struct ChosenAco {
  std::size_t row = 0;
  std::string id;
  double people = 0.0;
  MsspTrack const* track = nullptr;
  ChosenPack pack;
};

std::string named(std::vector<std::string> const& ids) {
  std::vector<std::string> const first(
      ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), ids_told)));
  return fmt::format("{}{}", fmt::join(first, ", "),
                     ids.size() > ids_told ? fmt::format(" and {} more", ids.size() - ids_told) : "");
}

/// Which rows of a file become contracts.
class AcoChoice {
 public:
  AcoChoice(AcoResults& file, PublishedTable const& table, int settled)
      : file_(file), table_(table), settled_(settled) {}

  std::vector<ChosenAco> choose() {
    for (std::size_t row = 0; row < file_.rows(); ++row)
      if (file_.year_of(row) == table_.year && is_wanted(file_.id_of(row))) look_at(row);
    file_.raise_faults();
    std::stable_sort(chosen_.begin(), chosen_.end(),
                     [](ChosenAco const& a, ChosenAco const& b) { return a.people > b.people; });
    return std::move(chosen_);
  }

  /// Rows that were passed over, with the reason.
  std::vector<std::string> notices() const {
    std::vector<std::string> told;
    for (auto const& [reason, ids] : left_out_)
      told.push_back(
          fmt::format("published: {} of {} ACOs left out, {}: {}", ids.size(), rows_, reason, named(ids)));
    return told;
  }

 private:
  bool is_wanted(std::string const& id) const {
    return table_.acos.empty() || std::find(table_.acos.begin(), table_.acos.end(), id) != table_.acos.end();
  }

  void look_at(std::size_t row) {
    std::string const id = file_.id_of(row), letter = file_.text(row, "track");
    ++rows_;
    bool const sound = !id.empty() && std::all_of(id.begin(), id.end(),
                                                  [](unsigned char c) { return std::isalnum(c) != 0; });
    if (!sound) return file_.note(row, "aco_id", "is no id of an ACO", "ids look like A1001");
    if (!seen_.emplace(id, row).second)
      return file_.note(row, "aco_id", fmt::format("{} has another row in {}", id, table_.year),
                        "keep one of them");
    for (char const* column : {"py_total", "pc_total", "n_ab", "abtot_bnchmk"}) {
      auto const number = file_.number(row, column);
      if (number && *number > 0.0) continue;
      left_out_[fmt::format("{} not published", file_.name_of(column))].push_back(id);
      return;
    }
    MsspTrack const* const track = find_mssp_track(letter);
    if (!track)
      return file_.note(row, "track", "\"" + letter + "\" is no track of the program", mssp_track_letters);
    auto const pack = packs_.try_emplace(letter, std::nullopt);
    if (pack.second) pack.first->second = pack_of_year(*track, settled_);
    if (!pack.first->second) {
      left_out_[fmt::format("no rule pack of {} holds for {}", track->title, settled_)].push_back(id);
      return;
    }
    chosen_.push_back({row, id, *file_.number(row, "py_total"), track, *pack.first->second});
  }

  AcoResults& file_;
  PublishedTable const& table_;
  int settled_;
  std::size_t rows_ = 0;
  std::vector<ChosenAco> chosen_;
  std::map<std::string, std::size_t> seen_;
  std::map<std::string, std::optional<ChosenPack>> packs_;    // by letter of the track
  std::map<std::string, std::vector<std::string>> left_out_;  // ids by reason
};

/// Faults of what was written out point at the row it came from.
void put_at(Node& node, SourceSpot const& spot) {
  node.spot = spot;
  if (NodeTable* table = node.table())
    for (auto& [key, item] : table->items()) put_at(item, spot);
  if (NodeArray* array = node.array())
    for (Node& item : *array) put_at(item, spot);
}

NodeTable& table_named(Node& document, char const* name, SourceSpot const& spot) {
  NodeTable& top = *document.table();
  if (!top.find(name)) top.set(name, Node{NodeTable{}, spot});
  return *top.find(name)->table();
}

/// Puts an ACO's tables into the study; what the study says of it stands.
class Placing {
 public:
  Placing(Node& document, SourceSpot const& spot) : document_(document) {
    NodeTable& top = *document.table();
    if (!top.find("contract")) top.set("contract", Node{NodeArray{}, spot});
    for (char const* kind : {"population", "cost", "benchmark"}) table_named(document, kind, spot);
    NodeArray const& own = *top.find("contract")->array();
    for (std::size_t i = 0; i < own.size(); ++i) place_of_[item_label(own[i], i)] = i;
  }

  void add(Node tables) {
    for (char const* kind : {"population", "cost", "benchmark"})
      for (auto& [name, node] : tables.table()->find(kind)->table()->items()) {
        NodeTable& there = *document_.table()->find(kind)->table();
        if (Node const* own = there.find(name); own && own->table()) merge(*node.table(), *own->table());
        there.set(name, std::move(node));
      }
    NodeArray& contracts = *document_.table()->find("contract")->array();
    for (Node& contract : *tables.table()->find("contract")->array()) {
      auto const own = place_of_.find(item_label(contract, 0));
      if (own == place_of_.end()) {
        contracts.push_back(std::move(contract));
        continue;
      }
      merge(*contract.table(), *contracts[own->second].table());
      contracts[own->second] = std::move(contract);
    }
  }

 private:
  Node& document_;
  std::map<std::string, std::size_t> place_of_;  // of contracts of the study, by id
};

/// What the study asks for, read before the study is; nothing where that has faults, which reading it whole
/// will report.
std::optional<PublishedTable> asked_for(Node const& document, Node const& node) {
  Reader reader(document);
  PublishedTable table;
  reader.read(node, KeyPath("published"), table);
  if (!reader.problems().empty()) return std::nullopt;
  return table;
}

bool draws_members_of(Node const& document) {
  Node const* const engine = find(document, KeyPath("run.engine"));
  return !engine || !engine->text() || *engine->text() != "panel";
}

std::optional<int> first_settled_year(Node const& document) {
  Node const* const years = find(document, KeyPath("run.performance_years"));
  if (!years || !years->array() || years->array()->empty()) return std::nullopt;
  auto const* const year = std::get_if<std::int64_t>(&years->array()->front().value);
  return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

/// Whether the study can be written out; what stands against it is noted.
bool can_start(Node const& document, Node const& node, PublishedTable const& table,
               std::filesystem::path const& results, std::vector<Problem>& problems) {
  std::size_t const before = problems.size();
  auto const spot_of_key = [&](char const* key) {
    Node const* const found = node.table()->find(key);
    return found ? found->spot : node.spot;
  };
  if (draws_members_of(document) && !table.cost_file)
    problems.push_back({node.spot, "published.cost_file", "is missing", "engines of members draw from it",
                        "name a cost file, or choose engine = \"panel\""});
  std::error_code error;
  if (!std::filesystem::is_regular_file(results, error))
    problems.push_back({spot_of_key("results"), "published.results",
                        fmt::format("there is no file \"{}\"", table.results),
                        "it is not part of the program: CMS publishes it, docs/guide/from-public-results.md",
                        "name yours: --set 'published.results=\"path/to/results.csv\"'"});
  Node const* const contracts = document.table()->find("contract");
  if (contracts && !contracts->array()) return false;  // reading the study says so
  for (char const* kind : {"population", "cost", "benchmark"})
    if (Node const* const tables = document.table()->find(kind); tables && !tables->table()) return false;
  return problems.size() == before;
}

void write_out(Node& document, Node const& node, PublishedTable const& table,
               std::filesystem::path const& results, int settled, std::vector<Problem>& problems,
               std::vector<std::string>& notices) {
  AcoResults file(results, table.year);
  AcoChoice choice(file, table, settled);
  std::vector<ChosenAco> const chosen = choice.choose();
  for (std::string& notice : choice.notices()) notices.push_back(std::move(notice));
  for (std::string const& wanted : table.acos)
    if (std::none_of(chosen.begin(), chosen.end(), [&](ChosenAco const& aco) { return aco.id == wanted; })) {
      std::set<std::string> const ids = file.ids();
      std::string const near = nearest(wanted, {ids.begin(), ids.end()});
      problems.push_back({node.table()->find("acos")->spot, "published.acos",
                          fmt::format("{} has no row in {} that can be used", wanted, table.year), "",
                          near.empty() || near == wanted ? "" : "did you mean \"" + near + "\"?"});
    }
  if (chosen.empty() && table.acos.empty())
    problems.push_back({node.spot, "published.year", fmt::format("no row of {} can be used", table.year), "",
                        "the file has rows of other years, or take another file"});
  Placing placing(document, node.spot);
  std::vector<std::string> shared_out;
  for (ChosenAco const& aco : chosen) {
    AcoHistory history(file, aco.row);
    AcoNames const names{aco.id,
                         aco.id,
                         aco.id,
                         draws_members_of(document) ? *table.cost_file : "",
                         "published.trend",
                         "published.update",
                         false};
    AcoTables const tables = aco_tables(history, *aco.track, aco.pack, names);
    if (tables.types_shared_out > 0) shared_out.push_back(aco.id);
    Node made = parse_toml(tables.text, file.path().string());
    put_at(made, {file.path().string(), file.line(aco.row), 0});
    placing.add(std::move(made));
  }
  file.raise_faults();
  if (!shared_out.empty())
    notices.push_back(fmt::format(
        "published: enrolment types of few members, or not published, are shared out over the others: {}",
        named(shared_out)));
}

}  // namespace

void expand_published(Node& document, std::filesystem::path const& folder, std::vector<Problem>& problems,
                      std::vector<std::string>& notices) {
  Node const* const found = document.table()->find("published");
  std::optional<int> const settled = first_settled_year(document);
  if (!found || !found->table() || !settled) return;
  Node const node = *found;  // the document grows
  std::optional<PublishedTable> const table = asked_for(document, node);
  if (!table) return;
  std::filesystem::path const results = folder / table->results;
  if (!can_start(document, node, *table, results, problems)) return;
  try {
    write_out(document, node, *table, results, *settled, problems, notices);
  } catch (InputError const& faults) {
    problems.insert(problems.end(), faults.problems().begin(), faults.problems().end());
  }
}

void add_published_inputs(PublishedTable const& table, std::filesystem::path const& folder,
                          std::vector<InputFile>& inputs) {
  std::filesystem::path const results = table.results;
  for (std::filesystem::path const& file : {results, crosswalk_beside(results)}) {
    std::error_code error;  // there need be no crosswalk
    if (std::filesystem::is_regular_file(folder / file, error))
      inputs.push_back({"published", file.string(), std::filesystem::file_size(folder / file),
                        sha256_of_file(folder / file)});
  }
}

}  // namespace plimsoll
