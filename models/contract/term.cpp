#include "plimsoll/models/contract/term.hpp"

#include <type_traits>

namespace plimsoll {
namespace {

template <class T>
concept BuildsBenchmark = requires(T const& term, Position const& at) {
  built(term, at);
};
template <class T>
concept Narrows = requires(T const& term, Position& at) {
  narrow(term, at);
};

/// Evaluates `ask.template operator()<T>()` for the alternative T the term holds.
template <class Ask>
decltype(auto) with_kind(Term const& term, Ask ask) {
  return std::visit(
      [&](auto const& t) -> decltype(auto) { return ask.template operator()<std::decay_t<decltype(t)>>(); },
      term);
}

template <BuildsBenchmark T>
Expr line_on_build(T const& term, Position const& at) {
  Expr const after = total(built(term, at), at);
  return at.build ? after - total(*at.build, at) : after;
}

}  // namespace

NamedTerm::NamedTerm() = default;
NamedTerm::NamedTerm(std::string name_of_line, Term given, std::map<std::string, std::string> sources)
    : name(std::move(name_of_line)), term(std::move(given)), cites(std::move(sources)) {}
NamedTerm::NamedTerm(NamedTerm const& other) = default;
NamedTerm::NamedTerm(NamedTerm&& other) noexcept = default;
NamedTerm& NamedTerm::operator=(NamedTerm const& other) = default;
NamedTerm& NamedTerm::operator=(NamedTerm&& other) noexcept = default;
NamedTerm::~NamedTerm() = default;

Clause const& clause_of(Term const& term) {
  return with_kind(term, []<class T>() -> Clause const& { return T::clause; });
}

Target target_of(Term const& term) {
  return with_kind(term, []<class T>() { return T::target; });
}

Grain grain_of(Term const& term) {
  return with_kind(term, []<class T>() { return T::grain; });
}

bool opens_balance(Term const& term) {
  return with_kind(term, []<class T>() {
    if constexpr (requires { T::opens_balance; })
      return T::opens_balance;
    else
      return false;
  });
}

bool needs_benchmark(Term const& term) {
  return std::visit(
      [](auto const& t) -> bool {
        using T = std::decay_t<decltype(t)>;
        if constexpr (requires { t.needs_benchmark(); })
          return t.needs_benchmark();
        else if constexpr (requires { T::needs_benchmark; })
          return T::needs_benchmark;
        else
          return false;
      },
      term);
}

bool makes_benchmark(Term const& term) {
  return with_kind(term, []<class T>() {
    if constexpr (requires { T::makes_benchmark; })
      return T::makes_benchmark;
    else
      return false;
  });
}

bool stands_without_exposure(Term const& term) {
  return std::visit(
      [](auto const& t) -> bool {
        if constexpr (requires { t.stands_without_exposure(); })
          return t.stands_without_exposure();
        else
          return false;
      },
      term);
}

bool shares_base(Term const& term) {
  return std::visit(
      [](auto const& t) {
        if constexpr (requires { t.share_of_base; })
          return t.share_of_base.has_value();
        else
          return false;
      },
      term);
}

bool starts_build(Term const& term) {
  return with_kind(term, []<class T>() {
    if constexpr (requires { T::starts_build; })
      return T::starts_build;
    else
      return false;
  });
}

bool needs_build(Term const& term) {
  return std::visit(
      [](auto const& t) {
        if constexpr (BuildsBenchmark<std::decay_t<decltype(t)>>) return !requires {
            t.starts_build;
          };
        else if constexpr (requires { reads_build(t); })
          return reads_build(t);
        else
          return false;
      },
      term);
}

bool paid_monthly(Term const& term) {
  return with_kind(term, []<class T>() {
    if constexpr (requires { T::paid_monthly; })
      return T::paid_monthly;
    else
      return false;
  });
}

bool narrows(Term const& term) {
  return with_kind(term, []<class T>() { return Narrows<T>; });
}

std::optional<std::string> line_read_by(Term const& term) {
  return std::visit(
      [](auto const& t) -> std::optional<std::string> {
        if constexpr (requires { t.of; })
          return t.of;
        else
          return std::nullopt;
      },
      term);
}

Expr line_of(Term const& term, Position const& at) {
  return std::visit(
      [&](auto const& t) -> Expr {
        if constexpr (BuildsBenchmark<std::decay_t<decltype(t)>>)
          return line_on_build(t, at);
        else
          return apply(t, at);
      },
      term);
}

Expr advance(NamedTerm const& named, Position& position) {
  Position const before = position;
  Expr const line = line_of(named.term, before);
  std::visit(
      [&](auto const& t) {
        using T = std::decay_t<decltype(t)>;
        if constexpr (BuildsBenchmark<T>) position.build = built(t, before);
        if constexpr (Narrows<T>) narrow(t, position);
      },
      named.term);
  Expr& amount = position.running(target_of(named.term));
  amount = amount + line;
  position.lines.insert_or_assign(named.name, line);
  return line;
}

}  // namespace plimsoll
