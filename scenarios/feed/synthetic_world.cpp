#include "feed/synthetic_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

namespace plimsoll {
namespace {

/// What a year of one kind is like: claims, days, median and spread of dollars, most lines.
struct Kind {
  double claims;
  int most_days;
  double dollars, sigma;
  int most_lines;
};
// In the order of MadeKind. Round figures of the size Medicare's are.
constexpr std::array<Kind, 7> kinds{{{0.25, 10, 9'000, 0.8, 2},
                                     {0.15, 30, 4'000, 0.9, 1},
                                     {0.40, 1, 600, 0.7, 2},
                                     {2.50, 1, 250, 1.1, 3},
                                     {8.00, 1, 90, 0.9, 3},
                                     {0.80, 1, 120, 0.8, 1},
                                     {6.00, 1, 60, 1.2, 1}}};

}  // namespace

int MadeWorld::below(int bound) {
  return boost::random::uniform_int_distribution<int>(0, bound - 1)(random_);
}

double MadeWorld::uniform() {
  return boost::random::uniform_01<double>()(random_);
}

MadePerson MadeWorld::person(std::int64_t ordinal) {
  MadePerson person;
  person.key = fmt::format("S{:010}", ordinal + 1);
  int const age = uniform() < 0.15 ? 30 + below(35) : 65 + below(30);
  person.birth = first_day(month_of(year_ - age, 1)) + below(365);
  person.status = uniform() < 0.02 ? "11" : age < 65 ? "20" : "10";
  person.dual = uniform() < 0.15 ? "02" : "NA";
  Month const january = month_of(year_, 1);
  person.start = first_day(january) - 31 * (1 + below(60));
  person.start = first_day(month_of(person.start));
  person.end = last_day(january + 11);
  if (ordinal % 20 == 7) person.start = first_day(january + 2 + below(8));
  if (ordinal % 20 == 13) person.end = last_day(january + 3 + below(8));
  if (ordinal % 50 == 21) {
    person.death = first_day(january + 4 + below(6)) + below(28);
    person.end = std::min(person.end, person.death);
  }
  return person;
}

std::vector<MadeClaim> MadeWorld::claims(MadePerson const& person) {
  double const frailty = boost::random::lognormal_distribution<double>(-0.3, 0.8)(random_);
  Day const from = std::max(person.start, first_day(month_of(year_, 1)));
  double const share = (person.end - from + 1) / 365.0;
  std::vector<MadeClaim> all;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    int const count =
        boost::random::poisson_distribution<int, double>(kinds[kind].claims * frailty * share)(random_);
    for (int i = 0; i < count; ++i) all.push_back(claim(static_cast<MadeKind>(kind), person));
  }
  return all;
}

MadeClaim MadeWorld::claim(MadeKind kind, MadePerson const& person) {
  Kind const& like = kinds[static_cast<std::size_t>(kind)];
  Day const from = std::max(person.start, first_day(month_of(year_, 1)));
  MadeClaim made;
  made.number = ++claims_;
  made.kind = kind;
  made.day = from + below(person.end - from + 1);
  made.end = made.day + below(like.most_days);
  made.paid = made.end + 10 + below(50);
  int const lines = 1 + below(like.most_lines);
  double const dollars =
      boost::random::lognormal_distribution<double>(std::log(like.dollars / lines), like.sigma)(random_);
  for (int i = 0; i < lines; ++i) {
    MadeLine line;
    line.cents = std::max<std::int64_t>(1, std::llround(dollars * (0.7 + 0.6 * uniform()) * 100.0));
    line.revenue = kind == MadeKind::emergency && i == 0 ? "0450" : "0300";
    line.hcpcs = kind == MadeKind::equipment ? "E0601" : "99213";
    made.lines.push_back(std::move(line));
  }
  return made;
}

}  // namespace plimsoll
