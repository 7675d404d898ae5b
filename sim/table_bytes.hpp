#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

/// Numbers of tables as bytes, for another process of the same program: nothing is kept of them.
class BytesOut {
 public:
  template <class... Parts>
  void operator()(Parts const&... parts) {
    (put(parts), ...);
  }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  template <class Number>
  void put(Number const& number) {
    static_assert(std::is_trivially_copyable_v<Number>);
    auto const raw = std::as_bytes(std::span(&number, 1));
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
  }
  template <class Number>
  void put(std::vector<Number> const& numbers) {
    static_assert(std::is_trivially_copyable_v<Number>);
    put(numbers.size());
    auto const raw = std::as_bytes(std::span(numbers));
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
  }

  std::vector<std::byte> bytes_;
};

/// The same numbers in the same order. The bytes must outlive it.
class BytesIn {
 public:
  explicit BytesIn(std::span<std::byte const> bytes) : rest_(bytes) {}
  template <class... Parts>
  void operator()(Parts&... parts) {
    (get(parts), ...);
  }

 private:
  template <class Number>
  void get(Number& number) {
    copy(&number, sizeof(Number));
  }
  template <class Number>
  void get(std::vector<Number>& numbers) {
    std::size_t count = 0;
    get(count);
    PLIMSOLL_EXPECT(count <= rest_.size() / sizeof(Number));
    numbers.resize(count);
    copy(numbers.data(), count * sizeof(Number));
  }
  void copy(void* to, std::size_t size) {
    PLIMSOLL_EXPECT(size <= rest_.size());
    if (size > 0) std::memcpy(to, rest_.data(), size);
    rest_ = rest_.subspan(size);
  }

  std::span<std::byte const> rest_;
};

}  // namespace plimsoll
