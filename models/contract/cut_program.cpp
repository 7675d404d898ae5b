#include "plimsoll/models/contract/cut_program.hpp"

#include <array>
#include <string>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// What a step's value can change with.
struct Dependence {
  bool trials = false, open = false;
  bool is_read() const { return trials && !open; }
};

std::array<std::uint32_t, 3> arguments(Step const& step) {
  return {step.a, step.b, step.c};
}

std::vector<Dependence> dependences(Program const& program, std::function<bool(Step const&)> const& is_open) {
  std::vector<Dependence> all;
  for (Step const& step : program.steps) {
    Dependence own{step.op == Op::column, (step.op == Op::value || step.op == Op::column) && is_open(step)};
    for (std::size_t i = 0; i < arity(step.op); ++i) {
      own.trials = own.trials || all[arguments(step)[i]].trials;
      own.open = own.open || all[arguments(step)[i]].open;
    }
    all.push_back(own);
  }
  return all;
}

/// Steps the rest consists of: read or done again. An open column is both: read, and what uses it is done
/// again. Arguments stand before the steps that use them, so one pass from the end sees every use first.
std::vector<bool> needed(Program const& program, std::vector<std::size_t> const& outputs,
                         std::vector<Dependence> const& depends) {
  std::vector<bool> used(program.steps.size());
  for (std::size_t output : outputs) used[program.outputs[output].step] = true;
  for (std::size_t i = program.steps.size(); i-- > 0;)
    if (used[i] && !depends[i].is_read())
      for (std::size_t k = 0; k < arity(program.steps[i].op); ++k)
        used[arguments(program.steps[i])[k]] = true;
  return used;
}

}  // namespace

CutProgram cut_program(Program const& program, std::vector<std::size_t> const& outputs,
                       std::function<bool(Step const&)> const& is_open) {
  for (std::size_t output : outputs) PLIMSOLL_EXPECT(output < program.outputs.size());
  std::vector<Dependence> const depends = dependences(program, is_open);
  std::vector<bool> const used = needed(program, outputs, depends);
  CutProgram cut;
  std::vector<std::uint32_t> place(program.steps.size());
  for (std::size_t i = 0; i < program.steps.size(); ++i) {
    if (!used[i]) continue;
    Step step = program.steps[i];
    if (depends[i].is_read() || step.op == Op::column) {
      step = Step{.op = Op::column, .column = static_cast<std::uint32_t>(cut.read.size()), .path = {}};
      cut.rest.columns.push_back(NamedColumn{"step " + std::to_string(i)});
      cut.read.push_back(static_cast<std::uint32_t>(i));
    }
    if (arity(step.op) > 0) {
      step.a = place[step.a];
      step.b = place[step.b];
      step.c = place[step.c];
    }
    place[i] = static_cast<std::uint32_t>(cut.rest.steps.size());
    cut.rest.steps.push_back(std::move(step));
  }
  for (std::size_t output : outputs) {
    Output kept = program.outputs[output];
    kept.step = place[kept.step];
    cut.rest.outputs.push_back(std::move(kept));
  }
  return cut;
}

}  // namespace plimsoll
