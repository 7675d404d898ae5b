#include "plimsoll/sim/preview.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

/// What moves one tally in one year: a scale its mean is nearly proportional to, and the two logarithms.
struct Preview::Moves {
  Lanes roster, frequency, unit_cost;
};

namespace {

using Terms = Eigen::Matrix<double, 6, 1>;

Terms terms_at(double frequency, double unit_cost) {
  double const f = std::log(frequency), u = std::log(unit_cost);
  Terms terms;
  terms << 1.0, f, u, f * f, f * u, u * u;
  return terms;
}

/// Frequencies and unit costs of zero have no logarithm; nothing is drawn there.
constexpr double least_move = 1e-6;

template <class Panel>
Lanes level_of(Panel const& panel, DriverLanes const& drivers, YearAxis const& years, std::size_t year) {
  Lanes level = Lanes::filled(1.0);
  if constexpr (requires { panel.pbpy; }) {
    QuantityLanes const pbpy(panel.pbpy, drivers, years, year);
    for (std::size_t lane = 0; lane < lane_count; ++lane) level[lane] = pbpy[lane];
  }
  return level;
}

/// Panels that are no members have no parameters of laws.
template <class Panel>
std::vector<MovedYear> moves_under(Panel const& panel, Attribution attribution, DriverLanes const& drivers,
                                   YearAxis const& years) {
  PanelParameters const* parameters = nullptr;
  if constexpr (requires { panel.parameters; }) parameters = panel.parameters.get();
  return expected_moves(panel.moves, attribution, parameters, drivers, years);
}

bool is_money(TallyShape shape) {
  return shape == TallyShape::amount || shape == TallyShape::excess;
}

/// How a departure of the tally moves what counts against a contract: spend less what is cut off.
double sign_of(TallyShape shape) {
  return shape == TallyShape::amount ? 1.0 : shape == TallyShape::excess ? -1.0 : 0.0;
}

}  // namespace

// One entry per tally and year.
std::vector<Preview::Moves> Preview::moves_of(DriverLanes const& drivers) const {
  YearAxis const& years = plan_.years();
  std::vector<Tally> const& tallies = plan_.tallies().tallies();
  std::vector<Moves> moves(tallies.size() * years.size());
  auto const fill = [&](auto const& panel, Attribution attribution) {
    std::vector<MovedYear> const moved = moves_under(panel, attribution, drivers, years);
    for (std::size_t year = 0; year < years.size(); ++year) {
      Lanes const level = level_of(panel, drivers, years, year);
      Moves here{moved[year].roster_share, moved[year].frequency, moved[year].unit_cost};
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        here.frequency[lane] = std::max(here.frequency[lane], least_move);
        here.unit_cost[lane] = std::max(here.unit_cost[lane] * level[lane], least_move);
      }
      for (std::size_t tally = 0; tally < tallies.size(); ++tally)
        if (tallies[tally].panel == panel.panel && tallies[tally].attribution == attribution)
          moves[tally * years.size() + year] = here;
    }
  };
  auto const fill_all = [&](auto const& panel) {
    for (Attribution attribution : attributions_of(plan_.tallies(), panel.panel)) fill(panel, attribution);
  };
  std::visit(
      [&](auto const& engine) {
        for (auto const& panel : engine.panels)
          if constexpr (requires { panel.members.moves; })
            fill_all(panel.members);
          else
            fill_all(panel);
      },
      plan_.engine());
  return moves;
}

namespace {

/// Months follow the roster, counts the frequency too, money the cost of a claim as well.
double scale_of(TallyShape shape, double roster, double frequency, double unit_cost) {
  if (shape == TallyShape::member_months) return roster;
  return is_money(shape) ? roster * frequency * unit_cost : roster * frequency;
}

/// Departures of a sum over members shrink with the square root of how many claims it holds.
double spread_of(TallyShape shape, double roster, double frequency) {
  return shape == TallyShape::member_months ? 0.0 : 1.0 / std::sqrt(std::max(roster * frequency, 1e-12));
}

}  // namespace

