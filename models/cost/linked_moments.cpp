#include "linked_moments.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "plimsoll/core/address.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t thin = 100;  // rows of a cell that is joined with the other thin ones

std::size_t group_of(MemberRecord const& row) {
  return member_address("linked years", row.key).value % LinkedYears::groups;
}

double total(MemberYears const& year, std::uint32_t row) {
  auto const costs = year.costs_of(row);
  return std::accumulate(costs.begin(), costs.end(), 0.0);
}

/// What tells of frequency: claims, else the square root of the amount; and what exposure makes of it.
double told(MemberYears const& year, std::size_t row, std::size_t category) {
  return year.has_counts() ? static_cast<double>(year.counts_of(row)[category])
                           : std::sqrt(year.costs_of(row)[category]);
}
double told_by_exposure(CountLaw const& law, double exposure) {
  double const mean = plimsoll::mean(law) * exposure;
  if (!std::holds_alternative<BernoulliCount>(law)) return exposure;
  return std::min(1.0, mean) * std::sqrt(std::max(1.0, mean));
}

/// Frequency of each row and category against the mean of its cell, less 1.
Eigen::MatrixXd relative_frequency(MemberYears const& year, CostModel const& fitted) {
  std::vector<std::size_t> rows_of(year.cells.size()), law_of;
  for (MemberRecord const& row : year.rows) ++rows_of[row.cell];
  for (RiskCell const& cell : year.cells) law_of.push_back(find_cell(fitted, cell));
  auto const kept = [&](MemberRecord const& row) {
    return rows_of[row.cell] < thin ? year.cells.size() : std::size_t{row.cell};
  };
  Eigen::MatrixXd result(static_cast<Eigen::Index>(year.rows.size()),
                         static_cast<Eigen::Index>(year.categories.size()));
  for (std::size_t c = 0; c < year.categories.size(); ++c) {
    std::vector<double> sums(year.cells.size() + 1), expected(year.cells.size() + 1), share(year.rows.size());
    for (std::size_t i = 0; i < year.rows.size(); ++i) {
      MemberRecord const& row = year.rows[i];
      share[i] = told_by_exposure(fitted.cells[law_of[row.cell]].laws[c].count, row.exposure());
      sums[kept(row)] += told(year, i, c);
      expected[kept(row)] += share[i];
    }
    for (std::size_t i = 0; i < year.rows.size(); ++i) {
      std::size_t const cell = kept(year.rows[i]);
      double const mean = share[i] > 0.0 ? sums[cell] / expected[cell] * share[i] : 0.0;
      result(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)) =
          mean > 0.0 ? told(year, i, c) / mean - 1.0 : 0.0;
    }
  }
  return result;
}

double log_correlation(std::array<double, 6> const& s) {
  auto const& [n, x, y, xx, yy, xy] = s;
  double const spread = (xx - x * x / n) * (yy - y * y / n);
  return n > 2.0 && spread > 0.0 ? (xy - x * y / n) / std::sqrt(spread) : 0.0;
}

