#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/named.hpp"
#include "plimsoll/models/contract/term.hpp"
#include "plimsoll/scenarios/actual_tables.hpp"
#include "plimsoll/scenarios/exposure_tables.hpp"
#include "plimsoll/scenarios/run_tables.hpp"

namespace plimsoll {

/// `[[contract]]`: terms of a rule pack, changed or added to by tables of the terms' names.
struct ContractTable {
  std::string id;
  std::string population;
  std::string benchmark;
  std::vector<std::string> rule_packs;
  std::string like;
  std::string alternative_group;
  std::vector<std::string> enrolment;
  std::optional<Attribution> attribution;
  std::vector<NamedTerm> terms;  ///< in order; read beside the fields
  static constexpr std::array<std::string_view, 1> beside_fields{"term"};
  static constexpr auto fields = std::tuple{
      required("id", &ContractTable::id, "name of the contract in tables and key paths"),
      optional("population", &ContractTable::population,
               "population whose cost is settled; none for fees and scores alone"),
      optional("benchmark", &ContractTable::benchmark,
               "benchmark it is settled against; none where a term makes one, or nothing is compared"),
      optional("enrolment", &ContractTable::enrolment, "enrolment types it covers; all when not given"),
      optional("template", &ContractTable::rule_packs,
               "dated rule pack, such as mssp/basic-e@2024, or packs joined in order"),
      optional("like", &ContractTable::like, "id of a contract to inherit from"),
      optional("alternative_group", &ContractTable::alternative_group,
               "only one contract of a group would be signed"),
      optional("attribution", &ContractTable::attribution,
               "members it counts where they come and go: prospective, retrospective or enrolled; as its "
               "population has it when not given")};
};

/// A whole study file. Scenarios stand beside the fields: they are bound to the document before it is read.
struct Study {
  std::string schema;
  std::string title;
  PurposeTable purpose;
  RunTable run;
  ReserveTable reserve;
  Named<PopulationTable> population;
  Named<CostTable> cost;
  Named<ActualTable> actual;
  Named<BenchmarkTable> benchmark;
  Named<QualityTable> quality;
  std::vector<ProgramTable> program;
  std::vector<ContractTable> contract;
  Named<double> correlation;
  static constexpr std::array<std::string_view, 1> beside_fields{"scenario"};
  static constexpr auto fields =
      std::tuple{required("schema", &Study::schema, "form of this file: study/1"),
                 optional("title", &Study::title, "title of the tables"),
                 optional("purpose", &Study::purpose, "what the study is for"),
                 required("run", &Study::run, "what to draw"),
                 required("reserve", &Study::reserve, "reserve policy"),
                 optional("population", &Study::population, "who is covered, by name"),
                 optional("cost", &Study::cost, "what they cost, by population"),
                 optional("actual", &Study::actual, "what a settled year came to, by population"),
                 optional("benchmark", &Study::benchmark, "what cost is held against, by name"),
                 optional("quality", &Study::quality, "quality scores shared by contracts, by name"),
                 optional("program", &Study::program, "programmes that change use of services"),
                 required("contract", &Study::contract, "contracts, side by side"),
                 optional("correlation", &Study::correlation, Unit::none, Range{-1.0, 1.0},
                          "rank correlation of two drivers, written \"key.path ~ key.path\"")};
};

}  // namespace plimsoll