void Preview::fit(std::size_t tally, std::size_t year, Pilot const& pilot,
                  std::vector<std::vector<Moves>> const& moves, std::vector<double>& residuals) {
  TallyShape const shape = plan_.tallies().tallies()[tally].shape;
  std::size_t const at = tally * plan_.years().size() + year;
  Eigen::Matrix<double, 6, 6> products = Eigen::Matrix<double, 6, 6>::Zero();
  Terms sums = Terms::Zero();
  auto const each = [&](auto const& visit) {
    for (std::size_t block = 0; block < pilot.blocks.size(); ++block)
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        Moves const& here = moves[block][at];
        double const roster = here.roster[lane], f = here.frequency[lane], u = here.unit_cost[lane];
        double const value = pilot.blocks[block].experience.at(static_cast<TallyId>(tally), year)[lane];
        double const scale = scale_of(shape, roster, f, u);
        visit(scale > 0.0 ? value / scale : 0.0, terms_at(f, u), spread_of(shape, roster, f));
      }
  };
  each([&](double ratio, Terms const& terms, double) {
    products += terms * terms.transpose();
    sums += ratio * terms;
  });
  // Only what moves in the pilot is told apart; the rest shares one coefficient through the ridge.
  products.diagonal().array() += 1e-9 * products.trace();
  Terms const fitted = products.ldlt().solve(sums);
  std::copy_n(fitted.data(), fits_[at].mean.size(), fits_[at].mean.begin());
  fits_[at].drawn = true;
  each([&](double ratio, Terms const& here, double spread) {
    residuals.push_back(spread > 0.0 ? (ratio - fitted.dot(here)) / spread : 0.0);
  });
}

Preview::Preview(RunPlan const& plan, Pilot const& pilot)
    : plan_(plan), fits_(plan.tallies().tallies().size() * plan.years().size()) {
  std::size_t const years = plan_.years().size();
  std::vector<std::vector<Moves>> moves;
  for (Pilot::Block const& block : pilot.blocks) moves.push_back(moves_of(block.drivers));
  std::size_t const trials = pilot.blocks.size() * lane_count;
  std::vector<std::vector<double>> residuals(fits_.size());
  std::vector<double> total(trials);  // what the departures of a trial come to, in money
  for (std::size_t tally = 0; tally < fits_.size() / years; ++tally)
    for (std::size_t year = 0; year < years; ++year) {
      std::vector<double>& mine = residuals[tally * years + year];
      fit(tally, year, pilot, moves, mine);
      double const sign = sign_of(plan_.tallies().tallies()[tally].shape);
      for (std::size_t i = 0; i < trials; ++i) total[i] += sign * mine[i];
    }
  std::vector<std::size_t> order(trials);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return total[a] < total[b]; });
  for (std::size_t i = 0; i < fits_.size(); ++i)
    for (std::size_t point = 0; point < points; ++point) {
      std::size_t const first = point * trials / points, last = (point + 1) * trials / points;
      double sum = 0.0;
      for (std::size_t rank = first; rank < last; ++rank) sum += residuals[i][order[rank]];
      fits_[i].departures[point] = sum / static_cast<double>(last - first);
    }
}

Experience Preview::experience_at(std::size_t point, std::vector<Moves> const& moves) const {
  std::vector<Tally> const& tallies = plan_.tallies().tallies();
  std::size_t const years = plan_.years().size();
  Experience experience(tallies.size(), years);
  for (std::size_t tally = 0; tally < tallies.size(); ++tally)
    for (std::size_t year = 0; year < years; ++year) {
      Fit const& fitted = fits_[tally * years + year];
      Moves const& here = moves[tally * years + year];
      Lanes& lanes = experience.at(static_cast<TallyId>(tally), year);
      TallyShape const shape = tallies[tally].shape;
      Eigen::Map<Terms const> const coefficients(fitted.mean.data());
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        double const roster = here.roster[lane], f = here.frequency[lane], u = here.unit_cost[lane];
        double const ratio =
            coefficients.dot(terms_at(f, u)) + fitted.departures[point] * spread_of(shape, roster, f);
        lanes[lane] = std::max(0.0, scale_of(shape, roster, f, u) * ratio);
      }
    }
  return experience;
}

std::vector<TrialRows> Preview::settle(TrialBlock block) const {
  DriverLanes const drivers(plan_.drivers(), plan_.years(), plan_.seed(), block);
  std::vector<Moves> const moves = moves_of(drivers);
  std::vector<TrialRows> rows;
  for (std::size_t point = 0; point < points; ++point)
    rows.push_back(plan_.settle(block, drivers, experience_at(point, moves)));
  return rows;
}

}  // namespace plimsoll
