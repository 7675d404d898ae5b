#include "in_year/reforecast_folder.hpp"

#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/json_seal.hpp"
#include "plimsoll/sim/whole_file.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;
constexpr char const* format = "plimsoll-reforecast-kept/1";

Json json_of(CostToDate const& cost) {
  Json months = Json::array();
  for (MonthToDate const& month : cost.months)
    months.push_back({{"month", month.month},
                      {"paid", month.paid},
                      {"completion", month.completion},
                      {"own_error", month.own_error},
                      {"shared_error", month.shared_error},
                      {"member_months", month.member_months ? Json(*month.member_months) : Json(nullptr)}});
  Json claimants = Json::array();
  for (ClaimantTable const& claimant : cost.claimants)
    claimants.push_back(
        {{"amount", claimant.amount}, {"enrolment", claimant.enrolment}, {"months", claimant.months}});
  return {{"population", cost.population},
          {"source", cost.source},
          {"paid_through", cost.paid_through},
          {"months", std::move(months)},
          {"claimants", std::move(claimants)}};
}

CostToDate cost_from(Json const& json) {
  CostToDate cost{json.at("population"), json.at("source"), json.at("paid_through"), {}, {}};
  for (Json const& month : json.at("months")) {
    MonthToDate read{month.at("month"),     month.at("paid"),         month.at("completion"),
                     month.at("own_error"), month.at("shared_error"), {}};
    if (!month.at("member_months").is_null()) read.member_months = month.at("member_months").get<double>();
    cost.months.push_back(read);
  }
  for (Json const& claimant : json.at("claimants"))
    cost.claimants.push_back({claimant.at("amount"), claimant.at("enrolment"), claimant.at("months")});
  return cost;
}

Json json_of(QualityToDate const& quality) {
  Json measures = Json::array();
  for (MeasureToDateTable const& measure : quality.measures)
    measures.push_back(
        {{"name", measure.name}, {"numerator", measure.numerator}, {"denominator", measure.denominator}});
  return {{"table", quality.table}, {"through", quality.through}, {"measures", std::move(measures)}};
}

QualityToDate quality_from(Json const& json) {
  QualityToDate quality{json.at("table"), json.at("through"), {}};
  for (Json const& measure : json.at("measures"))
    quality.measures.push_back({measure.at("name"), measure.at("numerator"), measure.at("denominator")});
  return quality;
}

KeptReforecast kept_from(Json const& json) {
  KeptReforecast kept{json.at("study_text"),
                      json.at("study"),
                      {json.at("scenario"), json.at("set"), json.at("without")},
                      {json.at("as_of"), {}, {}, {}},
                      {}};
  for (Json const& cost : json.at("cost")) kept.known.cost.push_back(cost_from(cost));
  for (Json const& quality : json.at("quality")) kept.known.quality.push_back(quality_from(quality));
  for (Json const& point : json.at("points"))
    kept.points.push_back({point.at("contract"), point.at("year"), point.at("cents")});
  return kept;
}

}  // namespace

void keep_reforecast(std::filesystem::path const& folder, LoadedStudy const& loaded, Reforecast const& result,
                     bool replace) {
  Json cost = Json::array(), quality = Json::array(), points = Json::array();
  for (CostToDate const& known : result.known.cost) cost.push_back(json_of(known));
  for (QualityToDate const& known : result.known.quality) quality.push_back(json_of(known));
  for (PointEstimate const& point : result.points)
    points.push_back({{"contract", point.contract}, {"year", point.year}, {"cents", point.cents}});
  Json const json = {{"format", format},
                     {"version", program_version},
                     {"as_of", result.known.as_of},
                     {"study", loaded.file},
                     {"scenario", loaded.bindings.scenario},
                     {"set", loaded.bindings.set},
                     {"without", loaded.bindings.without},
                     {"trials", result.trials.trials},
                     {"points", std::move(points)},
                     {"cost", std::move(cost)},
                     {"quality", std::move(quality)},
                     {"study_text", loaded.text}};
  make_folder(folder);
  std::string const text = sealed_json(json.dump(1));
  write_aside(folder / "reforecast.json", std::as_bytes(std::span(text)),
              replace ? Overwrite::replace : Overwrite::refuse);
}

KeptReforecast read_kept_reforecast(std::filesystem::path const& folder) {
  std::filesystem::path const path = folder / "reforecast.json";
  if (!std::filesystem::exists(path))
    throw IoError(path.string() + " cannot be read: plimsoll reforecast -o FOLDER writes it");
  std::string const text = read_whole_file(path);
  if (!meets_seal(text))
    throw IoError(path.string() + " is damaged: it does not meet the SHA-256 at its end");
  try {
    Json const json = Json::parse(text);
    if (json.at("format") != format) throw IoError(path.string() + " is not of a form this program reads");
    return kept_from(json);
  } catch (Json::exception const&) {
    throw IoError(path.string() + " is damaged");
  }
}

}  // namespace plimsoll
