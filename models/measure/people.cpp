#include "plimsoll/models/measure/people.hpp"

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// What of one sum is hidden, and which of its numbers could be hidden next.
struct Look {
  std::size_t hidden = 0;
  double hidden_parts = 0.0;
  bool whole_hidden = false;
  bool closed = true;  ///< everything in it is told or hidden by us
  std::optional<std::size_t> next = {};
};

Look look_at(PeopleSum const& sum, std::vector<double> const& people, std::vector<bool> const& told,
             std::vector<bool> const& hidden) {
  Look look;
  auto const see = [&](std::size_t at, bool part) {
    if (hidden[at]) {
      ++look.hidden;
      if (part)
        look.hidden_parts += people[at];
      else
        look.whole_hidden = true;
    } else if (!told.empty() && !told[at]) {
      look.closed = false;
    } else if (people[at] > 0.0 && (!look.next || people[at] < people[*look.next])) {
      look.next = at;
    }
  };
  if (sum.whole) see(*sum.whole, false);
  for (std::size_t const part : sum.parts) see(part, true);
  if (look.next && sum.hide_first && !hidden[*sum.hide_first]) look.next = sum.hide_first;
  return look;
}

/// One number hidden alone is what the others leave; several of which all are parts are told as their sum.
bool gives_away(Look const& look) {
  if (!look.closed || look.hidden == 0) return false;
  return look.hidden == 1 || (!look.whole_hidden && is_few(look.hidden_parts));
}

}  // namespace

std::vector<bool> hidden_people(std::vector<double> const& people, std::vector<PeopleSum> const& sums,
                                std::vector<bool> const& told) {
  PLIMSOLL_EXPECT(told.empty() || told.size() == people.size());
  std::vector<bool> hidden;
  for (double const count : people) hidden.push_back(is_few(count));
  for (bool changed = true; changed;) {
    changed = false;
    for (PeopleSum const& sum : sums) {
      Look const look = look_at(sum, people, told, hidden);
      if (!look.next || !gives_away(look)) continue;
      hidden[*look.next] = true;
      changed = true;
    }
  }
  return hidden;
}

std::string people_in_words(std::int64_t people, std::optional<std::int64_t> whole) {
  if (is_few(static_cast<double>(people))) return "1 to 10";
  bool const rest_is_few = people > 0 && whole && is_few(static_cast<double>(*whole - people));
  return rest_is_few ? "more than 10" : std::to_string(people);
}

}  // namespace plimsoll
