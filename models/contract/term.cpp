#include "plimsoll/models/contract/term.hpp"

#include <type_traits>

namespace plimsoll {

Clause const& clause_of(Term const& term) {
  return std::visit([](auto const& t) -> Clause const& { return std::decay_t<decltype(t)>::clause; }, term);
}

Target target_of(Term const& term) {
  return std::visit([](auto const& t) { return std::decay_t<decltype(t)>::target; }, term);
}

Grain grain_of(Term const& term) {
  return std::visit([](auto const& t) { return std::decay_t<decltype(t)>::grain; }, term);
}

Expr line_of(Term const& term, Position const& at) {
  return std::visit([&](auto const& t) { return apply(t, at); }, term);
}

}  // namespace plimsoll
