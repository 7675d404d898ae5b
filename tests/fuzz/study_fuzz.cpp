// Any text as a study.
#include "fuzz_input.hpp"
#include "plimsoll/scenarios/load_study.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace plimsoll;
  static fuzz::ScratchFolder const folder;
  fuzz::read_or_refuse([&] { load_study_text(fuzz::text_of({data, size}), "study.toml", folder.path()); });
  return 0;
}
