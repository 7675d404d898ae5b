#include "report/packed.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Op op) {
  constexpr std::array<std::pair<Op, std::string_view>, 15> names{{{Op::column, "column"},
                                                                   {Op::constant, "constant"},
                                                                   {Op::value, "value"},
                                                                   {Op::add, "add"},
                                                                   {Op::subtract, "subtract"},
                                                                   {Op::multiply, "multiply"},
                                                                   {Op::divide, "divide"},
                                                                   {Op::min, "min"},
                                                                   {Op::max, "max"},
                                                                   {Op::less, "less"},
                                                                   {Op::less_equal, "less_equal"},
                                                                   {Op::both, "both"},
                                                                   {Op::either, "either"},
                                                                   {Op::select, "select"},
                                                                   {Op::round_cents, "round_cents"}}};
  for (auto const& [known, name] : names)
    if (known == op) return name;
  PLIMSOLL_EXPECT(false);
  return {};
}

/// A number as JSON has it, or the word JavaScript reads as it.
Json number_of(double value) {
  if (std::isfinite(value)) return value;
  return std::isnan(value) ? "NaN" : value > 0.0 ? "Infinity" : "-Infinity";
}

/// An end of a range; none where it is open.
Json bound_of(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json steps_of(Program const& program) {
  Json steps = Json::array();
  for (Step const& step : program.steps) {
    Json packed = Json::array({name_of(step.op)});
    std::array const arguments{step.a, step.b, step.c};
    if (step.op == Op::column) packed.push_back(step.column);
    if (step.op == Op::constant || step.op == Op::value) packed.push_back(number_of(step.number));
    if (step.op == Op::value) packed.push_back(step.path.text());
    for (std::size_t i = 0; i < arity(step.op); ++i) packed.push_back(arguments[i]);
    steps.push_back(std::move(packed));
  }
  return steps;
}

Json outputs_of(Program const& program) {
  Json outputs = Json::array();
  for (Output const& output : program.outputs) {  // contract/ID/WHAT
    std::size_t const first = output.name.find('/'), last = output.name.rfind('/');
    outputs.push_back({{"contract", output.name.substr(first + 1, last - first - 1)},
                       {"what", output.name.substr(last + 1)},
                       {"year", output.year},
                       {"step", output.step}});
  }
  return outputs;
}

Json terms_of(LiveContracts const& live) {
  std::vector<LiveTerm> terms = live.terms;
  for (LiveLimit const& limit : live.limits) terms.push_back(limit.term);
  Json all = Json::array();
  for (auto const& [contract, number] : terms)
    all.push_back({{"key", number.path.text()},
                   {"contract", contract},
                   {"term", number.term},
                   {"clause", number.clause},
                   {"says", number.says},
                   {"cites", number.cites},
                   {"unit", name_of(number.unit)},
                   {"low", bound_of(number.range.low)},
                   {"high", bound_of(number.range.high)},
                   {"values", number.fixed}});
  return all;
}

Json payoff_of(ContractPayoff const& contract) {
  Json lines = Json::array(), outputs = Json::array(), columns = Json::array();
  for (LedgerLine const& line : contract.payoff.lines())
    lines.push_back({{"name", line.name}, {"says", line.says}});
  for (Output const& output : contract.payoff.program().outputs) outputs.push_back(output.step);
  for (double value : contract.payoff.columns()) columns.push_back(number_of(value));
  Json limits = Json::array();
  for (auto const& [column, of] : contract.limits) limits.push_back({{"column", column}, {"of", of}});
  return {{"contract", contract.contract},
          {"year", contract.year},
          {"held", contract.held},
          {"benchmark", contract.payoff.benchmark()},
          {"steps", steps_of(contract.payoff.program())},
          {"columns", std::move(columns)},
          {"cost", contract.payoff.cost_columns()},
          {"limits", std::move(limits)},
          {"lines", std::move(lines)},
          {"outputs", std::move(outputs)}};
}

/// Bytes of whole numbers, the lowest of all first: neighbours are alike, which compresses.
void append_planes(std::vector<std::uint64_t> const& values, std::size_t width, std::string& bytes) {
  for (std::size_t plane = 0; plane < width; ++plane)
    for (std::uint64_t value : values) bytes += static_cast<char>(value >> (8 * plane) & 0xff);
}

/// The values as whole numbers above the least of them, where `scale` makes them whole exactly.
std::optional<std::vector<std::uint64_t>> whole(std::vector<double> const& values, double scale, double low) {
  constexpr double most = 0x1p47;  // sums of whole numbers up to here are exact
  std::vector<std::uint64_t> all;
  for (double value : values) {
    double const above = std::nearbyint(value * scale) - low;
    bool const same = std::abs(low) < most && above < most && (above + low) / scale == value &&
                      !(value == 0.0 && std::signbit(value));
    if (!same) return std::nullopt;
    all.push_back(static_cast<std::uint64_t>(above));
  }
  return all;
}

/// Describes a column and appends its bytes: one number, whole numbers, cents, or doubles as they are.
Json packed_column(std::vector<double> const& values, std::string& bytes) {
  auto const bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
  bool const same = std::all_of(values.begin(), values.end(),
                                [&](double value) { return bits(value) == bits(values.front()); });
  if (same) return {{"same", number_of(values.front())}};
  double const least = *std::min_element(values.begin(), values.end());
  for (double scale : {1.0, 100.0}) {
    double const low = std::nearbyint(least * scale);
    auto const numbers = whole(values, scale, low);
    if (!numbers) continue;
    std::uint64_t const largest = *std::max_element(numbers->begin(), numbers->end());
    auto const width = static_cast<std::size_t>(std::bit_width(largest) + 7) / 8;
    append_planes(*numbers, width, bytes);
    return {{"scale", scale}, {"low", low}, {"width", width}};
  }
  std::vector<std::uint64_t> raw;
  for (double value : values) raw.push_back(bits(value));
  append_planes(raw, sizeof(double), bytes);
  return {{"width", sizeof(double)}};
}

std::string compressed(std::string const& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string small(size, '\0');
  int const done = compress2(reinterpret_cast<Bytef*>(small.data()), &size,
                             reinterpret_cast<Bytef const*>(bytes.data()), bytes.size(), 6);
  PLIMSOLL_EXPECT(done == Z_OK);
  small.resize(size);
  return small;
}

std::string base64(std::string const& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // libcrypto ends it with a zero
  int const length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

/// The limits, their points by columns of the trials.
Json limits_of(LiveContracts const& live) {
  Json limits = Json::array();
  for (LiveLimit const& limit : live.limits)
    for (LimitColumn const& column : limit.columns) {
      Json points = Json::array();
      for (LimitPoint const& point : column.points)
        points.push_back({{"limit", point.limit}, {"excess", point.excess}, {"falling", point.falling}});
      limits.push_back({{"key", limit.term.number.path.text()},
                        {"column", column.column},
                        {"annualised", column.annualised},
                        {"points", std::move(points)}});
    }
  return limits;
}

}  // namespace

std::size_t bytes_a_trial(LiveContracts const& live) {
  std::string bytes;
  for (std::vector<double> const& column : live.trials.columns) packed_column(column, bytes);
  return bytes.size() / live.trials.trials;
}

std::string packed_live(LiveContracts const& live, std::uint64_t of, Redaction const& names) {
  std::string bytes;
  Json columns = Json::array(), payoffs = Json::array();
  for (std::vector<double> const& column : live.trials.columns)
    columns.push_back(packed_column(column, bytes));
  for (ContractPayoff const& contract : live.payoffs) payoffs.push_back(payoff_of(contract));
  Program const& program = live.trials.program;
  Json const told{{"trials", live.trials.trials},   {"of", of},
                  {"terms", terms_of(live)},        {"steps", steps_of(program)},
                  {"outputs", outputs_of(program)}, {"columns", std::move(columns)},
                  {"limits", limits_of(live)},      {"payoffs", std::move(payoffs)}};
  std::string const head = names.covered_document(told).dump();
  std::string whole_text;
  for (int byte = 0; byte < 4; ++byte)
    whole_text += static_cast<char>(static_cast<std::uint32_t>(head.size()) >> (8 * byte) & 0xff);
  return base64(compressed(whole_text + head + bytes));
}

std::string packed_explained(ExplainedRun const& explained, Redaction const& names) {
  Json figures = Json::object(), trials = Json::object();
  for (ExplainedFigure const& figure : explained.figures) {
    Json shown = Json::array();
    for (ShownTrial const& trial : figure.trials)
      shown.push_back(
          {{"lead", fmt::format("The trial at P{:.0f} of {}.", 100.0 * trial.level, trial.ranked_by)},
           {"trial", std::to_string(trial.trial)}});
    figures[figure.id] = {{"cell", figure.cell},
                          {"title", figure.told.title},
                          {"sentences", figure.told.sentences},
                          {"trials", std::move(shown)}};
  }
  for (std::size_t i = 0; i < explained.trials.size(); ++i)
    trials[std::to_string(i)] = {{"title", explained.trials[i].title},
                                 {"sentences", explained.trials[i].sentences},
                                 {"tables", to_json(explained.trials[i].tables)}};
  Json const told{{"figures", std::move(figures)}, {"trials", std::move(trials)}};
  return base64(compressed(names.covered_document(told).dump()));
}

}  // namespace plimsoll
