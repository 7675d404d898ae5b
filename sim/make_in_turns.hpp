#pragma once

#include <cstddef>
#include <vector>

#include "parallel.hpp"
#include "plimsoll/sim/table_share.hpp"
#include "table_bytes.hpp"

namespace plimsoll {

/// Makes tables 0 to `count` - 1, each in one process of the run: `make(i)` here where it is this one's turn,
/// `read(i, BytesIn&)` what `tell(i, BytesOut&)` said of it where it was another's. Every process wants the
/// same tables in the same order; that they were equal is seen in the plan's digest.
template <class Make, class Tell, class Read>
void make_in_turns(TableShare const& share, std::size_t count, Make const& make, Tell const& tell,
                   Read const& read) {
  std::vector<std::size_t> own;
  for (std::size_t i = share.process; i < count; i += share.processes) own.push_back(i);
  for_all(own.size(), [&](std::size_t i) { make(own[i]); });
  if (!share.exchange) return;
  BytesOut out;
  for (std::size_t const i : own) tell(i, out);
  std::vector<TableShare::Bytes> const sent = share.exchange(out.take());
  std::vector<BytesIn> in(sent.begin(), sent.end());
  for (std::size_t i = 0; i < count; ++i)
    if (std::size_t const maker = i % share.processes; maker != share.process) read(i, in[maker]);
}

}  // namespace plimsoll
