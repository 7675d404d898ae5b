#include "member_moments.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using Shape = PanelSum::Shape;

constexpr std::size_t points = 1u << 12;  // of a year's lattice
// Chance of claims left out of the skewness of a sum without limit.
constexpr double unseen_by_skewness = 1e-6;

/// Dollars few claims of the scope pass: where the lattice of its skewness ends.
double reach_of(std::vector<CategoryLaw> const& laws, std::vector<bool> const& summed) {
  double largest = 0.0, mean = 0.0;
  for (std::size_t c = 0; c < laws.size(); ++c) {
    double const claims = plimsoll::mean(laws[c].count);
    if (!summed[c] || claims <= 0.0) continue;
    largest =
        std::max(largest, quantile_of_survival(laws[c].severity, std::min(0.5, unseen_by_skewness / claims)));
    mean += moments(laws[c]).mean;
  }
  return largest + 20.0 * mean;
}

CompoundYear compound_to(std::vector<CategoryLaw> const& laws, std::vector<bool> const& summed, double end) {
  return CompoundYear(laws, summed, end / static_cast<double>(points - points_past_limit), 2 * points);
}

double central_third(LimitedYear const& year) {
  return year.third - 3.0 * year.mean * year.second + 2.0 * std::pow(year.mean, 3);
}

/// E[min(X, s)], E[X; X > s] and so on of two cuts of one year are made of the moments of each.
double product_of_cuts(Shape a, double a_limit, LimitedYear const& a_year, Shape b, double b_limit,
                       LimitedYear const& b_year) {
  if (a == Shape::capped && b == Shape::capped) {
    auto const& [low_limit, low, high] =
        a_limit <= b_limit ? std::tie(a_limit, a_year, b_year) : std::tie(b_limit, b_year, a_year);
    return low.second + low_limit * (high.mean - low.mean);
  }
  if (a == Shape::over && b == Shape::over) return std::min(a_year.over, b_year.over);
  if (a == Shape::capped) return product_of_cuts(b, b_limit, b_year, a, a_limit, a_year);
  return a_limit <= b_limit ? b_year.mean - a_year.mean + a_limit * a_year.over : b_limit * a_year.over;
}

}  // namespace

double MemberMoments::mean_of_cut(LimitedSum const& sum, Cut const& cut) {
  return sum.shape == Shape::over ? cut.year.over : cut.year.mean;
}

void SumMoments::add(SumMoments const& other, double members) {
  auto const add_to = [members](std::vector<double>& sum, std::vector<double> const& addend) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += members * addend[i];
  };
  add_to(mean, other.mean);
  add_to(covariance, other.covariance);
  add_to(third, other.third);
}

MemberMoments::MemberMoments(std::vector<CategoryLaw> laws, int months, std::vector<LimitedSum> sums,
                             std::vector<double> unit_costs)
    : laws_(std::move(laws)), months_(months), sums_(std::move(sums)), unit_costs_(std::move(unit_costs)) {
  for (CategoryLaw const& law : laws_)
    if (!std::isfinite(moments(law).variance))
      throw ModelError("category " + law.category +
                       " has an infinite variance, which no preview by moments can show; simulate instead");
  double const cheapest = *std::min_element(unit_costs_.begin(), unit_costs_.end());
  for (LimitedSum const& sum : sums_) {
    if (!sum.counts) continue;
    auto found = std::find_if(lattices_.begin(), lattices_.end(),
                              [&](Lattices const& known) { return known.summed == sum.summed; });
    if (found == lattices_.end()) found = lattices_.insert(found, Lattices{sum.summed, {}, {}});
    if (sum.shape == Shape::amount) {
      if (!found->whole) found->whole.emplace(compound_to(laws_, sum.summed, reach_of(laws_, sum.summed)));
      continue;
    }
    if (found->limited) continue;
    double end = 0.0;
    for (LimitedSum const& other : sums_)
      if (other.shape != Shape::amount && other.counts && other.summed == sum.summed)
        end = std::max(end, limit_of(other, cheapest));
    found->limited.emplace(compound_to(laws_, sum.summed, end));
  }
}

