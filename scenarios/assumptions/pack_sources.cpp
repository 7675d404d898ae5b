#include "assumptions/pack_sources.hpp"

#include <algorithm>

#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

bool is_shipped(std::string const& name) {
  std::vector<std::string> const shipped = shipped_rule_packs();
  return std::find(shipped.begin(), shipped.end(), name) != shipped.end();
}

void add_citation(std::vector<std::string>& cited, std::string const& citation) {
  if (!citation.empty() && std::find(cited.begin(), cited.end(), citation) == cited.end())
    cited.push_back(citation);
}

std::vector<std::string> citations_of(NodeArray const& terms) {
  std::vector<std::string> cited;
  for (Node const& term : terms) {
    Node const* const cites = term.table() ? term.table()->find("cites") : nullptr;
    if (cites && cites->text()) add_citation(cited, *cites->text());
    if (cites && cites->table())
      for (auto const& [field, citation] : cites->table()->items())
        if (citation.text()) add_citation(cited, *citation.text());
  }
  return cited;
}

PackSource source_of_pack(KeyPath key, std::string const& name, std::filesystem::path const& folder) {
  std::vector<Problem> faults;  // the study was read with this pack, so there are none
  RulePack const pack = load_rule_pack({name, {}, key}, folder, faults);
  PackSource source{std::move(key), name, is_shipped(name), ""};
  std::vector<std::string> const cited = citations_of(pack.terms);
  if (source.shipped || !cited.empty()) source.source = pack.title;
  for (std::string const& citation : cited) source.source += "; " + citation;
  return source;
}

}  // namespace

std::vector<PackSource> pack_sources(LoadedStudy const& loaded) {
  std::vector<PackSource> sources;
  auto const add = [&](KeyPath const& key, std::vector<std::string> const& packs) {
    for (std::size_t i = 0; i < packs.size(); ++i)
      sources.push_back(
          source_of_pack(packs.size() == 1 ? key : key / std::to_string(i + 1), packs[i], loaded.folder));
  };
  for (ContractTable const& contract : loaded.study.contract) {
    KeyPath const key = KeyPath("contract") / contract.id;
    add(key / "template", contract.rule_packs);
    for (auto const& [year, packs] : contract.rule_packs_by_year) add(key / "template_by_year" / year, packs);
  }
  return sources;
}

std::string cited_for(LoadedStudy const& loaded, KeyPath const& key) {
  std::vector<std::string> const keys = key.keys();
  SourceSpot const spot = loaded.spot_of(key);
  if (keys.size() < 4 || keys[0] != "contract" || spot.file == loaded.file || spot.file.starts_with("--"))
    return {};
  for (ContractTable const& contract : loaded.study.contract)
    for (ContractTable const& stage : with_terms_apart(contract))
      for (NamedTerm const& named : stage.terms) {
        if (contract.id != keys[1] || named.name != keys[2]) continue;
        for (std::string const& field : {keys[3], std::string{}})
          if (auto const found = named.cites.find(field); found != named.cites.end()) return found->second;
      }
  return {};
}

}  // namespace plimsoll
