#include "explain/explain_basis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"

namespace plimsoll {
namespace {

constexpr std::string_view owed_in_words = "what we owe (0 where we are paid)";

/// A cell's row, by its id and by the name it shows, and its column, by its id and its name.
struct Place {
  std::string row, shown, column, name;
};

Place place_of(Table const& table, std::size_t row, std::size_t column) {
  auto const* shown = std::get_if<std::string>(&table.rows()[row].cells.front());
  return {table.rows()[row].id, shown ? *shown : table.rows()[row].id, table.columns()[column].id,
          table.columns()[column].name};
}

Basis basis_of_savings(Place const& at) {
  auto const of = [&](char const* what) { return contract_column(at.row, what); };
  if (at.column.starts_with("savings_rate"))
    return {"benchmark less expenditure, over benchmark, in the trials with members and a benchmark",
            {of("benchmark"), of("expenditure"), of("person_years")},
            ""};
  return {at.column + " over person-years, in the trials with members and a benchmark",
          {of(at.column.c_str()), of("person_years")},
          ""};
}

Basis basis_of_spend(OpenedRun const& run, std::string const& row) {
  for (auto const& [name, panel] : run.study.panels)
    if (row.starts_with(name + "."))
      return {"cost of all members over their person-years, before any clause",
              {spend_column(name, row.substr(name.size() + 1)), "panel/" + name + "/member_months"},
              ""};
  return {};
}

Basis basis_of_quality(OpenedRun const& run, Place const& at) {
  if (at.column == "true_rate") {
    Basis basis{"the true rate, before the luck of the patients counted", {}, ""};
    std::string const drawn = "draws/quality." + at.row + ".true_rate";
    for (ColumnInfo const& info : run.results.table.columns)
      if (info.name == drawn && basis.columns.empty()) basis.columns.push_back(drawn);
    return basis;
  }
  std::string path = at.row;
  std::replace(path.begin(), path.end(), '.', '/');
  if (path.ends_with("/all"))
    path.replace(path.size() - 3, 3, "all_passed");
  else if (!path.ends_with("/score"))
    path += at.column == "p_pass" ? "/passed" : "/rate";
  return {at.column == "p_pass" ? "whether it was passed (1) or not (0)" : "what was measured",
          {"quality/" + path},
          ""};
}

Basis basis_of_contract_year(Place const& at, std::string const& kind) {
  auto const of = [&](char const* what) { return contract_column(at.row, what); };
  if (kind == "settlement" && at.column == "maximum")
    return {"the most the contract can make us owe", {of("maximum_owed"), of("benchmark")}, "settlement"};
  if (kind == "settlement")
    return {"the settlement (positive is paid to us)", {of("settlement")}, "settlement"};
  if (kind == "parts")
    return {fmt::format("{} of the contract", at.name),
            {of(at.column.c_str())},
            at.column == "base_ffs" ? "" : "settlement"};
  Basis basis{std::string(owed_in_words), {of("owed")}, "owed"};
  if (at.column == "of_maximum") basis.columns.push_back(of("maximum_owed"));
  return basis;
}

Basis basis_of_total(Place const& at) {
  std::vector<std::string> const settled{contract_column(at.row, "settlement")};
  if (at.column == "carried")
    return {"what the contract carries beyond its last year", {contract_column(at.row, "carried_out")}, ""};
  if (at.column == "p_owe_any") return {"the number of years that owe", settled, ""};
  if (at.column.starts_with("worst")) return {"the settlement of a trial's worst year", settled, ""};
  return {"the settlements of all years, added up", settled, ""};
}

std::vector<std::string> columns_of_signed(OpenedRun const& run, std::string const& what) {
  std::vector<std::string> columns;
  for (ContractTable const* contract : signed_contracts(run.study.loaded.study).contracts)
    columns.push_back(contract_column(contract->id, what));
  return columns;
}

Basis basis_of_sum(OpenedRun const& run, Place const& at) {
  return {fmt::format("the sum over all signed contracts of {}", at.shown), columns_of_signed(run, at.row),
          ""};
}

Basis basis_of_portfolio(OpenedRun const& run, Place const& at) {
  if (at.row.starts_with("contract.") && at.column.starts_with("alone"))
    return {fmt::format("what {} may owe alone", at.shown), {contract_column(at.shown, "settlement")}, ""};
  Basis basis{"what the signed contracts may owe", columns_of_signed(run, "settlement"), ""};
  if (at.row.starts_with("contract."))
    basis.says = fmt::format("what {} brings to that which the signed contracts owe together", at.shown);
  else if (at.column == "portfolio" || at.column.starts_with("allocated"))
    basis.says += " together";
  else if (at.column == "sum" || at.column.starts_with("alone"))
    basis.says += ", each alone";
  return basis;
}

/// Columns a calendar is dated from.
std::vector<std::string> cash_columns(OpenedRun const& run) {
  std::vector<std::string> columns;
  auto const keep = [&](std::string const& name) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
  };
  auto const has = [&](std::string const& name) {
    return std::any_of(run.results.table.columns.begin(), run.results.table.columns.end(),
                       [&](ColumnInfo const& info) { return info.name == name; });
  };
  for (ContractTable const* contract : signed_contracts(run.study.loaded.study).contracts)
    for (char const* what : {"settlement", "base_ffs", "paid_monthly", "prospective"})
      if (contract->settlement && has(contract_column(contract->id, what)))
        keep(contract_column(contract->id, what));
  for (ColumnInfo const& info : run.results.table.columns)
    if (info.name.starts_with("program/") || info.name.starts_with("investment/")) keep(info.name);
  return columns;
}

/// A column of a cash table, the number behind it, and how its row's name goes on from there.
struct CashWords {
  std::string_view table, column, says, joined;
};
constexpr std::array cash_words{
    CashWords{"calendar", "net", "what is paid to us less what we pay, before funding, in", " "},
    CashWords{"calendar", "balance", "the cash at the end of", " "},
    CashWords{"calendar", "debt", "what is owed to the lender at the end of", " "},
    CashWords{"kinds", "total", "the flows of all months:", " "},
    CashWords{"kinds", "present", "the flows of all months, discounted to the start:", " "},
    CashWords{"low_point", "month", "the month at whose end cash is lowest", ", "},
    CashWords{"low_point", "", "the lowest cash", ", "},
    CashWords{"funding", "cost", "interest and fees:", " "},
    CashWords{"funding", "most", "the most that is owed to the lender at any time:", " "},
    CashWords{"funding", "", "what is owed to the lender at the end:", " "},
    CashWords{"budget", "earned", "the upside earned in", " "},
    CashWords{"budget", "received", "the upside that is paid in", " "},
    CashWords{"budget", "owed", "what we owe for", " "},
    CashWords{"budget", "paid", "all other flows, as they are paid, of", " "},
    CashWords{"budget", "budget", "upside paid, all that is owed and all other flows, of", " "},
    CashWords{"returns", "spent", "what is spent on the", " "},
    CashWords{"returns", "back", "what comes back from the", " "},
    CashWords{"returns", "npv", "what comes back less what is spent, discounted to the start, of the", " "},
    CashWords{"returns", "", "what comes back less what is spent, over what is spent, of the", " "}};

Basis basis_of_cash(OpenedRun const& run, Place const& at, std::string_view table) {
  auto const words = std::find_if(cash_words.begin(), cash_words.end(), [&](CashWords const& one) {
    return one.table == table && at.column.starts_with(one.column);
  });
  if (words == cash_words.end()) return {};
  return {fmt::format("{}{}{}", words->says, words->joined, at.shown), cash_columns(run), ""};
}

}  // namespace