double MemberMoments::limit_of(LimitedSum const& sum, double unit_cost) const {
  return sum.limit * (sum.basis == LimitBasis::annualised ? months_ / 12.0 : 1.0) / unit_cost;
}

MemberMoments::Categories MemberMoments::categories_at(WeightedNodes const& exposure) const {
  std::size_t const count = laws_.size();
  Categories categories{std::vector<double>(count), std::vector<double>(count * count)};
  for (std::size_t node = 0; node < exposure.at.size(); ++node) {
    double const weight = exposure.weight[node];
    std::vector<CostMoments> given;
    for (CategoryLaw const& law : laws_) given.push_back(moments(law, exposure.at[node]));
    for (std::size_t a = 0; a < count; ++a) {
      categories.mean[a] += weight * given[a].mean;
      for (std::size_t b = 0; b < count; ++b)
        categories.product[a * count + b] +=
            weight * (given[a].mean * given[b].mean + (a == b ? given[a].variance : 0.0));
    }
  }
  return categories;
}

double MemberMoments::sum_over(Categories const& categories, std::vector<bool> const& a,
                               std::vector<bool> const& b) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < laws_.size(); ++i)
    for (std::size_t j = 0; j < laws_.size(); ++j)
      if (a[i] && b[j]) sum += categories.product[i * laws_.size() + j];
  return sum;
}

/// What splitting claims between points adds to second moments is taken off: with a far limit the step may be
/// wider than most claims.
MemberMoments::Cut MemberMoments::cut_at(CutYear const& cut_year, LimitedSum const& sum, double limit,
                                         Categories const& categories) const {
  YearLaw const& law = cut_year.law;
  Cut cut{limit, limited(law, limit), {}};
  double const place = limit / law.step;
  auto const last = static_cast<std::size_t>(place);
  double const along = place - static_cast<double>(last);
  for (std::size_t c = 0; c < laws_.size(); ++c) {
    std::vector<double> const& dollars = law.category_dollars[c];
    double below = 0.0, gap = 0.0;  // dollars up to the limit; the same times what is left to the limit
    for (std::size_t j = 0; j <= last; ++j) {
      below += dollars[j];
      gap += dollars[j] * (limit - law.step * static_cast<double>(j));
    }
    double const rest = along <= 0.5 ? -(0.5 - along) * dollars[last] : (along - 0.5) * dollars[last + 1];
    cut.with_category.push_back(sum.shape == Shape::capped ? limit * categories.mean[c] - gap
                                                           : categories.mean[c] - below - rest);
    if (sum.shape != Shape::capped) continue;
    double const added = cut_year.added_variance[c] * (1.0 - cut.year.over);
    cut.with_category.back() -= added;
    cut.year.second -= added;
    cut.year.third -= 3.0 * cut.year.mean * added;
  }
  return cut;
}

double MemberMoments::product(std::size_t a, std::size_t b, std::vector<Cut> const& cuts,
                              Categories const& categories) const {
  LimitedSum const &first = sums_[a], &second = sums_[b];
  if (first.shape == Shape::amount && second.shape == Shape::amount)
    return sum_over(categories, first.summed, second.summed);
  if (first.shape == Shape::amount) {
    double sum = 0.0;
    for (std::size_t c = 0; c < laws_.size(); ++c)
      if (first.summed[c]) sum += cuts[b].with_category[c];
    return sum;
  }
  if (second.shape == Shape::amount) return product(b, a, cuts, categories);
  if (first.summed != second.summed) return product_across_scopes(a, b, cuts, categories);
  return product_of_cuts(first.shape, cuts[a].limit, cuts[a].year, second.shape, cuts[b].limit, cuts[b].year);
}

