#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/named.hpp"
#include "plimsoll/models/contract/term.hpp"
#include "plimsoll/scenarios/actual_tables.hpp"
#include "plimsoll/scenarios/agreement_table.hpp"
#include "plimsoll/scenarios/assumption_table.hpp"
#include "plimsoll/scenarios/cash_tables.hpp"
#include "plimsoll/scenarios/exposure_tables.hpp"
#include "plimsoll/scenarios/floor_table.hpp"
#include "plimsoll/scenarios/published_table.hpp"
#include "plimsoll/scenarios/reforecast_tables.hpp"
#include "plimsoll/scenarios/reserve_tables.hpp"
#include "plimsoll/scenarios/run_tables.hpp"
#include "plimsoll/scenarios/shock_table.hpp"

namespace plimsoll {

/// Terms that hold from a performance year on.
struct TermsFrom {
  std::int64_t year = 0;
  std::vector<NamedTerm> terms;
};

/// `[[contract]]`: terms of a rule pack, changed or added to by tables of the terms' names.
struct ContractTable {
  std::string id;
  std::string population;
  std::string benchmark;
  std::string agreement;
  std::vector<std::string> rule_packs;
  std::map<std::string, std::vector<std::string>> rule_packs_by_year;
  std::string like;
  std::string alternative_group;
  std::vector<std::string> enrolment;
  std::optional<Attribution> attribution;
  std::optional<SettlementTable> settlement;
  std::vector<NamedTerm> terms;  ///< in order; read beside the fields; of the first year where they change
  std::vector<TermsFrom> later_terms = {};  ///< where they change, in order of years
  /// The terms of a performance year.
  std::vector<NamedTerm> const& terms_in(std::int64_t year) const;
  static constexpr std::array<std::string_view, 2> beside_fields{"term", "later"};
  static constexpr auto fields = field_table(
      required("id", &ContractTable::id, "name of the contract in tables and key paths"),
      optional("population", &ContractTable::population,
               "population whose cost is settled; none for fees and scores alone"),
      optional("benchmark", &ContractTable::benchmark,
               "benchmark it is settled against; none where a term makes one, or nothing is compared"),
      optional("agreement", &ContractTable::agreement,
               "agreement it is renewed, left and carried by; without one every year stands by itself"),
      optional("enrolment", &ContractTable::enrolment, "enrolment types it covers; all when not given"),
      optional("template", &ContractTable::rule_packs,
               "dated rule pack, such as mssp/basic-e@2024, or packs joined in order"),
      optional("template_by_year", &ContractTable::rule_packs_by_year,
               "in place of template: rule pack from each year on, such as { 2027 = \"mssp/basic-a@2027\", "
               "2028 = \"mssp/basic-b@2027\" }"),
      optional("like", &ContractTable::like, "id of a contract to inherit from"),
      optional("alternative_group", &ContractTable::alternative_group,
               "only one contract of a group would be signed"),
      optional("attribution", &ContractTable::attribution,
               "members it counts where they come and go: prospective, retrospective or enrolled; as its "
               "population has it when not given"),
      optional("settlement", &ContractTable::settlement, "when a year is paid; no dates when not given"));
};

/// The contract once for each list of terms it has over the years, each with that list alone.
std::vector<ContractTable> with_terms_apart(ContractTable const& contract);

/// A whole study file. Scenarios stand beside the fields: they are bound to the document before it is read.
struct Study {
  std::string schema;
  std::string title;
  PurposeTable purpose;
  RunTable run;
  ReserveTable reserve;
  std::optional<PublishedTable> published;
  Named<PopulationTable> population;
  Named<CostTable> cost;
  Named<ActualTable> actual;
  ReforecastTable reforecast;
  Named<ActualToDateTable> actual_to_date;
  Named<QualityToDateTable> quality_to_date;
  Named<BenchmarkTable> benchmark;
  Named<AgreementTable> agreement;
  Named<QualityTable> quality;
  std::vector<ProgramTable> program;
  std::vector<ShockTable> shock;
  std::vector<InvestmentTable> investment;
  std::optional<FundingTable> funding;
  std::optional<CashTable> cash;
  std::vector<ContractTable> contract;
  Named<double> correlation;
  PortfolioTable portfolio;
  std::optional<ToleranceTable> tolerance;
  std::vector<TriggerTable> trigger;
  std::vector<FloorTable> floor;
  Named<RecognitionTable> recognition;
  std::vector<ParticipantTable> participant;
  std::vector<AssumptionTable> assumption;
  static constexpr std::array<std::string_view, 1> beside_fields{"scenario"};
  static constexpr auto fields = field_table(
      required("schema", &Study::schema, "form of this file: study/1"),
      optional("title", &Study::title, "title of the tables"),
      optional("purpose", &Study::purpose, "what the study is for"),
      required("run", &Study::run, "what to draw"), required("reserve", &Study::reserve, "reserve policy"),
      optional("published", &Study::published, "published results, each ACO of which is a contract"),
      optional("population", &Study::population, "who is covered, by name"),
      optional("cost", &Study::cost, "what they cost, by population"),
      optional("actual", &Study::actual, "what a settled year came to, by population"),
      optional("reforecast", &Study::reforecast, "how a year in course is read"),
      optional("actual_to_date", &Study::actual_to_date, "what is known of years in course"),
      optional("quality_to_date", &Study::quality_to_date, "what was measured so far in a year"),
      optional("benchmark", &Study::benchmark, "what cost is held against, by name"),
      optional("agreement", &Study::agreement, "how long contracts stand, by name"),
      optional("quality", &Study::quality, "quality scores shared by contracts, by name"),
      optional("program", &Study::program, "programmes that change use of services"),
      optional("shock", &Study::shock, "services that fall away for some months"),
      optional("investment", &Study::investment, "what is spent to be ready"),
      optional("funding", &Study::funding, "money until the first cheque"),
      optional("cash", &Study::cash, "what the cash calendar shows"),
      optional("contract", &Study::contract,
               "contracts, side by side; at least one, of its own or published"),
      optional("correlation", &Study::correlation, Unit::none, Range{-1.0, 1.0},
               "rank correlation of two drivers, written \"key.path ~ key.path\""),
      optional("portfolio", &Study::portfolio, "contracts that would be signed together"),
      optional("tolerance", &Study::tolerance, "loss and chance that are put up with"),
      optional("trigger", &Study::trigger, "figures someone must hear of"),
      optional("floor", &Study::floor, "amounts regulators want held"),
      optional("recognition", &Study::recognition, "reading of accounting rules, by contract"),
      optional("participant", &Study::participant, "who settlements are passed on to"),
      optional("assumption", &Study::assumption, "where numbers and files come from"));
};

}  // namespace plimsoll
