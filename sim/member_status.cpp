#include "member_status.hpp"

namespace plimsoll {

MemberStatus::MemberStatus(std::vector<MovedMembers> const& moved, YearAxis const& years, Seed seed,
                           TrialLanes const& trials)
    : moved_(moved),
      years_(years),
      seed_(seed),
      trials_(trials),
      fates_(years.size()),
      months_(years.size()) {}

void MemberStatus::draw(MemberAddress member) {
  for (std::size_t year = 0; year < years_.size(); ++year) {
    draw_words({seed_, member, Purpose::claims, years_[year]}, status_page, trials_, lane_count, page_);
    Lanes const &churn = moved_[year].churn, &deaths = moved_[year].deaths;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      double const place = (page_[0][lane] + 0.5) * 0x1p-32;
      fates_[year][lane] = place < churn[lane]                  ? Fate::leaves
                           : place < churn[lane] + deaths[lane] ? Fate::dies
                                                                : Fate::stays;
      months_[year][lane] = static_cast<std::uint8_t>(1 + (std::uint64_t{page_[1][lane]} * 12 >> 32));
    }
  }
}

}  // namespace plimsoll
