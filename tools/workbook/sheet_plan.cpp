#include <algorithm>

#include "workbook/tables.hpp"

namespace plimsoll {
namespace {

std::string printed_by(std::string const& verb) {
  return "`plimsoll " + verb + " --json > more.json` prints it; then `plimsoll report RUN more.json`";
}

bool begins(std::string const& id, std::string const& kind) {
  return id == kind || id.starts_with(kind + ".") || id.starts_with(kind + "_");
}

std::vector<SheetPlan> result_plans() {
  return {{"Cover", "What this workbook is and where to begin.", {}, ""},
          {"Decision",
           "The figures a decision rests on, each taken from its own sheet.",
           {"tolerance", "triggers"},
           ""},
          {"Options",
           "What each contract comes to, calculated here from the sheet Trials and by the engine.",
           {"settlement", "together", "difference", "total", "options", "pairs", "regret", "break_even",
            "worth", "scenarios", "paths", "grid"},
           ""},
          {"Reserve",
           "What to hold, how far it reaches, and when it is set free.",
           {"reserve", "holding", "schedule", "floors", "deficiency", "recognised_losses",
            "recognised_upside", "participants", "levels"},
           printed_by("reserve RUN")},
          {"Roll-forward",
           "What changed since the last run, cause by cause.",
           {"roll_forward", "movement", "opening", "change"},
           printed_by("reserve RUN --prior RUN")},
          {"Cash (monthly)",
           "When money comes and goes; negative is paid by us.",
           {"cash"},
           "a study with dated contracts ([contract.settlement] and [cash]), run again"},
          {"Contracts",
           "Base FFS, upside and downside of each contract, kept apart.",
           {"parts", "savings", "settled", "ladder", "agreement", "terms", "ledger"},
           ""},
          {"Payoff",
           "Settlement by gross savings, calculated here from the terms in the blue cells.",
           {"payoff", "kinks", "crossings"},
           "a contract with a benchmark, whose settlement does not turn on 1 to 10 members"},
          {"Payoff workings",
           "One step of the settlement a row, one rate of gross savings a column.",
           {},
           "what Payoff has"}};
}

std::vector<SheetPlan> evidence_plans() {
  return {{"Percentiles", "What may be owed, by chance.", {"owed", "portfolio", "allocation", "fits"}, ""},
          {"Tornado", "Which uncertain input moves the result most.", {"tornado"}, printed_by("sweep STUDY")},
          {"Drivers",
           "Where cost comes from and what moves it.",
           {"result_drivers", "result_layers", "result_top", "spend", "gap", "layers", "top", "truncation",
            "dollars", "importance", "months", "trend", "position", "sources", "drivers"},
           printed_by("drivers RUN")},
          {"Quality",
           "Measures, their chance of being missed, and what that costs.",
           {"quality", "quality_to_date", "patients"},
           "a study with [quality], run again"},
          {"Attribution",
           "Whom contracts count, who came and who went.",
           {"members", "read", "movers", "attribution"},
           printed_by("drivers DATA --columns MAP")},
          {"Assumptions", "Every uncertain input with its law, and what it was drawn as.", {}, ""},
          {"Data review",
           "What was found in the data behind the costs.",
           {"files", "defects", "totals", "thin_cells", "means", "candidates", "structure", "credibility",
            "dependence", "copulas", "development", "unpaid", "liability", "categories", "prior"},
           printed_by("review DATA --columns MAP")},
          {"Trials", "The trials themselves, with what each column is.", {}, ""},
          {"Checks", "What must hold between the cells of this workbook; every line reads TRUE.", {}, ""},
          {"Audit", "Where the numbers come from.", {}, ""}};
}

std::vector<SheetPlan> all_plans() {
  std::vector<SheetPlan> plans = result_plans();
  for (SheetPlan const& plan : evidence_plans()) plans.push_back(plan);
  return plans;
}

}  // namespace

std::vector<SheetPlan> const& sheet_plans() {
  static std::vector<SheetPlan> const plans = all_plans();
  return plans;
}

std::string sheet_for(std::string const& id) {
  std::string sheet = other_tables;
  std::size_t longest = 0;
  for (SheetPlan const& plan : sheet_plans())
    for (std::string const& kind : plan.kinds)
      if (kind.size() > longest && begins(id, kind)) {
        longest = kind.size();
        sheet = plan.name;
      }
  return sheet;
}

void begin_sheets(Book& book) {
  for (SheetPlan const& plan : sheet_plans()) {
    Sheet& sheet = book.sheet(plan.name);
    sheet.text({0, 0}, plan.name, Look::title);
    sheet.text({1, 0}, plan.says, Look::note);
    sheet.width(0, 0, 34);
    sheet.width(1, 60, 15);
    sheet.freeze({first_free_row - 1, 1});
  }
}

void tell_of_absent(Book& book) {
  for (SheetPlan const& plan : sheet_plans()) {
    Sheet& sheet = book.sheet(plan.name);
    if (sheet.rows_used() <= 2) sheet.text({first_free_row, 0}, "Not here: made by " + plan.made_by);
  }
}

}  // namespace plimsoll
