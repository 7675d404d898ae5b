#pragma once

#include <boost/random/mersenne_twister.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "text/dates.hpp"

namespace plimsoll {

/// A made-up member and the time covered in one year.
struct MadePerson {
  std::string key;
  Day birth = 0, death = no_day;
  Day start = 0, end = 0;  ///< of cover; `end` is not after death
  std::string status, dual;
};

struct MadeLine {
  std::int64_t cents = 0;
  std::string revenue, hcpcs;
};

enum class MadeKind { inpatient, post_acute, emergency, outpatient, professional, equipment, pharmacy };

struct MadeClaim {
  std::uint64_t number = 0;
  MadeKind kind = MadeKind::professional;
  Day day = 0, end = 0, paid = 0;
  std::vector<MadeLine> lines;
};

/// Members and their claims, one after another.
class MadeWorld {
 public:
  MadeWorld(int year, std::uint64_t seed) : year_(year), random_(seed) {}
  MadePerson person(std::int64_t ordinal);
  std::vector<MadeClaim> claims(MadePerson const& person);

 private:
  int below(int bound);
  double uniform();
  MadeClaim claim(MadeKind kind, MadePerson const& person);

  int year_;
  boost::random::mt19937_64 random_;
  std::uint64_t claims_ = 0;
};

}  // namespace plimsoll
