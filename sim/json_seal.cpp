#include "plimsoll/sim/json_seal.hpp"

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

constexpr std::string_view seal_member = ",\n\"sha256\": \"";

}  // namespace

std::string sealed_json(std::string_view object) {
  std::size_t const brace = object.find_last_of('}');
  PLIMSOLL_EXPECT(brace != object.npos && brace > 0);
  std::size_t const last = object.find_last_not_of(" \n", brace - 1);
  PLIMSOLL_EXPECT(last != object.npos && object[last] != '{');
  std::string_view const body = object.substr(0, last + 1);
  return std::string(body).append(seal_member).append(sha256_of(body)).append("\"\n}\n");
}

bool meets_seal(std::string_view json) {
  std::size_t const at = json.rfind(seal_member);
  if (at == json.npos) return false;
  std::string_view const body = json.substr(0, at);
  return json.substr(at + seal_member.size()) == sha256_of(body) + "\"\n}\n";
}

}  // namespace plimsoll
