#include "class_build.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr value_of(ByClass const& numbers, std::string const& enrolment, Position const& at) {
  auto const found = numbers.find(enrolment);
  PLIMSOLL_EXPECT(found != numbers.end());
  return at.value(found->second);
}

Expr value_of(ByClass const& numbers, std::string const& enrolment, Position const& at, double otherwise) {
  return numbers.contains(enrolment) ? value_of(numbers, enrolment, at) : Expr{otherwise};
}

Expr weighted_sum(std::vector<Expr> const& amounts, std::vector<Expr> const& weights) {
  Expr sum = 0.0;
  for (std::size_t i = 0; i < amounts.size(); ++i) sum = sum + amounts[i] * weights[i];
  return sum;
}

Expr base_mean(ClassBenchmark const& build, std::vector<Expr> const& amounts) {
  Expr people = 0.0;
  for (Expr const& person_years : build.base_person_years) people = people + person_years;
  return select(people > 0.0, weighted_sum(amounts, build.base_person_years) / people, 0.0);
}

Expr adjustment_of(ClassBenchmark const& build, std::size_t type) {
  return build.adjusted[type] - build.historical[type];
}

void adjust(ClassBenchmark& build, std::size_t type, Expr const& adjustment) {
  Expr const adjusted = build.historical[type] + adjustment;
  Expr const moved = adjusted - build.adjusted[type];
  build.adjusted[type] = adjusted;
  build.per_capita[type] = build.per_capita[type] + moved;
  build.two_way[type] = build.two_way[type] + moved;
}

template <class Map>
void require_classes(PanelView const& view, char const* field, Map const& given,
                     std::vector<Problem>& problems) {
  std::vector<std::string> names;
  for (auto const& [name, number] : given) names.push_back(name);
  for (std::size_t i = 0; i < view.classes.size(); ++i)
    if (covers(view, static_cast<ExposureClass>(i)) && !given.contains(view.classes[i]))
      problems.push_back(
          term_fault(field, fmt::format("there is none for enrolment type \"{}\"", view.classes[i]),
                     names.empty() ? "no type has one" : fmt::format("given for {}", fmt::join(names, ", ")),
                     "give one for every type of the population, under the same name"));
}

template void require_classes(PanelView const&, char const*, ByClass const&, std::vector<Problem>&);
template void require_classes(PanelView const&, char const*, ListByClass const&, std::vector<Problem>&);

}  // namespace plimsoll
