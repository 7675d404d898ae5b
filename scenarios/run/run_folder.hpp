#pragma once

#include <cstdint>
#include <filesystem>

#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/sim/segment_store.hpp"
#include "run/plan_card.hpp"

namespace plimsoll {

/// Whether a folder holds segments of any run.
bool has_parts(std::filesystem::path const& folder);

/// Throws IoError where the folder cannot be used as asked, InputError where `resume` meets a run of another
/// plan, with every difference.
void check_folder(PlanCard const& asked, RunSetting const& setting);

/// The same for a folder where something is started over or for the first time.
void check_unused(std::filesystem::path const& folder, RunFolderUse use);

/// Adds the whole blocks of finished trials to the store; expects the columns of the plan among theirs.
void add_finished(TrialTable const& trials, std::vector<ColumnInfo> const& columns, SegmentStore& store);

}  // namespace plimsoll
