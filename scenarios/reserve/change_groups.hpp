#pragma once

#include <array>
#include <string>
#include <string_view>

#include "text/node.hpp"

namespace plimsoll {

/// Parts of a study that are exchanged together on the way from one run to the next, in this order.
enum class ChangeGroup { roster, risk_score, benchmark, experience, quality, assumption, policy, trials };

inline constexpr std::array change_groups{
    ChangeGroup::roster,  ChangeGroup::risk_score, ChangeGroup::benchmark, ChangeGroup::experience,
    ChangeGroup::quality, ChangeGroup::assumption, ChangeGroup::policy,    ChangeGroup::trials};

/// As in ids, and as printed with what belongs to it.
std::string_view id_of(ChangeGroup group);
std::string_view name_of(ChangeGroup group);

/// The group a key path belongs to.
ChangeGroup group_of(KeyPath const& path);

/// Puts the group's part of `from` in place of that of `to`; both are expanded documents. Returns whether
/// that changed anything.
bool exchange(Node& to, Node const& from, ChangeGroup group);

/// Whether two documents hold the same values; where they were written does not count.
bool same_values(Node const& a, Node const& b);

}  // namespace plimsoll
