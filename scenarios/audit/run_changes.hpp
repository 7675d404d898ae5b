#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/finished_run.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// A key path at which the studies of two runs differ, and what that is a change of.
struct RunChange {
  KeyPath path;
  std::string cause;  ///< id: data, rule_pack, a group of reserve/change_groups.hpp, seed, trials, or words
  std::string a, b;   ///< the values, empty where the study has none
};

/// Causes that move figures, in the order they are exchanged, and how each is printed.
struct CauseName {
  std::string id, name;
};
std::vector<CauseName> const& cause_names();
std::string name_of_cause(std::string const& id);

/// The document of a run (run/run_document.hpp) with what is known of its run.
struct RunSide {
  FinishedRun const& run;
  Node document;
};

/// Where the studies of two runs differ, in the order of the first. Words that move no figure are among them;
/// a file under another path with the same bytes is not.
std::vector<RunChange> run_changes(RunSide const& a, RunSide const& b);

/// Puts what `from` has at the path in place of what `to` has there.
void take_path(Node& to, Node const& from, KeyPath const& path);

/// A value on one line; long ones are cut.
std::string value_text(Node const* node);

}  // namespace plimsoll
