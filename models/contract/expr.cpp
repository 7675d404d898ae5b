#include "plimsoll/models/contract/expr.hpp"

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

Expr::Expr(double constant)
    : node_(std::make_shared<Node const>(Node{Op::constant, constant, {}, std::monostate{}, {}})) {}

Expr Expr::column(ColumnSource source) {
  Node node{Op::column, 0.0, {}, std::monostate{}, {}};
  std::visit([&](auto& from) { node.source = std::move(from); }, source);
  return Expr{std::make_shared<Node const>(std::move(node))};
}

Expr Expr::quantity(Quantity const& quantity, std::size_t year, std::size_t performance_year) {
  if (quantity.is_driver()) return column(DriverColumn{quantity.driver(), year});
  if (quantity.is_reference()) return named(quantity.path().text());
  return fixed(quantity.fixed(performance_year), quantity.path());
}

Expr Expr::fixed(double number, KeyPath path) {
  if (path.empty()) return number;
  return Expr{std::make_shared<Node const>(Node{Op::value, number, std::move(path), std::monostate{}, {}})};
}

Expr Expr::operation(Op op, std::vector<Expr> arguments) {
  PLIMSOLL_EXPECT(arguments.size() == arity(op) && arity(op) > 0);
  return Expr{std::make_shared<Node const>(Node{op, 0.0, {}, std::monostate{}, std::move(arguments)})};
}

std::size_t arity(Op op) {
  switch (op) {
    case Op::column:
    case Op::constant:
    case Op::value: return 0;
    case Op::round_cents: return 1;
    case Op::select: return 3;
    default: return 2;
  }
}

Expr operator+(Expr const& a, Expr const& b) {
  return Expr::operation(Op::add, {a, b});
}
Expr operator-(Expr const& a, Expr const& b) {
  return Expr::operation(Op::subtract, {a, b});
}
Expr operator*(Expr const& a, Expr const& b) {
  return Expr::operation(Op::multiply, {a, b});
}
Expr operator/(Expr const& a, Expr const& b) {
  return Expr::operation(Op::divide, {a, b});
}
Expr operator-(Expr const& a) {
  return Expr{0.0} - a;
}
Expr operator<(Expr const& a, Expr const& b) {
  return Expr::operation(Op::less, {a, b});
}
Expr operator<=(Expr const& a, Expr const& b) {
  return Expr::operation(Op::less_equal, {a, b});
}
Expr operator>(Expr const& a, Expr const& b) {
  return b < a;
}
Expr operator>=(Expr const& a, Expr const& b) {
  return b <= a;
}
Expr operator&&(Expr const& a, Expr const& b) {
  return Expr::operation(Op::both, {a, b});
}
Expr operator||(Expr const& a, Expr const& b) {
  return Expr::operation(Op::either, {a, b});
}
Expr min(Expr const& a, Expr const& b) {
  return Expr::operation(Op::min, {a, b});
}
Expr max(Expr const& a, Expr const& b) {
  return Expr::operation(Op::max, {a, b});
}
Expr clip(Expr const& x, Expr const& low, Expr const& high) {
  return max(low, min(x, high));
}
Expr select(Expr const& condition, Expr const& yes, Expr const& no) {
  return Expr::operation(Op::select, {condition, yes, no});
}
Expr round_cents(Expr const& x) {
  return Expr::operation(Op::round_cents, {x});
}

Expr where_of(TablePoint const& point) {
  return Expr::fixed(point.at, point.path.empty() ? KeyPath{} : point.path / "at");
}
Expr value_of(TablePoint const& point) {
  return Expr::fixed(point.value, point.path.empty() ? KeyPath{} : point.path / "value");
}

namespace {

/// Constants are taken from each other here, once, and not in every trial.
Expr difference(Expr const& a, Expr const& b) {
  bool const both = a.node().op == Op::constant && b.node().op == Op::constant;
  return both ? Expr{a.node().number - b.node().number} : a - b;
}

}  // namespace

Expr interpolate(Expr const& x, std::vector<TablePoint> const& points) {
  PLIMSOLL_EXPECT(!points.empty());
  Expr result = value_of(points.back());
  for (std::size_t i = points.size() - 1; i-- > 0;) {
    PLIMSOLL_EXPECT(points[i].at < points[i + 1].at);
    Expr const from = where_of(points[i]), to = where_of(points[i + 1]);
    Expr const low = value_of(points[i]), high = value_of(points[i + 1]);
    Expr const inside = low + difference(high, low) * (x - from) / difference(to, from);
    result = select(x < to, inside, result);
  }
  return select(x <= where_of(points.front()), value_of(points.front()), result);
}

}  // namespace plimsoll
