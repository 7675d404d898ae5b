#include "simulated_persistence.hpp"

#include <array>
#include <cmath>
#include <map>

#include "plimsoll/core/address.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/cost/count_inversion.hpp"
#include "plimsoll/models/cost/frailty_groups.hpp"
#include "plimsoll/models/cost/frailty_table.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t amounts = 256;  // equally likely, of each law
constexpr std::uint32_t pages_of_category = 4096;

/// Uniform numbers at an address, two to a page.
class Uniforms {
 public:
  Uniforms(WordAddress const& at, std::uint32_t trial, std::uint32_t page)
      : at_(at), trial_(trial), page_(page) {}
  double next() {
    if (used_ == 2) {
      words_ = words_at(at_, trial_, page_++);
      used_ = 0;
    }
    std::size_t const i = 2 * used_++;
    return uniform(words_[i], words_[i + 1]);
  }

 private:
  WordAddress at_;
  std::uint32_t trial_, page_;
  Words words_{};
  std::size_t used_ = 2;
};

struct DrawnLaw {
  double mean = 0.0;
  bool hurdle = false;
  CountInversion count;
  std::array<double, amounts> dollars{};
  explicit DrawnLaw(CategoryLaw const& law)
      : mean(plimsoll::mean(law.count)),
        hurdle(std::holds_alternative<BernoulliCount>(law.count)),
        count(law.count) {
    for (std::size_t i = 0; i < amounts; ++i)
      dollars[i] = quantile(law.severity, (static_cast<double>(i) + 0.5) / amounts);
  }
  double amount(double u) const { return dollars[static_cast<std::size_t>(u * amounts)]; }
};

class Simulator {
 public:
  explicit Simulator(CostModel const& model)
      : model_(model), groups_(groups_of(*model.frailty, model.categories)) {
    for (FrailtyGroup const& group : groups_.groups) {
      Frailty one = *model.frailty;
      one.cv = group.cv;
      tables_.emplace_back(one);
    }
  }

  std::array<double, 2> totals(LinkedPair const& pair, std::uint32_t member, std::uint32_t repeat) {
    std::vector<double> scores(groups_.scores, 0.0);
    std::array<double, 2> dollars{};
    double const phi = model_.frailty->year_correlation, fresh = std::sqrt(1.0 - phi * phi);
    WordAddress at{Seed{20}, MemberAddress{member}, Purpose::claims, 1900};
    std::int32_t const spread = tables_.front().spreads() > 1 ? spread_of(words_at(at, repeat, 0)[0]) : 0;
    for (std::size_t year = 0; year < 2; ++year) {
      at.year = 1901 + static_cast<int>(year);
      Uniforms words(at, repeat, 0);
      for (double& score : scores) {
        double const z = normal_quantile(words.next());
        score = year == 0 ? z : phi * score + fresh * z;
      }
      for (std::size_t c = 0; c < model_.categories.size(); ++c)
        dollars[year] += cost(pair.cell[year], c, pair.exposure[year] * factor(c, scores, spread),
                              Uniforms(at, repeat, static_cast<std::uint32_t>(c + 1) * pages_of_category));
    }
    return dollars;
  }

 private:
  double factor(std::size_t category, std::vector<double> const& scores, std::int32_t spread) const {
    FrailtyGroup const& group = groups_.groups[groups_.of_category[category]];
    double score = 0.0;
    for (std::size_t i = 0; i < scores.size(); ++i) score += group.loadings[i] * scores[i];
    return tables_[groups_.of_category[category]].factor(static_cast<float>(score), spread);
  }
  double cost(std::size_t cell, std::size_t category, double exposure, Uniforms words) {
    auto found = laws_.find({cell, category});
    if (found == laws_.end())
      found = laws_.try_emplace({cell, category}, model_.cells[cell].laws[category]).first;
    DrawnLaw& law = found->second;
    double const mean = law.mean * exposure;
    std::int64_t const claims = law.count(mean, words.next());
    double sum = 0.0;
    for (std::int64_t i = 0; i < claims; ++i) sum += law.amount(words.next());
    return law.hurdle ? sum * std::max(1.0, mean) : sum;
  }

  CostModel const& model_;
  FrailtyGroups groups_;
  std::vector<FrailtyTable> tables_;
  std::map<std::pair<std::size_t, std::size_t>, DrawnLaw> laws_;
};

}  // namespace

Persistence simulated_persistence(CostModel const& model, std::vector<LinkedPair> const& pairs, int repeats) {
  Simulator simulator(model);
  std::vector<double> first, second;
  for (int repeat = 0; repeat < repeats; ++repeat)
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      auto const dollars =
          simulator.totals(pairs[i], static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(repeat));
      first.push_back(dollars[0]);
      second.push_back(dollars[1]);
    }
  return persistence_of(first, second, pairs);
}

}  // namespace plimsoll
