#include "feed/spill.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <tuple>
#include <type_traits>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/scratch.hpp"

namespace plimsoll {
namespace {

static_assert(std::is_trivially_copyable_v<ClaimRecord>);

[[noreturn]] void refuse() {
  throw IoError(std::string("claims cannot be kept in the temporary folder: ") + std::strerror(errno));
}

// std::tmpfile would not ask TMPDIR, and /tmp may be memory.
std::FILE* unnamed_file() {
  std::FILE* const file = fdopen(open_unnamed(std::filesystem::temp_directory_path()), "w+b");
  if (!file) refuse();
  return file;
}

}  // namespace

ClaimSpill::ClaimSpill() : sizes_(parts, 0) {
  for (std::size_t i = 0; i < parts; ++i) files_.emplace_back(unnamed_file());
}

void ClaimSpill::add(ClaimRecord const& record) {
  std::size_t const index = record.member % parts;
  if (std::fwrite(&record, sizeof record, 1, files_[index].get()) != 1) refuse();
  ++sizes_[index];
}

std::vector<ClaimRecord> ClaimSpill::part(std::size_t index) {
  std::vector<ClaimRecord> records(sizes_[index]);
  std::FILE* const file = files_[index].get();
  if (std::fflush(file) != 0) refuse();
  std::rewind(file);
  if (std::fread(records.data(), sizeof(ClaimRecord), records.size(), file) != records.size()) refuse();
  auto const order = [](ClaimRecord const& r) { return std::tie(r.member, r.claim, r.line, r.file, r.row); };
  std::sort(records.begin(), records.end(),
            [&](ClaimRecord const& a, ClaimRecord const& b) { return order(a) < order(b); });
  return records;
}

}  // namespace plimsoll
