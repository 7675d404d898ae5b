#include "plimsoll/models/contract/program.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

namespace plimsoll {

bool same_source(ColumnSource const& a, ColumnSource const& b) {
  if (a.index() != b.index()) return false;
  if (auto const* tally = std::get_if<TallyColumn>(&a)) {
    auto const& other = std::get<TallyColumn>(b);
    return tally->year == other.year && tally->tally == other.tally;
  }
  if (auto const* driver = std::get_if<DriverColumn>(&a)) {
    auto const& other = std::get<DriverColumn>(b);
    return driver->year == other.year && driver->driver.path == other.driver.path;
  }
  if (auto const* measure = std::get_if<MeasureColumn>(&a)) {
    auto const& other = std::get<MeasureColumn>(b);
    return measure->year == other.year && measure->rate.path == other.rate.path;
  }
  return std::get<NamedColumn>(a).name == std::get<NamedColumn>(b).name;
}

namespace {

bool same_limit_path(ColumnSource const& a, ColumnSource const& b) {
  auto const path = [](ColumnSource const& source) {
    auto const* const leaf = std::get_if<TallyColumn>(&source);
    return leaf && leaf->tally.limit ? leaf->tally.limit->path() : KeyPath{};
  };
  return path(a) == path(b);
}

/// Equal sources have equal owners: a panel, or a key path.
std::string owner_of(ColumnSource const& source) {
  if (auto const* tally = std::get_if<TallyColumn>(&source))
    return std::to_string(static_cast<std::uint64_t>(tally->tally.panel));
  if (auto const* driver = std::get_if<DriverColumn>(&source)) return driver->driver.path.text();
  if (auto const* measure = std::get_if<MeasureColumn>(&source)) return measure->rate.path.text();
  return std::get<NamedColumn>(source).name;
}

class Compiler {
 public:
  explicit Compiler(EqualLimits limits) : limits_(limits) {}

  Program finish() && { return std::move(program_); }

  void keep(NamedExpr const& named) {
    program_.outputs.push_back({named.name, named.year, named.unit, named.says, step_of(named.expr)});
  }

 private:
  // Numbers are told apart by their bits: 0.0 and -0.0 are different constants.
  using Key =
      std::tuple<Op, std::uint32_t, std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t, KeyPath>;

  /// Number of the step that holds the formula; formulas shared by handle are visited once.
  std::uint32_t step_of(Expr const& expr) {
    if (auto const seen = by_node_.find(&expr.node()); seen != by_node_.end()) return seen->second;
    Expr::Node const& node = expr.node();
    Step step{.op = node.op, .number = node.number, .path = node.path};
    if (node.op == Op::column) step.column = column_of(node);
    std::uint32_t* const places[] = {&step.a, &step.b, &step.c};
    for (std::size_t i = 0; i < node.arguments.size(); ++i) *places[i] = step_of(node.arguments[i]);
    std::uint32_t const number = add(std::move(step));
    by_node_.emplace(&expr.node(), number);
    return number;
  }

  std::uint32_t add(Step step) {
    Key key{step.op,     step.a,   step.b, step.c, std::bit_cast<std::uint64_t>(step.number),
            step.column, step.path};
    auto const [place, is_new] = by_meaning_.try_emplace(std::move(key), program_.steps.size());
    if (is_new) program_.steps.push_back(std::move(step));
    return static_cast<std::uint32_t>(place->second);
  }

  std::uint32_t column_of(Expr::Node const& node) {
    ColumnSource const source = std::visit(
        [](auto const& from) -> ColumnSource {
          if constexpr (std::is_same_v<std::decay_t<decltype(from)>, std::monostate>)
            return NamedColumn{};
          else
            return from;
        },
        node.source);
    auto& columns = program_.columns;
    std::vector<std::uint32_t>& alike = by_owner_[owner_of(source)];
    auto const found = std::find_if(alike.begin(), alike.end(), [&](std::uint32_t number) {
      return same_source(columns[number], source) &&
             (limits_ == EqualLimits::one_column || same_limit_path(columns[number], source));
    });
    if (found != alike.end()) return *found;
    auto const number = static_cast<std::uint32_t>(columns.size());
    columns.push_back(source);
    alike.push_back(number);
    return number;
  }

  EqualLimits limits_;
  Program program_;
  std::unordered_map<Expr::Node const*, std::uint32_t> by_node_;
  std::map<Key, std::size_t> by_meaning_;
  std::map<std::string, std::vector<std::uint32_t>> by_owner_;  // columns: hundreds of panels have thousands
};

}  // namespace

Program compile(std::vector<NamedExpr> const& outputs, EqualLimits limits) {
  Compiler compiler(limits);
  for (NamedExpr const& output : outputs) compiler.keep(output);
  return std::move(compiler).finish();
}

}  // namespace plimsoll
