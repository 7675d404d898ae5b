#include "plimsoll/sim/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

void Digest::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Digest::Digest() : context_(EVP_MD_CTX_new()) {
  PLIMSOLL_EXPECT(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

Digest& Digest::add(std::string_view text) {
  return add(std::as_bytes(std::span(text)));
}

Digest& Digest::add(std::span<std::byte const> bytes) {
  PLIMSOLL_EXPECT(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

std::string Digest::hex() const {
  std::unique_ptr<evp_md_ctx_st, Free> copy(EVP_MD_CTX_new());
  PLIMSOLL_EXPECT(copy && EVP_MD_CTX_copy_ex(copy.get(), context_.get()) == 1);
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned size = 0;
  PLIMSOLL_EXPECT(EVP_DigestFinal_ex(copy.get(), raw.data(), &size) == 1);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned char const byte : std::span(raw).first(size)) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string sha256_of(std::string_view text) {
  return Digest{}.add(text).hex();
}

std::string sha256_of_file(std::filesystem::path const& path) {
  auto const close = [](std::FILE* file) { std::fclose(file); };
  std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
  if (!file) throw IoError(fmt::format("{}: cannot open the file ({})", path.string(), std::strerror(errno)));
  Digest digest;
  std::vector<std::byte> piece(1 << 16);
  while (std::size_t const size = std::fread(piece.data(), 1, piece.size(), file.get())) {
    digest.add(std::span(piece).first(size));
  }
  if (std::ferror(file.get())) {
    throw IoError(fmt::format("{}: cannot read the file ({})", path.string(), std::strerror(errno)));
  }
  return digest.hex();
}

}  // namespace plimsoll
