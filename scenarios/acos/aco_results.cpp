#include "acos/aco_results.hpp"

#include <algorithm>
#include <array>

namespace plimsoll {
namespace {

struct PublishedName {
  std::string_view ours, cms;
};
constexpr std::array<PublishedName, 25> names_by_cms{{{"aco_id", "ACO_ID"},
                                                      {"aco_name", "ACO_Name"},
                                                      {"track", "Current_Track"},
                                                      {"n_ab", "N_AB"},
                                                      {"py_total", "N_AB_Year_PY"},
                                                      {"py_esrd", "N_AB_Year_ESRD_PY"},
                                                      {"py_dis", "N_AB_Year_DIS_PY"},
                                                      {"py_agdu", "N_AB_Year_AGED_Dual_PY"},
                                                      {"py_agnd", "N_AB_Year_AGED_NonDual_PY"},
                                                      {"pc_total", "Per_Capita_Exp_TOTAL_PY"},
                                                      {"pc_esrd", "Per_Capita_Exp_ALL_ESRD_PY"},
                                                      {"pc_dis", "Per_Capita_Exp_ALL_DIS_PY"},
                                                      {"pc_agdu", "Per_Capita_Exp_ALL_AGDU_PY"},
                                                      {"pc_agnd", "Per_Capita_Exp_ALL_AGND_PY"},
                                                      {"hcc_esrd", "CMS_HCC_RiskScore_ESRD_PY"},
                                                      {"hcc_dis", "CMS_HCC_RiskScore_DIS_PY"},
                                                      {"hcc_agdu", "CMS_HCC_RiskScore_AGDU_PY"},
                                                      {"hcc_agnd", "CMS_HCC_RiskScore_AGND_PY"},
                                                      {"updated_bnchmk", "UpdatedBnchmk"},
                                                      {"abtot_bnchmk", "ABtotBnchmk"},
                                                      {"sav_rate", "Sav_rate"},
                                                      {"msr", "MinSavPerc"},
                                                      {"qual_score", "QualScore"},
                                                      {"met_alt_qps", "Met_AltQPS"},
                                                      {"rev_exp_cat", "Rev_Exp_Cat"}}};

}  // namespace

std::filesystem::path crosswalk_beside(std::filesystem::path const& results) {
  return results.parent_path() / "aco_id_crosswalk.csv";
}

AcoResults::AcoResults(std::filesystem::path const& path, std::optional<std::int64_t> year)
    : path_(path), file_(path), by_cms_(!file_.has("aco_id") && file_.has("ACO_ID")) {
  if (year && by_cms_ && !file_.has("py")) year_ = year;
  std::vector<std::string> needed;
  if (!year_) needed.push_back("py");
  for (char const* column : {"aco_id", "track", "n_ab", "py_total", "pc_total", "abtot_bnchmk", "sav_rate"})
    needed.emplace_back(name_of(column));
  file_.expect_columns(needed);
  file_.raise_faults();
  for (std::size_t row = 0; row < rows(); ++row) rows_by_id_[id_of(row)].push_back(row);
  std::error_code error;
  if (!std::filesystem::is_regular_file(crosswalk_beside(path), error)) return;
  ResultsFile const pairs(crosswalk_beside(path));
  for (std::size_t row = 0; row < pairs.rows(); ++row)
    crosswalk_.emplace_back(pairs.text(row, "ACO_ID"), pairs.text(row, "ACO_NUM"));
}

std::string_view AcoResults::name_of(std::string_view column) const {
  if (!by_cms_) return column;
  auto const found = std::find_if(names_by_cms.begin(), names_by_cms.end(),
                                  [&](PublishedName const& name) { return name.ours == column; });
  return found == names_by_cms.end() ? column : found->cms;
}

int AcoResults::year_of(std::size_t row) const {
  return year_ ? static_cast<int>(*year_) : std::stoi("0" + file_.text(row, "py"));
}

std::set<std::string> AcoResults::same_ids(std::string const& aco) const {
  std::set<std::string> ids{aco};
  for (auto const& [newer, older] : crosswalk_)
    if (ids.contains(newer) || ids.contains(older)) ids.insert({newer, older});
  ids.erase("");
  return ids;
}

std::vector<std::size_t> AcoResults::rows_of(std::string const& aco) const {
  std::vector<std::size_t> found;
  for (std::string const& id : same_ids(aco))
    if (auto const rows = rows_by_id_.find(id); rows != rows_by_id_.end())
      found.insert(found.end(), rows->second.begin(), rows->second.end());
  std::sort(found.begin(), found.end());
  std::stable_sort(found.begin(), found.end(),
                   [&](std::size_t a, std::size_t b) { return year_of(a) < year_of(b); });
  return found;
}

std::set<std::string> AcoResults::ids() const {
  std::set<std::string> ids;
  for (auto const& [id, rows] : rows_by_id_) ids.insert(id);
  return ids;
}

}  // namespace plimsoll
