#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

/// Faults of one file in order: the first 50 are kept, the others counted. Values never enter.
class FaultList {
 public:
  explicit FaultList(std::string file) : file_(std::move(file)) {}
  void add(std::uint32_t line, std::string column, std::string what, std::string suggestion = {});
  void add(Problem problem);
  bool empty() const { return problems_.empty(); }
  /// Throws InputError if there are any; `last` are always told, after the others.
  void raise(std::vector<Problem> const& last = {}) const;

 private:
  std::string file_;
  std::vector<Problem> problems_;
  std::int64_t more_ = 0;
};

}  // namespace plimsoll
