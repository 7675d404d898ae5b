#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/json_seal.hpp"
#include "plimsoll/sim/whole_file.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr char const* manifest_name = "manifest.json";

Json text_or_null(std::string const& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json inputs_json(std::vector<InputFile> const& inputs) {
  Json all = Json::array();
  for (InputFile const& input : inputs)
    all.push_back({{"role", input.role},
                   {"path", input.path},
                   {"bytes", input.bytes},
                   {"rows", input.rows > 0 ? Json(input.rows) : Json(nullptr)},
                   {"first", text_or_null(input.first)},
                   {"last", text_or_null(input.last)},
                   {"sha256", input.sha256}});
  return all;
}

Json rule_packs_json(std::vector<UsedRulePack> const& packs) {
  Json all = Json::array();
  for (UsedRulePack const& pack : packs)
    all.push_back({{"name", pack.name},
                   {"title", pack.title},
                   {"years", pack.years},
                   {"shipped", pack.shipped},
                   {"sha256", pack.sha256}});
  return all;
}

Json run_json(Manifest const& manifest) {
  ResultsHeader const& header = manifest.header;
  return {{"program", header.program},
          {"version", header.version},
          {"commit", header.commit},
          {"compiler", header.compiler},
          {"flags", header.flags},
          {"libraries", header.libraries},
          {"generator", header.generator},
          {"seed", header.seed},
          {"trials", manifest.trials},
          {"complete", header.complete},
          {"method", manifest.method},
          {"estimator", manifest.estimator},
          {"plan_digest", header.plan_digest},
          {"study",
           {{"file", manifest.study_file}, {"sha256", manifest.study_sha256}, {"text", header.study_text}}},
          {"rule_packs", rule_packs_json(header.rule_packs)},
          {"inputs", inputs_json(header.inputs)},
          {"overrides", header.overrides},
          {"warnings", header.notices},
          {"suppressed", header.suppressed},
          {"preparer", text_or_null(manifest.preparer)},
          {"reviewer", text_or_null(manifest.reviewer)}};
}

Json made_json(std::optional<MadeOn> const& made) {
  if (!made) return nullptr;
  return {{"system", made->host.system},
          {"processor", made->host.processor},
          {"instructions", made->host.instructions},
          {"cores", made->host.cores},
          {"libraries", made->host.libraries},
          {"threads", made->threads},
          {"processes", made->processes},
          {"moves_a_figure", false}};
}

Json prior_json(std::optional<PriorRun> const& prior) {
  if (!prior) return nullptr;
  return {{"folder", prior->folder},
          {"plan_digest", prior->plan_digest},
          {"results_sha256", prior->results_sha256}};
}

Json whole_json(Manifest const& manifest) {
  Json outputs = Json::array();
  for (OutputFile const& file : manifest.outputs)
    outputs.push_back({{"file", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  return {{"format", "plimsoll-manifest/1"},
          {"run", run_json(manifest)},
          {"made", made_json(manifest.made)},
          {"outputs", std::move(outputs)},
          {"prior_run", prior_json(manifest.prior)}};
}

AsideFile sealed_aside(fs::path const& folder, std::string const& text) {
  std::string const sealed = sealed_json(text);
  return AsideFile(folder / manifest_name, std::as_bytes(std::span(sealed)), Overwrite::replace);
}

/// The document in the folder; nothing where there is none.
std::optional<Json> read_manifest_json(fs::path const& folder) {
  fs::path const path = folder / manifest_name;
  if (!fs::exists(path)) return std::nullopt;
  std::string const text = read_whole_file(path);
  try {
    Json document = Json::parse(text);
    document.erase("sha256");
    if (meets_seal(text) && document.value("format", "") == "plimsoll-manifest/1") return document;
  } catch (Json::exception const&) {
  }
  throw IoError(path.string() + ": is no manifest of a run (plimsoll-manifest/1), or is damaged");
}

void take_beside(Json const& document, Manifest& manifest) {
  if (Json const& made = document.at("made"); made.is_object())
    manifest.made = MadeOn{{made.at("system"), made.at("processor"), made.at("instructions"),
                            made.at("cores"), made.at("libraries")},
                           made.at("threads"),
                           made.value("processes", std::size_t{1})};
  for (Json const& file : document.at("outputs"))
    manifest.outputs.push_back({file.at("file"), file.at("bytes"), file.at("sha256")});
  if (Json const& prior = document.at("prior_run"); prior.is_object())
    manifest.prior = PriorRun{prior.at("folder"), prior.at("plan_digest"), prior.at("results_sha256")};
}

}  // namespace

std::string manifest_text(Manifest const& manifest) {
  // Bytes that are no UTF-8, in a path, must not stop a run.
  return whole_json(manifest).dump(2, ' ', false, Json::error_handler_t::replace);
}

OutputFile output_file(std::string name, fs::path const& bytes) {
  return {std::move(name), fs::file_size(bytes), sha256_of_file(bytes)};
}

AsideFile make_manifest(fs::path const& folder, Manifest const& manifest) {
  return sealed_aside(folder, manifest_text(manifest));
}

void read_beside(fs::path const& folder, Manifest& manifest) {
  std::optional<Json> const document = read_manifest_json(folder);
  if (!document) return;
  try {
    std::string const& digest = manifest.header.plan_digest;
    if (digest.empty() || document->at("run").at("plan_digest") == digest) take_beside(*document, manifest);
  } catch (Json::exception const&) {
    throw IoError((folder / manifest_name).string() + ": lacks what a manifest must have, or is damaged");
  }
}

bool note_prior_run(fs::path const& folder, PriorRun const& prior) {
  std::optional<Json> document = read_manifest_json(folder);
  if (!document) return false;
  (*document)["prior_run"] = prior_json(prior);
  sealed_aside(folder, document->dump(2)).commit();
  return true;
}

}  // namespace plimsoll
