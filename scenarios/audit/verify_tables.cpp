#include "audit/verify_tables.hpp"

#include <array>

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 4> closeness_names{
    "the same bits", "the same within a cent or a part in 10^9",
    "other draws of the same law: figures within 4.9 standard errors", "not the same"};

char const* state_text(FileState state) {
  switch (state) {
    case FileState::same: return "same";
    case FileState::changed: return "CHANGED";
    case FileState::missing: return "MISSING";
  }
  return "";
}

Table files_table(std::vector<HashedFile> const& files) {
  TableBuilder table("verify.files", "Files hashed again");
  for (char const* column : {"role", "file", "state"})
    table.column(column, column, Unit::none, Presentation::text);
  for (std::size_t i = 0; i < files.size(); ++i)
    table.row(std::to_string(i + 1), {files[i].role, files[i].name, std::string(state_text(files[i].state))});
  return table.build();
}

Table trials_table(Verification const& told) {
  TableBuilder table("verify.trials", "Trials drawn again");
  table.column("what", "what", Unit::none, Presentation::text);
  table.column("count", "count", Unit::count, Presentation::count);
  auto const row = [&](char const* id, char const* what, std::uint64_t count) {
    table.row(id, {std::string(what), exact_figure({}, static_cast<double>(count), Unit::count)});
  };
  row("blocks", "blocks of 256 trials drawn again", told.blocks);
  row("of_blocks", "blocks of the run", told.of_blocks);
  row("trials", "trials compared", told.trials);
  row("numbers", "numbers compared", told.numbers);
  row("differing", "numbers that are not the same to the bit", told.differing);
  return table.build();
}

}  // namespace

std::string_view name_of(Closeness closeness) {
  return closeness_names[static_cast<std::size_t>(closeness)];
}

std::vector<Table> verify_tables(Verification const& told, std::vector<HashedFile> const& files) {
  std::vector<Table> tables{files_table(files)};
  if (told.reached) tables.push_back(trials_table(told));
  return tables;
}

}  // namespace plimsoll