/// Cuts of two different scopes have no joint law at hand: each is taken as its regression on its own scope's
/// cost plus something of its own.
double MemberMoments::product_across_scopes(std::size_t a, std::size_t b, std::vector<Cut> const& cuts,
                                            Categories const& categories) const {
  auto const mean_of = [&](std::vector<bool> const& summed) {
    double mean = 0.0;
    for (std::size_t c = 0; c < laws_.size(); ++c) mean += summed[c] ? categories.mean[c] : 0.0;
    return mean;
  };
  auto const slope_of = [&](std::size_t sum) {
    std::vector<bool> const& summed = sums_[sum].summed;
    double const mean = mean_of(summed), variance = sum_over(categories, summed, summed) - mean * mean;
    double together = 0.0;
    for (std::size_t c = 0; c < laws_.size(); ++c)
      if (summed[c]) together += cuts[sum].with_category[c];
    return variance > 0.0 ? (together - mean * mean_of_cut(sums_[sum], cuts[sum])) / variance : 0.0;
  };
  std::vector<bool> const &first = sums_[a].summed, &second = sums_[b].summed;
  double const between = sum_over(categories, first, second) - mean_of(first) * mean_of(second);
  return mean_of_cut(sums_[a], cuts[a]) * mean_of_cut(sums_[b], cuts[b]) +
         slope_of(a) * slope_of(b) * between;
}

void MemberMoments::fill(SumMoments& moments, std::vector<Cut> const& cuts, std::vector<double> const& thirds,
                         Categories const& categories) const {
  std::size_t const count = sums_.size();
  for (std::size_t a = 0; a < count; ++a) {
    if (!sums_[a].counts) continue;
    if (sums_[a].shape != Shape::amount) {
      moments.mean[a] = mean_of_cut(sums_[a], cuts[a]);
      double const p = cuts[a].year.over;
      moments.third[a] =
          sums_[a].shape == Shape::over ? p * (1.0 - p) * (1.0 - 2.0 * p) : central_third(cuts[a].year);
      continue;
    }
    for (std::size_t c = 0; c < laws_.size(); ++c)
      moments.mean[a] += sums_[a].summed[c] ? categories.mean[c] : 0.0;
    moments.third[a] = thirds[a];
  }
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      if (!sums_[a].counts || !sums_[b].counts) continue;
      double const covariance = product(a, b, cuts, categories) - moments.mean[a] * moments.mean[b];
      moments.covariance[a * count + b] = moments.covariance[b * count + a] = covariance;
    }
}

std::vector<SumMoments> MemberMoments::at(WeightedNodes const& exposure) const {
  Categories const categories = categories_at(exposure);
  std::vector<std::optional<CutYear>> years(sums_.size());  // of limited sums; equal scopes once
  std::vector<std::size_t> law_of(sums_.size());
  std::vector<double> thirds(sums_.size());
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (!sums_[i].counts) continue;
    Lattices const& lattices = lattices_of(sums_[i].summed);
    if (sums_[i].shape == Shape::amount) {
      YearLaw const law = lattices.whole->at(exposure);
      thirds[i] = central_third(limited(law, law.step * static_cast<double>(points - points_past_limit)));
      continue;
    }
    law_of[i] = i;
    for (std::size_t before = 0; before < i; ++before)
      if (years[before] && sums_[before].summed == sums_[i].summed) law_of[i] = before;
    if (law_of[i] == i)
      years[i] = {lattices.limited->at(exposure, CompoundYear::Detail::category_dollars),
                  lattices.limited->added_variance(exposure)};
  }
  std::vector<SumMoments> result;
  for (double unit_cost : unit_costs_) {
    std::vector<Cut> cuts(sums_.size());
    for (std::size_t i = 0; i < sums_.size(); ++i)
      if (sums_[i].counts && sums_[i].shape != Shape::amount)
        cuts[i] = cut_at(*years[law_of[i]], sums_[i], limit_of(sums_[i], unit_cost), categories);
    fill(result.emplace_back(sums_.size()), cuts, thirds, categories);
  }
  return result;
}

MemberMoments::Lattices const& MemberMoments::lattices_of(std::vector<bool> const& summed) const {
  return *std::find_if(lattices_.begin(), lattices_.end(),
                       [&](Lattices const& known) { return known.summed == summed; });
}

}  // namespace plimsoll
