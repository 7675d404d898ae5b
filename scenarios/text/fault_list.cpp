#include "text/fault_list.hpp"

#include <fmt/format.h>

namespace plimsoll {
namespace {

constexpr std::size_t most_faults = 50;

}  // namespace

void FaultList::add(std::uint32_t line, std::string column, std::string what, std::string suggestion) {
  Problem problem;
  problem.spot = {file_, line, 0};
  problem.key = std::move(column);
  problem.what = std::move(what);
  problem.suggestion = std::move(suggestion);
  add(std::move(problem));
}

void FaultList::add(Problem problem) {
  if (problems_.size() < most_faults)
    problems_.push_back(std::move(problem));
  else
    ++more_;
}

void FaultList::raise(std::vector<Problem> const& last) const {
  if (problems_.empty() && last.empty()) return;
  std::vector<Problem> all = problems_;
  if (more_ > 0) {
    Problem rest;
    rest.spot.file = file_;
    rest.what = fmt::format("and {} more faults", more_);
    all.push_back(std::move(rest));
  }
  all.insert(all.end(), last.begin(), last.end());
  throw InputError(std::move(all));
}

}  // namespace plimsoll
