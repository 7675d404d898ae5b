#include "reserve/redrawn_study.hpp"

#include <utility>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "study/load_expanded.hpp"

namespace plimsoll {

void PendingParts::add(std::string_view id, std::string_view name) {
  all_.id += (all_.id.empty() ? "" : "_and_") + std::string(id);
  all_.name += (all_.name.empty() ? "" : "; ") + std::string(name);
}

PendingParts::Named PendingParts::take() {
  return std::exchange(all_, {});
}

RedrawnStudy StudyRedraw::draw(Node const& document, std::string const& name) const {
  LoadedStudy loaded = load_expanded(document);
  if (told_) told_(name);
  CompiledStudy study = compile_study(std::move(loaded), method_);
  study.plan = with_estimator(study, threads_);
  TrialTable trials = simulate(study.plan, threads_);
  return {std::move(study.loaded.study), std::move(trials)};
}

}  // namespace plimsoll
