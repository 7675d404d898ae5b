#include "audit/hashed_files.hpp"

#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/sim/digest.hpp"
#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

FileState state_of(fs::path const& path, std::string const& sha256) {
  if (!fs::is_regular_file(path)) return FileState::missing;
  return sha256_of_file(path) == sha256 ? FileState::same : FileState::changed;
}

}  // namespace

std::vector<HashedFile> hashed_inputs(ResultsHeader const& header, fs::path const& folder) {
  std::vector<HashedFile> files;
  for (InputFile const& input : header.inputs)
    if (input.role != "study")
      files.push_back(
          {input.role, input.path, folder / input.path, state_of(folder / input.path, input.sha256)});
  return files;
}

std::vector<HashedFile> hashed_rule_packs(ResultsHeader const& header, fs::path const& folder) {
  std::vector<HashedFile> files;
  for (UsedRulePack const& used : header.rule_packs) {
    HashedFile& file = files.emplace_back(HashedFile{"rule pack", used.name, used.name, FileState::missing});
    if (!used.shipped) file.path = folder / used.name;
    if (auto const text = pack_text(used.name, folder))
      file.state = sha256_of(text->text) == used.sha256 ? FileState::same : FileState::changed;
  }
  return files;
}

std::vector<HashedFile> hashed_outputs(fs::path const& run_folder) {
  Manifest beside;
  read_beside(run_folder, beside);
  std::vector<HashedFile> files;
  for (OutputFile const& output : beside.outputs)
    files.push_back(
        {"output", output.name, run_folder / output.name, state_of(run_folder / output.name, output.sha256)});
  return files;
}

}  // namespace plimsoll
