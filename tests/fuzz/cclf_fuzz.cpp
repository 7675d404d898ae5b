// Any bytes as a folder of claims in CMS's layout: a line "=== NAME" begins the file of that name.
#include <algorithm>

#include "fuzz_input.hpp"
#include "plimsoll/scenarios/review.hpp"

namespace {

namespace fs = std::filesystem;

void empty(fs::path const& folder) {
  for (fs::directory_entry const& entry : fs::directory_iterator(folder)) fs::remove_all(entry.path());
}

void write_files(plimsoll::fuzz::ScratchFolder const& folder, std::string_view text) {
  constexpr std::string_view mark = "=== ";
  while (!text.empty()) {
    std::size_t const end_of_name = std::min(text.find('\n'), text.size());
    std::string_view const name = text.substr(0, end_of_name);
    text.remove_prefix(std::min(end_of_name + 1, text.size()));
    std::size_t const next = std::min(text.find("\n=== "), text.size());
    bool const plain = name.starts_with(mark) && name.size() > mark.size() && name.size() < 60 &&
                       name.find('/') == name.npos && name.find('\0') == name.npos;
    if (plain)
      folder.write(std::string(name.substr(mark.size())), text.substr(0, std::min(next + 1, text.size())));
    text.remove_prefix(std::min(next + 1, text.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace plimsoll;
  static fuzz::ScratchFolder const folder;
  empty(folder.path());
  write_files(folder, fuzz::text_of({data, size}));
  fuzz::read_or_refuse([&] { review({folder.path(), "cclf", 2025, {}, 5}); });
  return 0;
}