Basis basis_of(OpenedRun const& run, Table const& table, std::size_t row, std::size_t column) {
  Place const at = place_of(table, row, column);
  std::string const& id = table.id();
  std::string const kind = id.substr(0, id.find_first_of("._"));
  std::string const contract = at.row.substr(0, at.row.find('.'));
  auto const of = [](std::string const& of_contract, char const* what) {
    return contract_column(of_contract, what);
  };
  if (kind == "settlement" || kind == "parts" || kind == "owed" || kind == "reserve")
    return basis_of_contract_year(at, kind);
  if (kind == "savings") return basis_of_savings(at);
  if (kind == "quality") return basis_of_quality(run, at);
  if (kind == "spend") return basis_of_spend(run, at.row);
  if (kind == "total") return basis_of_total(at);
  if (kind == "together") return basis_of_sum(run, at);
  if (kind == "portfolio" || kind == "allocation") return basis_of_portfolio(run, at);
  if (kind == "cash") return basis_of_cash(run, at, std::string_view(id).substr(kind.size() + 1));
  if (kind == "difference") {
    std::string const& first = run.study.loaded.study.contract.front().id;
    return {"the settlement less that of " + first + " in the same trial",
            {of(at.row, "settlement"), of(first, "settlement")},
            ""};
  }
  if (kind == "members")
    return {at.name + " of the members it counts",
            {of(contract, "person_years"), of(contract, "expenditure")},
            ""};
  if (kind == "fits")
    return {"the settlement (the reserve: what we owe) in the trials drawn from this fit alone",
            {of(contract, "settlement"), of(contract, "owed")},
            ""};
  return {fmt::format("\"{}\" of the table \"{}\"", at.name, table.title()), {}, ""};
}

}  // namespace plimsoll
