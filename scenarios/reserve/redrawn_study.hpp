#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_method.hpp"
#include "plimsoll/sim/trial_table.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Parts of a study exchanged since it was last drawn. Several where a study between did not hold together.
class PendingParts {
 public:
  struct Named {
    std::string id, name;
  };
  void add(std::string_view id, std::string_view name);
  bool empty() const { return all_.id.empty(); }
  std::string const& names() const { return all_.name; }
  Named take();  ///< all of them as one; none are left

 private:
  Named all_;
};

struct RedrawnStudy {
  Study study;
  TrialTable trials;
};

/// Draws studies that part by part become another one, all on the same random numbers.
class StudyRedraw {
 public:
  /// `told` hears of each study before it is drawn; it may be empty.
  StudyRedraw(RunMethod method, std::size_t threads, std::function<void(std::string const&)> const& told)
      : method_(method), threads_(threads), told_(told) {}
  /// The study of `document`, told of as `name`. Throws InputError where it does not hold together.
  RedrawnStudy draw(Node const& document, std::string const& name) const;

 private:
  RunMethod method_;
  std::size_t threads_;
  std::function<void(std::string const&)> const& told_;
};

}  // namespace plimsoll
