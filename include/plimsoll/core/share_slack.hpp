#pragma once

namespace plimsoll {

/// How far from 1 written shares or weights may sum: thirds with six digits still do.
inline constexpr double share_slack = 1e-6;

}  // namespace plimsoll
