#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/scenarios/claim_map.hpp"
#include "plimsoll/scenarios/describe.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "schema/schema_markdown.hpp"
#include "study/tags.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

template <class V>
struct Kind {};

void bound(Json& schema, Range const& range) {
  if (std::isfinite(range.low)) schema["minimum"] = range.low;
  if (std::isfinite(range.high)) schema["maximum"] = range.high;
}

Json describe(Kind<double>, Range const& range) {
  Json schema{{"type", "number"}};
  bound(schema, range);
  return schema;
}
Json describe(Kind<std::int64_t>, Range const& range) {
  Json schema{{"type", "integer"}};
  bound(schema, range);
  return schema;
}
Json describe(Kind<bool>, Range const&) {
  return {{"type", "boolean"}};
}
Json describe(Kind<std::string>, Range const&) {
  return {{"type", "string"}};
}
Json describe(Kind<TablePoint>, Range const&) {
  return {{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
}
Json describe(Kind<Quantity>, Range const& range) {
  Json const number = describe(Kind<double>{}, range);
  return {{"anyOf",
           Json::array({number, Json{{"type", "array"}, {"items", number}}, Json{{"$ref", "#/$defs/law"}},
                        Json{{"type", "string"}, {"description", "key path of another number"}}})}};
}
template <class E>
requires std::is_enum_v<E> Json describe(Kind<E>, Range const&) {
  Json names = Json::array();
  for (auto const& [name, value] : Names<E>::pairs) names.push_back(name);
  return {{"enum", std::move(names)}};
}
template <class T>
Json describe(Kind<std::optional<T>>, Range const& range);
template <class T>
Json describe(Kind<std::vector<T>>, Range const& range);
template <class T>
Json describe(Kind<std::map<std::string, T>>, Range const& range);
template <class T>
Json describe(Kind<Named<T>>, Range const& range);
template <TaggedVariant V>
Json describe(Kind<V>, Range const&);

/// The schema of a struct, field by field.
class ObjectSchema {
 public:
  void add(FieldText const& field, Json schema) {
    schema["description"] = std::string(field.says);
    if (field.unit != Unit::none) schema["x-unit"] = std::string(name_of(field.unit));
    properties_[std::string(field.key)] = std::move(schema);
    if (field.need == Need::required) needed_.push_back(std::string(field.key));
  }
  /// A contract also holds tables named after its terms, which only the rule pack knows, and what `like` and
  /// `template` bring need not be written again: it is `open`.
  Json build(std::vector<std::string_view> const& annotations, bool open) {
    for (std::string_view extra : annotations) properties_[std::string(extra)] = Json::object();
    Json schema{{"type", "object"}, {"properties", std::move(properties_)}, {"additionalProperties", open}};
    if (!needed_.empty()) schema["required"] = open ? Json::array({"id"}) : std::move(needed_);
    return schema;
  }

 private:
  Json properties_ = Json::object(), needed_ = Json::array();
};

Json or_key_path(Json schema) {
  return {{"anyOf", Json::array({std::move(schema),
                                 Json{{"type", "string"}, {"description", "key path of another"}}})}};
}

template <Described T>
Json describe(Kind<T>, Range const&) {
  ObjectSchema object;
  for_each_field<T>([&](auto const& field) {
    using V = std::remove_cvref_t<decltype(std::declval<T>().*field.at)>;
    Json schema = describe(Kind<V>{}, field.range);
    if constexpr (SharedPart<V>) schema = or_key_path(std::move(schema));
    object.add({field.key, field.says, field.unit, field.need}, std::move(schema));
  });
  return object.build(annotations_of<T>(), std::is_same_v<T, ContractTable>);
}
template <class T>
Json describe(Kind<std::optional<T>>, Range const& range) {
  return describe(Kind<T>{}, range);
}
template <class T>
Json describe(Kind<std::vector<T>>, Range const& range) {
  if constexpr (std::is_same_v<T, std::string>) {
    Json const text = describe(Kind<std::string>{}, range);
    return {{"anyOf", Json::array({text, Json{{"type", "array"}, {"items", text}}})}};
  }
  return {{"type", "array"}, {"items", describe(Kind<T>{}, range)}};
}
template <class T>
Json describe(Kind<std::map<std::string, T>>, Range const& range) {
  return {{"type", "object"}, {"additionalProperties", describe(Kind<T>{}, range)}};
}
template <class T>
Json describe(Kind<Named<T>>, Range const& range) {
  return {{"type", "object"}, {"additionalProperties", describe(Kind<T>{}, range)}};
}
Json as_choice(Json object, Clause const& clause, std::string_view tag) {
  object["description"] = std::string(clause.says);
  object["properties"][std::string(tag)] = {{"const", std::string(clause.kind)}};
  object["required"].push_back(std::string(tag));
  return object;
}

template <TaggedVariant V>
Json describe(Kind<V>, Range const&) {
  Json choices = Json::array();
  for_each_alternative<V>([&]<class T>() {
    choices.push_back(as_choice(describe(Kind<T>{}, any_number), T::clause, Tag<V>::key));
  });
  return {{"oneOf", std::move(choices)}};
}

}  // namespace

std::string study_schema_json() {
  Json schema = describe(Kind<Study>{}, any_number);
  schema["properties"]["contract"]["items"]["properties"]["term"] = {{"type", "array"},
                                                                     {"items", {{"$ref", "#/$defs/term"}}}};
  schema["properties"]["contract"]["items"]["properties"].erase("later");  // made of template_by_year
  Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Plimsoll study/1"}};
  root.update(schema);
  root["$defs"] = {{"law", describe(Kind<Law>{}, any_number)}, {"term", describe(Kind<Term>{}, any_number)}};
  return root.dump(2) + "\n";
}

std::string study_tables_markdown() {
  Markdown page;
  page.heading("Tables");
  page.table<Study>("the file");
  page.table<PurposeTable>("`[purpose]`");
  page.table<RunTable>("`[run]`");
  page.table<ReserveTable>("`[reserve]`");
  page.table<HoldingTable>("`[reserve.holding]`");
  page.table<PublishedTable>("`[published]`");
  page.table<PortfolioTable>("`[portfolio]`");
  page.table<ToleranceTable>("`[tolerance]`");
  page.table<TriggerTable>("`[[trigger]]`");
  page.table<FloorTable>("`[[floor]]`");
  page.table<RecognitionTable>("`[recognition.CONTRACT]`");
  page.table<ParticipantTable>("`[[participant]]`");
  page.table<AssumptionTable>("`[[assumption]]`");
  page.table<PopulationTable>("`[population.NAME]`");
  page.table<Movement>("`[population.NAME.movement]`");
  page.table<CostTable>("`[cost.NAME]`");
  page.table<Frailty>("`[cost.NAME.frailty]`");
  page.table<AlternativeFit>("`[[cost.NAME.alternative]]`");
  page.table<BenchmarkTable>("`[benchmark.NAME]`");
  page.table<AgreementTable>("`[agreement.NAME]`");
  page.table<PriorSavingsTable>("`[agreement.NAME.prior_savings]`");
  page.table<ExitTable>("`[agreement.NAME.exit]`");
  page.table<CarryTable>("`[agreement.NAME.carry]`");
  page.table<QualityTable>("`[quality.NAME]`");
  page.table<QualityMeasure>("`[[quality.NAME.measure]]`");
  page.table<ProgramTable>("`[[program]]`");
  page.table<ShockTable>("`[[shock]]`");
  page.table<ReforecastTable>("`[reforecast]`");
  page.table<ActualToDateTable>("`[actual_to_date.NAME]`");
  page.table<ClaimantTable>("`[[actual_to_date.NAME.claimants]]`");
  page.table<QualityToDateTable>("`[quality_to_date.NAME]`");
  page.table<MeasureToDateTable>("`[[quality_to_date.NAME.measure]]`");
  page.table<InvestmentTable>("`[[investment]]`");
  page.table<FundingTable>("`[funding]`");
  page.table<CashTable>("`[cash]`");
  page.table<ContractTable>("`[[contract]]`");
  page.table<SettlementTable>("`[contract.settlement]`");
  page.table<ProvisionalTable>("`[contract.settlement.provisional]`");
  page.heading("Terms");
  page.alternatives<Term>();
  page.table<ReadmissionCondition>("`conditions` of `readmissions_reduction`");
  page.heading("Laws");
  page.alternatives<Law>();
  return page.take();
}

std::string cost_tables_markdown() {
  Markdown page;
  page.heading("Tables");
  page.table<CostModel>("the file");
  page.table<Frailty>("`[frailty]`");
  page.table<CellLaw>("`[[cells]]`");
  page.table<CategoryLaw>("`[[cells.laws]]`");
  page.table<FitRecord>("`fit`");
  page.table<CredibilityRecord>("`fit.credibility`");
  page.table<LawFit>("`fit.count`, `fit.severity`");
  page.heading("Count laws");
  page.alternatives<CountLaw>();
  page.heading("Severity laws");
  page.alternatives<SeverityLaw>();
  return page.take();
}

std::string column_map_tables_markdown() {
  Markdown page;
  page.heading("Tables");
  page.table<ColumnMap>("the map");
  page.table<MonthsMap>("`months`");
  page.table<AgeMap>("`age`");
  page.table<EnrolmentRule>("`[[enrolment]]`");
  page.table<RiskMap>("`risk`");
  return page.take();
}

std::string claim_map_tables_markdown() {
  Markdown page;
  page.heading("Tables");
  page.table<ClaimMap>("the map");
  page.table<MembersMap>("`[members]`");
  page.table<CoverMap>("`members.cover`");
  page.table<EnrolmentRule>("`[[members.enrolment]]`");
  page.table<ClaimsMap>("`[claims.NAME]`");
  page.table<CategoryRule>("`category`");
  page.table<TableMap>("`table`");
  page.table<CrosswalkMap>("`[crosswalk]`");
  page.table<AttributionMap>("`[attribution]`");
  page.table<ControlMap>("`[control]`");
  return page.take();
}

}  // namespace plimsoll
