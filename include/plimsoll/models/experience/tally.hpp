#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// Which panel: population × attribution basis × cohort, shared by contracts.
enum class PanelId : std::uint16_t {};
/// Enrolment type (ESRD, disabled, aged dual …): position in the study's list of classes.
enum class ExposureClass : std::uint8_t {};
enum class TallyId : std::uint32_t {};

/// A set of cost categories, by position in the cost model.
class Scope {
 public:
  static Scope all() { return Scope{~std::uint64_t{0}}; }
  static Scope none() { return Scope{0}; }
  static Scope of(std::size_t category) { return Scope{std::uint64_t{1} << category}; }
  bool includes(std::size_t category) const { return bits_ >> category & 1u; }
  bool is_all() const { return bits_ == ~std::uint64_t{0}; }
  friend Scope operator|(Scope a, Scope b) { return Scope{a.bits_ | b.bits_}; }
  friend auto operator<=>(Scope const&, Scope const&) = default;

 private:
  explicit Scope(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_;
};

/// What is summed over members. Every member-grain clause is a sum of these (piecewise-linear in a member's
/// year).
enum class TallyShape : std::uint8_t {
  member_months,
  amount,       ///< sum of x
  excess,       ///< sum of (x - t)+, t the member's limit by its basis, in whole cents
  over,         ///< number of members with x > t
  months_over,  ///< member months of those with x > t: by a twelfth, how fast their annualised excess falls
};

/// How a limit meets members enrolled for part of a year.
enum class LimitBasis : std::uint8_t {
  annualised,   ///< limit · months / 12: truncation of annualised cost
  policy_year,  ///< the whole limit whatever the months: a stop-loss deductible
};

/// Which members a year counts, where they come and go.
enum class Attribution : std::uint8_t {
  prospective,    ///< those at its start: they count until they die, wherever they get their care
  retrospective,  ///< those at its end, with their whole year, and the dead until they die
  enrolled,       ///< everyone for the months they are members
};
template <>
struct Names<Attribution> {
  static constexpr std::array<std::pair<std::string_view, Attribution>, 3> pairs{
      {{"prospective", Attribution::prospective},
       {"retrospective", Attribution::retrospective},
       {"enrolled", Attribution::enrolled}}};
};

/// One member-grain sum the draw loop keeps, in every year of the study.
struct Tally {
  PanelId panel{};
  Scope scope = Scope::all();
  TallyShape shape = TallyShape::amount;
  std::optional<ExposureClass> exposure;  ///< all classes when empty
  std::optional<Quantity> limit;          ///< dollars per member-year, for excess and over
  LimitBasis basis = LimitBasis::annualised;
  Attribution attribution = Attribution::prospective;
};

/// Same panel, scope, shape, class, basis, attribution and limit (by key path, or by value when it has none).
bool operator==(Tally const& a, Tally const& b);

/// The deduplicated list of tallies a study needs: equal tallies are drawn once, whoever asks.
class TallyPlan {
 public:
  TallyId add(Tally const& tally);
  /// Where the tally stands; nothing where the plan has not got it.
  std::optional<TallyId> find(Tally const& tally) const;
  /// Whether it has all tallies of the other.
  bool has(TallyPlan const& other) const;
  std::vector<Tally> const& tallies() const { return tallies_; }

 private:
  std::vector<Tally> tallies_;
};

/// Attributions that the plan's tallies of a panel ask for, each once.
std::vector<Attribution> attributions_of(TallyPlan const& plan, PanelId panel);

}  // namespace plimsoll
