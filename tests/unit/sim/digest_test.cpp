#include "plimsoll/sim/digest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

// NIST, "SHA256 examples" (FIPS 180-4): one block, two blocks; and the empty message.
TEST(Digest, MeetsPublishedAnswers) {
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, IsOfAllPiecesAndMayGoOn) {
  Digest digest;
  digest.add("a");
  EXPECT_EQ(digest.hex(), sha256_of("a"));
  digest.add(std::as_bytes(std::span("bc", 2)));
  EXPECT_EQ(digest.hex(), sha256_of("abc"));
}

TEST(Digest, OfAFileIsOfItsBytes) {
  test::ScratchFolder folder;
  std::string const text(200000, 'x');
  test::write_bytes(folder.path() / "big", text);
  EXPECT_EQ(sha256_of_file(folder.path() / "big"), sha256_of(text));
}

TEST(Digest, NamesTheFileItCannotRead) {
  test::ScratchFolder folder;
  EXPECT_THAT(test::io_error_of([&] { sha256_of_file(folder.path() / "none.csv"); }),
              testing::HasSubstr("none.csv"));
  EXPECT_THAT(test::io_error_of([&] { sha256_of_file(folder.path()); }), testing::HasSubstr("directory"));
}

}  // namespace
}  // namespace plimsoll