void add_logs(double first, double second, std::array<double, 6>& sums) {
  if (first <= 0.0 || second <= 0.0) return;
  double const x = std::log(first), y = std::log(second);
  std::array<double, 6> const more{1.0, x, y, x * x, y * y, x * y};
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

double ninety_five(std::vector<double> values) {
  auto const at = values.begin() + static_cast<std::ptrdiff_t>(0.95 * static_cast<double>(values.size()));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

Persistence persistence_of(std::vector<double> const& first, std::vector<double> const& second,
                           std::vector<LinkedPair> const& pairs) {
  std::array<double, 6> logs{};
  double dear = 0.0, stayed = 0.0;
  std::size_t const sets = pairs.empty() ? 0 : pairs.back().set + 1;
  for (std::size_t set = 0; set < sets; ++set) {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < first.size(); ++i)
      if (pairs[i % pairs.size()].set == set) {
        x.push_back(first[i]);
        y.push_back(second[i]);
      }
    if (x.empty()) continue;
    double const of_x = ninety_five(x), of_y = ninety_five(y);
    for (std::size_t i = 0; i < x.size(); ++i) {
      add_logs(x[i], y[i], logs);
      if (x[i] < of_x) continue;
      dear += 1.0;
      stayed += y[i] >= of_y ? 1.0 : 0.0;
    }
  }
  return {log_correlation(logs), dear > 0.0 ? stayed / dear : 0.0};
}

void LinkedYears::Sums::add(Sums const& other) {
  same += other.same;
  next += other.next;
  rows += other.rows;
  pairs += other.pairs;
  for (std::size_t i = 0; i < logs.size(); ++i) logs[i] += other.logs[i];
}

LinkedYears::LinkedYears(std::vector<MemberYears const*> const& years, CostModel const& fitted) {
  auto const count = static_cast<Eigen::Index>(fitted.categories.size());
  Eigen::MatrixXd const none = Eigen::MatrixXd::Zero(count, count);
  sums_.assign(groups, {none, none});
  for (MemberYears const* year : years) {
    relative_.push_back(relative_frequency(*year, fitted));
    add_rows(*year, relative_.back());
  }
  for (std::size_t set = 0; set + 1 < years.size(); ++set) link(set, *years[set], *years[set + 1], fitted);
  std::vector<double> first, second;
  for (LinkedPair const& pair : pairs_) {
    first.push_back(total(*years[pair.set], pair.row[0]));
    second.push_back(total(*years[pair.set + 1], pair.row[1]));
    add_logs(first.back(), second.back(), sums_[pair.group].logs);
  }
  observed_ = persistence_of(first, second, pairs_);
}

void LinkedYears::add_rows(MemberYears const& year, Eigen::MatrixXd const& relative) {
  for (std::size_t i = 0; i < year.rows.size(); ++i) {
    Sums& sums = sums_[group_of(year.rows[i])];
    auto const row = relative.row(static_cast<Eigen::Index>(i));
    sums.same.noalias() += row.transpose() * row;
    sums.rows += 1.0;
  }
}

void LinkedYears::link(std::size_t set, MemberYears const& first, MemberYears const& second,
                       CostModel const& fitted) {
  std::unordered_map<std::string_view, std::uint32_t> row_of;
  for (std::uint32_t i = 0; i < second.rows.size(); ++i) row_of.emplace(second.rows[i].key, i);
  std::array<std::vector<std::size_t>, 2> law_of;
  for (RiskCell const& cell : first.cells) law_of[0].push_back(find_cell(fitted, cell));
  for (RiskCell const& cell : second.cells) law_of[1].push_back(find_cell(fitted, cell));
  for (std::uint32_t i = 0; i < first.rows.size(); ++i) {
    auto const found = row_of.find(first.rows[i].key);
    if (found == row_of.end()) continue;
    MemberRecord const &a = first.rows[i], &b = second.rows[found->second];
    pairs_.push_back({set,
                      {i, found->second},
                      {law_of[0][a.cell], law_of[1][b.cell]},
                      {a.exposure(), b.exposure()},
                      group_of(a)});
    Sums& sums = sums_[pairs_.back().group];
    sums.next.noalias() += relative_[set].row(i).transpose() * relative_[set + 1].row(found->second);
    sums.pairs += 1.0;
  }
}

LinkedMoments LinkedYears::moments(std::optional<std::size_t> without) const {
  Sums all = sums_.front();
  all.same.setZero();
  all.next.setZero();
  all.rows = all.pairs = 0.0;
  all.logs = {};
  for (std::size_t group = 0; group < groups; ++group)
    if (group != without) all.add(sums_[group]);
  Eigen::MatrixXd const next = all.next / all.pairs;
  return {all.same / all.rows, 0.5 * (next + next.transpose()), log_correlation(all.logs)};
}

}  // namespace plimsoll
