// The address of a word is part of the format of a run: these answers may never change. They come from
// address_answers.py beside this file, which writes the format a second time.

#include "plimsoll/core/address.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>

#include <set>
#include <type_traits>

namespace plimsoll {
namespace {

constexpr Seed seed{0x0123456789ABCDEF};
constexpr MemberAddress member{0xFEDCBA98765432};

TEST(Address, KnownAnswersOfNames) {
  EXPECT_EQ(member_address("aco", "1001").value, 0x7f6c66e33d59c6u);
  EXPECT_EQ(member_address("aco", "").value, 0x4b91e2a737df10u);
  EXPECT_EQ(member_address("aco", "aged_non_dual/65-74", 0).value, 0x589e0578f28dc7u);
  EXPECT_EQ(member_address("aco", "aged_non_dual/65-74", 41).value, 0xcf79ea176953b3u);
  EXPECT_EQ(named_address("cost.aco.trend").value, 0x0f99f22ab70567u);
  EXPECT_EQ(rehash(member_address("aco", "1001")).value, 0x4dfe201bf4719fu);
}

TEST(Address, KnownAnswersOfPurposes) {
  EXPECT_EQ(words_at({seed, member, Purpose::driver, 2024}, 7, 0),
            (Words{0x3b1714fa, 0xc4738ec3, 0x82febe7a, 0x8065ba8d}));
  EXPECT_EQ(words_at({seed, member, Purpose::class_year, 2024}, 7, 0),
            (Words{0x51975401, 0xce578d09, 0xb6a3c78a, 0xca29b589}));
  EXPECT_EQ(words_at({seed, member, Purpose::claims, 2024}, 7, 5),
            (Words{0xe88ec984, 0x88856b2e, 0xf3ba6484, 0x2d0bef33}));
  EXPECT_EQ(words_at({seed, member, Purpose::quality, 2024}, 7, 0),
            (Words{0x1ffb86a6, 0xe6942942, 0x35775602, 0x7def5c85}));
  EXPECT_EQ(words_at({seed, member, Purpose::conditional, 2024}, 7, 0),
            (Words{0x7151aac1, 0x07db6aea, 0x024e250b, 0xbf7b6ce7}));
  EXPECT_EQ(words_at({seed, member, Purpose::scramble, 2024}, 7, 0),
            (Words{0x23a8baad, 0xf6fcf810, 0x5e670efd, 0x89626b40}));
  EXPECT_EQ(words_at({seed, member, Purpose::selection, 2024}, 7, 0),
            (Words{0xdd4db356, 0xe22b0a8b, 0x5f144c06, 0x429cc4eb}));
  EXPECT_EQ(words_at({seed, member, Purpose::parameter, 2024}, 7, 0),
            (Words{0x3a04a2cd, 0xd51f01e2, 0x5917e8e8, 0xcee8bda9}));
}

TEST(Address, KnownAnswersAtTheEndsOfTheLayout) {
  WordAddress const last{Seed{~std::uint64_t{0}}, MemberAddress{(std::uint64_t{1} << 56) - 1},
                         Purpose::claims, 2155};
  EXPECT_EQ(words_at(last, 0xFFFFFFFF, 0xFFFFFF), (Words{0xb925ae84, 0x3b32d240, 0x879f9e96, 0x728a6175}));
  EXPECT_EQ(words_at({Seed{0}, MemberAddress{0}, Purpose::driver, 1900}, 0, 0),
            (Words{0x844515e1, 0xf08d6eaa, 0x0f19c053, 0x83f875f0}));
}

TEST(Address, PurposeNumbersAreKept) {
  EXPECT_EQ(static_cast<int>(Purpose::driver), 1);
  EXPECT_EQ(static_cast<int>(Purpose::class_year), 2);
  EXPECT_EQ(static_cast<int>(Purpose::claims), 3);
  EXPECT_EQ(static_cast<int>(Purpose::quality), 4);
  EXPECT_EQ(static_cast<int>(Purpose::conditional), 5);
  EXPECT_EQ(static_cast<int>(Purpose::scramble), 6);
  EXPECT_EQ(static_cast<int>(Purpose::selection), 7);
  EXPECT_EQ(static_cast<int>(Purpose::parameter), 8);
}

// Philox is a bijection of the counter, so equal words would mean that two parts of an address overlap.
TEST(Address, EveryPartOfItCounts) {
  std::set<Words> seen;
  for (std::uint32_t trial : {0u, 1u, 0x80000000u})
    for (std::uint64_t address :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 32, std::uint64_t{1} << 55})
      for (Purpose purpose :
           {Purpose::driver, Purpose::class_year, Purpose::claims, Purpose::quality, Purpose::conditional})
        for (int year : {1900, 2024, 2025, 2155})
          for (std::uint32_t page : {0u, 1u, 0x800000u})
            seen.insert(words_at({seed, MemberAddress{address}, purpose, year}, trial, page));
  EXPECT_EQ(seen.size(), 3u * 4u * 5u * 4u * 3u);
}

TEST(Address, HalvesOfTheSeedBothCount) {
  Words const words = words_at({seed, member, Purpose::claims, 2024}, 7, 5);
  EXPECT_NE(words, words_at({Seed{seed.value ^ 1u}, member, Purpose::claims, 2024}, 7, 5));
  EXPECT_NE(words,
            words_at({Seed{seed.value ^ std::uint64_t{1} << 63}, member, Purpose::claims, 2024}, 7, 5));
}

TEST(Address, WhereOneNameEndsAndTheNextBeginsCounts) {
  EXPECT_NE(member_address("ab", "c"), member_address("a", "bc"));
  EXPECT_NE(member_address("a", "b", 1), member_address("a", "b1", 0));
  EXPECT_NE(member_address("a", "b"), named_address("ab"));
}

// 200,000 addresses of 56 bits share one with a chance of 3e-7.
TEST(Address, PopulationsShareNone) {
  std::set<MemberAddress> seen;
  for (std::string population : {"aco", "reference"})
    for (std::uint64_t i = 0; i < 50'000; ++i) {
      seen.insert(member_address(population, fmt::format("{}", i)));
      seen.insert(member_address(population, "aged_non_dual", i));
    }
  EXPECT_EQ(seen.size(), 200'000u);
}

TEST(Address, RehashMovesOnAndStaysWithin56Bits) {
  MemberAddress address = member_address("aco", "1001");
  std::set<MemberAddress> seen;
  for (int i = 0; i < 1000; ++i) {
    seen.insert(address);
    EXPECT_EQ(address.value >> 56, 0u);
    address = rehash(address);
  }
  EXPECT_EQ(seen.size(), 1000u);
}

TEST(Uniform, NeverReachesItsEnds) {
  EXPECT_EQ(uniform(0, 0), 0x1p-53);
  EXPECT_EQ(uniform(0xFFFFFFFF, 0xFFFFFFFF), 1.0 - 0x1p-53);
  EXPECT_LT(uniform(0xFFFFFFFF, 0xFFFFFFFF), 1.0);
}

TEST(Uniform, RisesWithItsWords) {
  EXPECT_EQ(uniform(0x80000000, 0), 0.5 + 0x1p-53);
  EXPECT_EQ(uniform(0, 0x1000) - uniform(0, 0), 0x1p-52);
  EXPECT_EQ(uniform(0, 0xFFF), uniform(0, 0)) << "the lowest twelve bits are below the grid";
  std::uint32_t const grid[] = {0, 0x1000, 0x7FFFFFFF, 0x80000000, 0xFFFFF000};
  double previous = 0.0;
  for (std::uint32_t high : grid)
    for (std::uint32_t low : grid) {
      EXPECT_LT(previous, uniform(high, low));
      previous = uniform(high, low);
    }
}

}  // namespace
}  // namespace plimsoll
