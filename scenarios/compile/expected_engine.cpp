#include "compile/expected_engine.hpp"

namespace plimsoll {

Engine expected_engine(LoadedStudy const& loaded, CompiledStudy const& study) {
  if (auto const* law = std::get_if<PanelLaw>(&study.plan.engine())) {
    PanelLaw expected = *law;
    for (ClassPanel& panel : expected.panels) panel.process_cv = 0.0;
    return expected;
  }
  CompiledStudy preview = compile_study(loaded, RunMethod::conditional);
  Conditional expected = std::get<Conditional>(preview.plan.engine());
  expected.at_means = true;
  return expected;
}

}  // namespace plimsoll
