// Any bytes as a member file, plain or gzip, and as a triangle or a list of payments.
#include "fuzz_input.hpp"
#include "plimsoll/scenarios/review.hpp"
#include "plimsoll/scenarios/triangle_file.hpp"

namespace {

constexpr char const* column_map = R"(member = "id"
year = "year"
negative = "zero"
score = "score"
[months]
column = "months"
[age]
column = "age"
[[enrolment]]
type = "disabled"
column = "kind"
equals = "d"
[[enrolment]]
type = "aged"
[risk]
column = "hcc"
bands = [0, 1, 3]
[leave_out]
kind = ["x*"]
[categories]
care = ["care", "more"]
drugs = ["drugs"]
[counts]
care = ["visits"]
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace plimsoll;
  static fuzz::ScratchFolder const folder;
  static std::filesystem::path const map = folder.write("map.toml", column_map);
  std::filesystem::path const file = folder.write("data.csv", fuzz::text_of({data, size}));
  fuzz::read_or_refuse([&] { review({file, map.string(), 2025, {}, 5}); });
  fuzz::read_or_refuse([&] { triangle_text(read_triangle({file, false, {}})); });
  return 0;
}
