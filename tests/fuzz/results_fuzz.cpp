// Any bytes as results.h5. A file that does not meet its seal is refused before HDF5 sees it, so the target
// seals what it is given: what follows is what a file could do that was made on purpose.
#include "fuzz_input.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/results_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace plimsoll;
  static fuzz::ScratchFolder const folder;
  std::string const bytes = fuzz::text_of({data, size});
  std::filesystem::path const file = folder.write("results.h5", bytes);
  fuzz::read_or_refuse([&] { read_results(file); });
  folder.write("results.h5", bytes + "plimsoll-sha256:" + sha256_of(bytes) + "\n");
  fuzz::read_or_refuse([&] { read_results(file); });
  return 0;
}
