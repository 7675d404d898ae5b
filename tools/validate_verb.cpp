#include "validate_verb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/certificate.hpp"
#include "plimsoll/scenarios/validate_engines.hpp"
#include "plimsoll/scenarios/validate_settlements.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "table_json.hpp"

namespace plimsoll {

namespace {

/// What does not go with what; empty where all goes together.
std::string fault_of(ValidateVerb const& verb) {
  bool const certificate = verb.what == "certificate";
  bool const settlements = verb.what == "settlements", engines = verb.what == "engines";
  if (!certificate && !settlements && !engines)
    return "validate knows certificate, settlements and engines, not \"" + verb.what + "\"";
  if (certificate && !verb.file.empty())
    return "a certificate reads no file: --data names a folder of public data";
  if (!certificate && verb.file.empty()) return "validate " + verb.what + " needs a file";
  if (verb.gate && !settlements) return "--gate goes with settlements";
  if (verb.trials && !engines) return "--trials goes with engines";
  bool const asked = !verb.certificate.empty() || verb.full || !verb.data.empty() || !verb.spoil.empty();
  if (asked && !certificate) return "--certificate, --full, --data and --spoil go with the certificate alone";
  return {};
}

std::optional<std::filesystem::path> public_data(std::string const& given) {
  if (!given.empty()) return given;
  char const* const named = std::getenv("PLIMSOLL_DATA");
  return named ? std::optional<std::filesystem::path>(named) : std::nullopt;
}

nlohmann::ordered_json checks_json(std::vector<CertificateCheck> const& checks) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (CertificateCheck const& check : checks)
    all.push_back({{"id", check.id},
                   {"held_against", name_in_study(check.kind)},
                   {"what", check.what},
                   {"source", check.source},
                   {"unit", name_of(check.unit)},
                   {"expected", check.expected},
                   {"got", check.got},
                   {"error", check.error()},
                   {"tolerance", check.tolerance},
                   {"passes", check.passes()}});
  return all;
}

nlohmann::ordered_json certificate_json(ValidateVerb const& verb, std::vector<CertificateCheck> const& checks,
                                        std::size_t failed) {
  return {{"format", "plimsoll-certificate/1"},
          {"program", "plimsoll"},
          {"version", program_version},
          {"commit", build_commit},
          {"compiler", build_compiler},
          {"flags", build_flags},
          {"libraries", build_libraries},
          {"full", verb.full},
          {"checks_made", checks.size()},
          {"failed", failed},
          {"passes", failed == 0},
          {"checks", checks_json(checks)}};
}

}  // namespace

ExitCode ValidateVerb::run(Terminal& terminal) const {
  if (std::string const fault = fault_of(*this); !fault.empty()) {
    terminal.complain(fault);
    return ExitCode::usage;
  }
  if (what == "engines") return engines(terminal);
  return what == "settlements" ? settlements(terminal) : certify(terminal);
}

ExitCode ValidateVerb::certify(Terminal& terminal) const {
  if (!certificate.empty() && !force && std::filesystem::exists(certificate))
    throw IoError(certificate + " is there already; --force replaces it");
  CertificateSetting setting;
  setting.full = full;
  setting.data = public_data(data);
  setting.told = [&terminal](std::string const& part) { terminal.say("checked: " + part); };
  std::vector<CertificateCheck> checks = plimsoll::certify(setting);
  if (!spoil.empty()) plimsoll::spoil(checks, spoil);
  auto const failed = static_cast<std::size_t>(std::count_if(
      checks.begin(), checks.end(), [](CertificateCheck const& check) { return !check.passes(); }));
  nlohmann::ordered_json const document = certificate_json(*this, checks, failed);
  if (!certificate.empty()) {
    std::string const written = document.dump(2) + "\n";
    write_aside(certificate, std::as_bytes(std::span(written)),
                force ? Overwrite::replace : Overwrite::refuse);
  }
  if (terminal.json()) terminal.print(document);
  terminal.show(certificate_table(checks));
  terminal.say(failed == 0 ? fmt::format("all {} checks pass", checks.size())
                           : fmt::format("{} of {} checks FAIL", failed, checks.size()));
  return failed == 0 ? ExitCode::done : ExitCode::failure;
}

ExitCode ValidateVerb::engines(Terminal& terminal) const {
  LoadedStudy const loaded = load_study(file);
  std::int64_t const drawn = trials.value_or(loaded.study.run.trials);
  std::vector<EngineFigure> const figures = validate_engines(loaded, static_cast<std::uint64_t>(drawn));
  Table const table = engines_table(figures);
  auto const differ = static_cast<std::size_t>(std::count_if(
      figures.begin(), figures.end(), [](EngineFigure const& figure) { return !figure.agrees(); }));
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-validate/1"},
                                          {"file", file},
                                          {"trials", drawn},
                                          {"compared", figures.size()},
                                          {"differ", differ},
                                          {"tables", {to_json(table)}}});
  terminal.show(table);
  terminal.say(differ == 0
                   ? fmt::format("the engines agree with the exact distribution in all {} figures compared",
                                 figures.size())
                   : fmt::format("{} of {} figures compared DIFFER from the exact distribution", differ,
                                 figures.size()));
  return differ == 0 ? ExitCode::done : ExitCode::failure;
}

ExitCode ValidateVerb::settlements(Terminal& terminal) const {
  std::vector<SettledRow> const rows = validate_settlements(file);
  Table const agreement = agreement_table(rows), mismatches = mismatch_table(rows);
  std::size_t const unmatched = count_of(rows, Agreement::unmatched);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-validate/1"},
                                          {"file", file},
                                          {"rows", rows.size()},
                                          {"matched", count_of(rows, Agreement::matched)},
                                          {"explained", count_of(rows, Agreement::explained)},
                                          {"unmatched", unmatched},
                                          {"tables", {to_json(agreement), to_json(mismatches)}}});
  terminal.show(agreement);
  if (!mismatches.rows().empty()) terminal.show(mismatches);
  terminal.say(fmt::format("{} of {} settlements matched, {} explained, {} unmatched",
                           count_of(rows, Agreement::matched), rows.size(),
                           count_of(rows, Agreement::explained), unmatched));
  return gate && unmatched > 0 ? ExitCode::gate : ExitCode::done;
}

}  // namespace plimsoll
