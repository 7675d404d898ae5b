#include "run/run_folder.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// The run of a folder that is resumed; nothing where it holds none, or one that does not say what it is.
std::optional<PlanCard> held_run(fs::path const& folder) {
  if (fs::exists(folder / "results.h5")) return card_of(read_results(folder / "results.h5"));
  std::vector<PlanCard> cards = read_cards(folder);
  return cards.empty() ? std::nullopt : std::optional(std::move(cards.front()));
}

}  // namespace

bool has_parts(fs::path const& folder) {
  std::error_code error;
  fs::path const parts = folder / "parts";
  return fs::is_directory(parts, error) && !fs::is_empty(parts, error);
}

void check_unused(fs::path const& folder, RunFolderUse use) {
  if (use == RunFolderUse::replace) return;
  if (fs::exists(folder / "results.h5"))
    throw IoError(folder.string() + " holds a finished run; choose another folder, or --force to replace it");
  if (has_parts(folder))
    throw IoError(folder.string() +
                  " holds a run that was stopped; --resume continues it, --force starts over");
}

void check_folder(PlanCard const& asked, RunSetting const& setting) {
  fs::path const& folder = setting.folder;
  if (setting.use != RunFolderUse::resume) return check_unused(folder, setting.use);
  if (fs::exists(folder / "parts" / asked.digest)) return;
  std::string const mend = "give what that run was given to go on with it, or --force to start over";
  if (std::optional<PlanCard> const held = held_run(folder)) {
    if (held->digest != asked.digest) throw InputError(differences(*held, asked, folder.string(), mend));
  } else if (has_parts(folder)) {
    throw InputError(Problem{{folder.string(), 0, 0},
                             "",
                             "holds a run of another plan",
                             "study, inputs, seed, settings or program differ",
                             mend});
  }
}

void add_finished(TrialTable const& trials, std::vector<ColumnInfo> const& columns, SegmentStore& store) {
  std::vector<std::span<double const>> values;
  for (ColumnInfo const& column : columns) {
    auto const found = trials.column(column.name, column.year);
    PLIMSOLL_EXPECT(found.has_value());  // equal plan digests have equal columns
    values.push_back(*found);
  }
  for (std::uint32_t block = 0; (block + 1) * lane_count <= trials.trials; ++block) {
    TrialRows rows{{block}, std::vector<Lanes>(values.size())};
    for (std::size_t column = 0; column < values.size(); ++column)
      std::copy_n(values[column].begin() + static_cast<std::ptrdiff_t>(rows.block.first_row()), lane_count,
                  rows.columns[column].begin());
    store.add(std::move(rows));
  }
}

}  // namespace plimsoll
