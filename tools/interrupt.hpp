#pragma once

namespace plimsoll {

/// From here on SIGINT and SIGTERM only set a mark, so that a run can stop between blocks with its work kept.
/// A second signal ends the program at once.
void watch_for_interrupt();
bool was_interrupted();

}  // namespace plimsoll
