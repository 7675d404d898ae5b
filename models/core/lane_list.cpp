#include "plimsoll/core/lane_list.hpp"

#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/core/lane_list.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once for every target.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace plimsoll::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void SumLanes(std::span<Lanes const> addends, Lanes& sum) {
  sum = addends.front();
  for (Lanes const& addend : addends.subspan(1))
    for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += addend[lane];
}

void AddLanes(Lanes const& addend, Lanes& sum) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += addend[lane];
}

void AddToAll(double addend, Lanes& sum) {
  for (double& lane : sum) lane += addend;
}

void ListAbove(Lanes const& value, Lanes const& limit, LaneList& above) {
  above.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    if (value[lane] > limit[lane]) above.lane[above.size++] = static_cast<std::uint32_t>(lane);
}

void Pick(LanesOf<std::uint32_t> const& values, LaneList const& lanes, LanesOf<std::uint32_t>& picked) {
  for (std::size_t i = 0; i < lanes.size; ++i) picked[i] = values[lanes.lane[i]];
}

#else

namespace hn = hwy::HWY_NAMESPACE;

void SumLanes(std::span<Lanes const> addends, Lanes& sum) {
  hn::ScalableTag<double> const dd;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(dd)) {
    auto total = hn::Load(dd, addends.front().data() + lane);
    for (std::size_t i = 1; i < addends.size(); ++i)
      total = hn::Add(total, hn::Load(dd, addends[i].data() + lane));
    hn::Store(total, dd, sum.data() + lane);
  }
}

void AddLanes(Lanes const& addend, Lanes& sum) {
  hn::ScalableTag<double> const dd;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(dd))
    hn::Store(hn::Add(hn::Load(dd, sum.data() + lane), hn::Load(dd, addend.data() + lane)), dd,
              sum.data() + lane);
}

void AddToAll(double addend, Lanes& sum) {
  hn::ScalableTag<double> const dd;
  auto const same = hn::Set(dd, addend);
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(dd))
    hn::Store(hn::Add(hn::Load(dd, sum.data() + lane), same), dd, sum.data() + lane);
}

void ListAbove(Lanes const& value, Lanes const& limit, LaneList& above) {
  hn::ScalableTag<double> const dd;
  above.size = 0;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(dd)) {
    auto const is = hn::Gt(hn::Load(dd, value.data() + lane), hn::Load(dd, limit.data() + lane));
    if (HWY_LIKELY(hn::AllFalse(dd, is))) continue;
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(dd, is, bits);
    for (unsigned left = bits[0]; left != 0; left &= left - 1)
      above.lane[above.size++] =
          static_cast<std::uint32_t>(lane) + static_cast<std::uint32_t>(std::countr_zero(left));
  }
}

void Pick(LanesOf<std::uint32_t> const& values, LaneList const& lanes, LanesOf<std::uint32_t>& picked) {
  hn::ScalableTag<std::uint32_t> const du;
  hn::RebindToSigned<decltype(du)> const di;
  auto const any_lane =
      hn::Set(du, static_cast<std::uint32_t>(lane_count - 1));  // beyond the list: leftovers
  for (std::size_t i = 0; i < lanes.size; i += hn::Lanes(du)) {
    auto const lane = hn::BitCast(di, hn::And(hn::Load(du, lanes.lane.data() + i), any_lane));
    hn::Store(hn::GatherIndex(du, values.data(), lane), du, picked.data() + i);
  }
}

#endif

}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plimsoll {

HWY_EXPORT(SumLanes);
HWY_EXPORT(AddLanes);
HWY_EXPORT(AddToAll);
HWY_EXPORT(ListAbove);
HWY_EXPORT(Pick);

void sum_lanes(std::span<Lanes const> addends, Lanes& sum) {
  HWY_DYNAMIC_DISPATCH(SumLanes)(addends, sum);
}

void add_lanes(Lanes const& addend, Lanes& sum) {
  HWY_DYNAMIC_DISPATCH(AddLanes)(addend, sum);
}

void add_lanes(double addend, Lanes& sum) {
  HWY_DYNAMIC_DISPATCH(AddToAll)(addend, sum);
}

void list_above(Lanes const& value, Lanes const& limit, LaneList& above) {
  HWY_DYNAMIC_DISPATCH(ListAbove)(value, limit, above);
}

void pick(LanesOf<std::uint32_t> const& values, LaneList const& lanes, LanesOf<std::uint32_t>& picked) {
  HWY_DYNAMIC_DISPATCH(Pick)(values, lanes, picked);
}

}  // namespace plimsoll
#endif
