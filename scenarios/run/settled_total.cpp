#include "run/settled_total.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

Problem refusal(LoadedStudy const& loaded, KeyPath const& key, std::string what, std::string why,
                std::string suggestion) {
  return {loaded.spot_of(key), key.text(), std::move(what), std::move(why), std::move(suggestion)};
}

/// Columns that the contracts' outputs come to read, by position.
std::set<std::size_t> columns_read(Program const& program) {
  std::vector<bool> needed(program.steps.size());
  for (Output const& output : program.outputs)
    if (is_settled(output)) needed[output.step] = true;
  std::set<std::size_t> columns;
  for (std::size_t i = program.steps.size(); i-- > 0;) {
    if (!needed[i]) continue;
    Step const& step = program.steps[i];
    if (step.op == Op::column) columns.insert(step.column);
    std::size_t const arguments = arity(step.op);
    if (arguments > 0) needed[step.a] = true;
    if (arguments > 1) needed[step.b] = true;
    if (arguments > 2) needed[step.c] = true;
  }
  return columns;
}

/// Collects what the contracts read into one total, and every reason why they do not read one.
class TotalReader {
 public:
  explicit TotalReader(CompiledStudy const& study) : study_(study) {}

  SettledTotal read() {
    Program const& program = study_.plan.program();
    for (Driver const& driver : study_.plan.drivers().drivers())
      refuse(driver.path, "is drawn", "method exact needs every number of the study fixed",
             fmt::format("--set {}={:.4g} fixes it at its mean; --method simulate draws it",
                         driver.path.text(), mean(driver.law)));
    for (GroupedPanel const& panel : study_.grouped)
      if (panel.moves.movement)
        refuse(KeyPath("population") / panel.name / "movement", "moves members",
               "method exact needs a roster that stays");
    for (GroupedPanel const& panel : study_.grouped)
      if (panel.parameters || !panel.share.is_all())
        refuse(KeyPath("cost") / panel.name / "parameters", "or fits are drawn",
               "method exact needs the laws of members' costs", "--without parameters takes them as known");
    for (std::size_t column : columns_read(program)) {
      ColumnSource const& source = program.columns[column];
      if (auto const* measure = std::get_if<MeasureColumn>(&source))
        refuse(measure->rate.path, "is a measured rate", "it is drawn from a finite number of patients");
      if (auto const* leaf = std::get_if<TallyColumn>(&source))
        if (leaf->tally.shape != TallyShape::member_months) read(*leaf);
    }
    if (!found_) refuse(KeyPath("contract"), "reads no cost of members", "there is nothing to distribute");
    if (!problems_.empty()) throw InputError(std::move(problems_));
    if (total_.cut && capped_ != scope_)
      refuse(KeyPath("contract"), "cuts members' years in other categories than it settles",
             "the settlement then depends on two sums");
    if (!problems_.empty()) throw InputError(std::move(problems_));
    std::size_t const categories = study_.grouped[total_.panel].laws.front().size();
    for (std::size_t c = 0; c < categories; ++c) total_.of.summed.push_back(scope_.includes(c));
    if (all_classes_) total_.of.classes.clear();
    give_limits();
    return total_;
  }

 private:
  void refuse(KeyPath const& key, std::string what, std::string why,
              std::string suggestion = "--method simulate") {
    problems_.push_back(refusal(study_.loaded, key, std::move(what), std::move(why), std::move(suggestion)));
  }

  void read(TallyColumn const& leaf) {
    Tally const& tally = leaf.tally;
    auto const panel = static_cast<std::size_t>(
        std::find_if(study_.grouped.begin(), study_.grouped.end(),
                     [&](GroupedPanel const& grouped) { return grouped.panel == tally.panel; }) -
        study_.grouped.begin());
    PLIMSOLL_EXPECT(panel < study_.grouped.size());
    if (found_ && (panel != total_.panel || leaf.year != total_.year)) {
      if (!second_)
        refuse(KeyPath("contract"),
               fmt::format("reads the cost of {} and that of {}", named(total_.panel, total_.year),
                           named(panel, leaf.year)),
               "method exact follows one random total",
               "settle one population and one year, with a benchmark that is given; or --method simulate");
      second_ = true;
      return;
    }
    found_ = true;
    total_.panel = panel;
    total_.year = leaf.year;
    scope_ = scope_ | tally.scope;
    if (!tally.exposure) all_classes_ = true;
    if (tally.exposure && std::find(total_.of.classes.begin(), total_.of.classes.end(), *tally.exposure) ==
                              total_.of.classes.end())
      total_.of.classes.push_back(*tally.exposure);
    if (tally.shape == TallyShape::over)
      refuse(KeyPath("contract"), "counts members beyond a limit", "their number is no part of their total");
    if (tally.shape == TallyShape::excess) read_limit(tally);
  }

  void read_limit(Tally const& tally) {
    if (!tally.limit->is_fixed()) return;  // a driver, refused already
    std::size_t const base = study_.plan.years().base.size();
    double const limit = tally.limit->fixed(total_.year < base ? 0 : total_.year - base);
    auto const [known, first] = limits_.emplace(tally.exposure, limit);
    bool const mixed = first && limits_.size() > 1 && limits_.contains(std::nullopt);
    if (mixed || known->second != limit)
      refuse(tally.limit->path(),
             fmt::format("is {:.0f}, and another limit on the same members is {:.0f}", limit,
                         mixed ? limits_.begin()->second : known->second),
             "limits differ, so the settlement depends on more than one sum");
    if (total_.cut && tally.basis != total_.of.basis)
      refuse(tally.limit->path(), "meets part-year members otherwise than another limit does",
             "limits differ, so the settlement depends on more than one sum");
    total_.cut = true;
    total_.of.basis = tally.basis;
    capped_ = capped_ | tally.scope;
  }

  /// A limit for all, or one by enrolment type; none where a type is in no limit.
  void give_limits() {
    auto const for_all = limits_.find(std::nullopt);
    if (limits_.empty() || for_all != limits_.end()) {
      if (for_all != limits_.end()) total_.of.limit = for_all->second;
      return;
    }
    std::size_t classes = 0;
    for (ExposureClass exposure : study_.grouped[total_.panel].class_of_cell)
      classes = std::max(classes, static_cast<std::size_t>(exposure) + 1);
    total_.of.limit_of_class.assign(classes, std::numeric_limits<double>::infinity());
    for (auto const& [exposure, limit] : limits_)
      total_.of.limit_of_class[static_cast<std::size_t>(*exposure)] = limit;
  }

  std::string named(std::size_t panel, std::size_t year) const {
    return fmt::format("{} in {}", study_.grouped[panel].name, study_.plan.years()[year]);
  }

  CompiledStudy const& study_;
  SettledTotal total_;
  std::vector<Problem> problems_;
  std::map<std::optional<ExposureClass>, double> limits_;  // by enrolment type, or of all
  Scope scope_ = Scope::none(), capped_ = Scope::none();
  bool found_ = false, second_ = false, all_classes_ = false;
};

}  // namespace

bool is_settled(Output const& output) {
  return !output.name.starts_with("panel/");
}

SettledTotal settled_total(CompiledStudy const& study) {
  return TotalReader(study).read();
}

InputError not_exact(LoadedStudy const& loaded, KeyPath const& key, std::string what, std::string why,
                     std::string suggestion) {
  return InputError(refusal(loaded, key, std::move(what), std::move(why), std::move(suggestion)));
}

}  // namespace plimsoll
