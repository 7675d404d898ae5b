#include "member_frailty.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {
namespace {

constexpr int year_of_member = 1900;  // of what a member keeps over all years

}  // namespace

MemberFrailty::MemberFrailty(FrailtyTables const& tables, YearAxis const& years, Seed seed,
                             TrialLanes const& trials)
    : tables_(tables),
      years_(years),
      seed_(seed),
      trials_(trials),
      first_pages_(years.size()),
      scores_(tables.groups.scores * years.size()),
      factors_(tables.groups.groups.size() * years.size()),
      spreads_(years.size()) {}

void MemberFrailty::draw(MemberAddress member, MemberStatus const* status, bool joiner) {
  draw_scores_of(member);
  if (!joiner) carry_over_years(status);
  bool const spread = tables_.tables.front()->spreads() > 1;
  if (spread) draw_spreads(member, status, joiner);
  for (std::size_t group = 0; group < tables_.groups.groups.size(); ++group)
    for (std::size_t year = 0; year < years_.size(); ++year) {
      MeanLanes& lanes = factors_[group * years_.size() + year];
      weigh(tables_.groups.groups[group], year, lanes);
      if (spread)
        frailty_factors(*tables_.tables[group], lanes, spreads_[year], lanes);
      else
        frailty_factors(*tables_.tables[group], lanes, lanes);
    }
}

void MemberFrailty::draw_spreads(MemberAddress member, MemberStatus const* status, bool joiner) {
  auto const draw_into = [&](CountLanes& spreads, int year, std::uint32_t page) {
    draw_words({seed_, member, Purpose::claims, year}, page, trials_, lane_count, page_);
    for (std::size_t lane = 0; lane < lane_count; ++lane) spreads[lane] = spread_of(page_[0][lane]);
  };
  std::size_t const first = years_.base.size();
  draw_into(spreads_[first], year_of_member, further_scores);
  auto const step = [&](std::size_t from, std::size_t to) {
    if (!status) {
      spreads_[to] = spreads_[from];
      return;
    }
    draw_into(spreads_[to], years_[to], spread_of_new);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      if (!joiner && status->fate(std::min(from, to), lane) == Fate::stays)
        spreads_[to][lane] = spreads_[from][lane];
  };
  for (std::size_t year = first + 1; year < years_.size(); ++year) step(year - 1, year);
  for (std::size_t year = first; year-- > 0;) step(year + 1, year);
}

void MemberFrailty::draw_scores_of(MemberAddress member) {
  FrailtyTable const& table = *tables_.tables.front();
  for (std::size_t year = 0; year < years_.size(); ++year) {
    WordAddress const at{seed_, member, Purpose::claims, years_[year]};
    draw_words(at, 0, trials_, lane_count, first_pages_[year]);
    draw_scores(table, first_pages_[year][0], scores_[year]);
    for (std::size_t further = 0; further + 1 < tables_.groups.scores; ++further) {
      if (further % 4 == 0)
        draw_words(at, further_scores + static_cast<std::uint32_t>(further / 4), trials_, lane_count, page_);
      draw_scores(table, page_[further % 4], scores_[(further + 1) * years_.size() + year]);
    }
  }
}

/// Scores follow a stationary first-order autoregression that starts in the first performance year and runs
/// both ways, so adding a year moves no other.
void MemberFrailty::carry_over_years(MemberStatus const* status) {
  float const phi = tables_.year_correlation, fresh = std::sqrt(1.0f - phi * phi);
  std::size_t const first = years_.base.size();
  for (std::size_t score = 0; score < tables_.groups.scores; ++score) {
    MeanLanes* const by_year = &scores_[score * years_.size()];
    auto const step = [&](std::size_t from, std::size_t to) {
      std::size_t const earlier = std::min(from, to);
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        if (!status || status->fate(earlier, lane) == Fate::stays)
          by_year[to][lane] = phi * by_year[from][lane] + fresh * by_year[to][lane];
    };
    for (std::size_t year = first + 1; year < years_.size(); ++year) step(year - 1, year);
    for (std::size_t year = first; year-- > 0;) step(year + 1, year);
  }
}

void MemberFrailty::weigh(FrailtyGroup const& group, std::size_t year, MeanLanes& scores) const {
  scores = scores_[year];
  if (tables_.groups.scores == 1) return;  // its loading is 1
  for (std::size_t lane = 0; lane < lane_count; ++lane) scores[lane] *= static_cast<float>(group.loadings[0]);
  for (std::size_t score = 1; score < group.loadings.size(); ++score) {
    auto const loading = static_cast<float>(group.loadings[score]);
    if (loading == 0.0f) continue;
    MeanLanes const& more = scores_[score * years_.size() + year];
    for (std::size_t lane = 0; lane < lane_count; ++lane) scores[lane] += loading * more[lane];
  }
}

}  // namespace plimsoll
