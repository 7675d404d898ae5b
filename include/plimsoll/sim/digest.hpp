#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace plimsoll {

/// SHA-256 (FIPS 180-4) of everything added, by OpenSSL's libcrypto.
class Digest {
 public:
  Digest();
  Digest& add(std::string_view text);
  Digest& add(std::span<std::byte const> bytes);
  /// 64 lower-case hexadecimal digits of what was added so far; more may be added afterwards.
  std::string hex() const;

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// SHA-256 of a text.
std::string sha256_of(std::string_view text);

/// SHA-256 of a file's bytes. Throws IoError naming the file when it cannot be read.
std::string sha256_of_file(std::filesystem::path const& path);

}  // namespace plimsoll
