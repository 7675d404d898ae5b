#include "feed/table.hpp"

#include <algorithm>

#include "feed/patterns.hpp"
#include "plimsoll/core/nearest.hpp"
#include "text/csv_stream.hpp"
#include "text/text_input.hpp"

namespace plimsoll {
namespace {

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  return cell == "~" ? std::string_view{} : cell;
}

bool holds(FixedField const& field, std::string_view cell) {
  if (cell.empty()) return true;
  switch (field.format) {
    case FixedField::Format::text: return true;
    case FixedField::Format::digits:
      return std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    case FixedField::Format::date: return parse_day(cell).has_value();
    case FixedField::Format::amount: return parse_cents(cell).has_value();
  }
  return false;
}

bool is_unused(TableMap const& map, std::string const& column) {
  return std::any_of(map.unused.begin(), map.unused.end(),
                     [&](std::string const& pattern) { return matches(pattern, column); });
}

/// Places of the wanted columns among those of the file, all known at once.
std::vector<std::size_t> places_in(std::vector<std::string> const& header, std::string const& file,
                                   Wanted const& wanted) {
  std::vector<std::size_t> places;
  std::vector<Problem> problems;
  for (std::string const& column : wanted.columns()) {
    auto const found = std::find(header.begin(), header.end(), column);
    if (found == header.end()) {
      std::string const near = nearest(column, header);
      problems.push_back(
          {{file, 1, 0}, column, "missing column", "", near.empty() ? "" : "did you mean " + near + "?"});
    } else if (std::find(found + 1, header.end(), column) != header.end()) {
      problems.push_back({{file, 1, 0}, column, "column stands twice in the header", "", ""});
    }
    places.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return places;
}

/// A name as it can be printed anywhere.
std::string printable(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return name;
}

void note_unmapped(std::vector<std::string> const& header, std::string const& file, TableMap const& map,
                   Wanted const& wanted, DefectBook& defects) {
  for (std::string const& column : header)
    if (std::find(wanted.columns().begin(), wanted.columns().end(), column) == wanted.columns().end() &&
        !is_unused(map, column))
      defects.note(Check::unmapped_column, file, printable(column), 1);
}

std::int64_t stream_csv_table(std::filesystem::path const& path, std::string const& file, TableMap const& map,
                              Wanted const& wanted, DefectBook& defects,
                              std::function<void(FeedRow const&)> const& visit) {
  std::int64_t rows = -1;
  std::size_t width = 0;
  std::vector<std::size_t> places;
  FeedRow row(file, wanted, defects);
  stream_csv(path, [&](std::vector<std::string> const& cells, std::uint32_t line) {
    if (++rows == 0) {
      places = places_in(cells, path.string(), wanted);
      note_unmapped(cells, file, map, wanted, defects);
      width = cells.size();
      return;
    }
    if (cells.size() != width) return defects.note(Check::unreadable_row, file, "", line);
    row.enter(line);
    for (std::size_t i = 0; i < places.size(); ++i) row.put(i, cells[places[i]]);
    visit(row);
  });
  return std::max<std::int64_t>(rows, 0);
}

std::int64_t stream_fixed_table(std::filesystem::path const& path, std::string const& file,
                                TableMap const& map, Wanted const& wanted, DefectBook& defects,
                                std::function<void(FeedRow const&)> const& visit) {
  std::vector<Problem> problems;
  std::vector<FixedField> const fields = fixed_layout(map.layout, "layout", problems);
  std::vector<std::string> header;
  for (FixedField const& field : fields) header.push_back(field.name);
  std::vector<std::size_t> const places = places_in(header, path.string(), wanted);
  std::size_t const length = fields.back().start + fields.back().size;
  std::int64_t rows = 0;
  FeedRow row(file, wanted, defects);
  stream_lines(path, [&](std::string_view line, std::uint32_t number) {
    ++rows;
    if (line.size() != length) return defects.note(Check::unreadable_row, file, "", number);
    for (FixedField const& field : fields)
      if (field.format != FixedField::Format::text &&
          !holds(field, trimmed(line.substr(field.start, field.size))))
        return defects.note(Check::shifted_field, file, field.name, number);
    row.enter(number);
    for (std::size_t i = 0; i < places.size(); ++i)
      row.put(i, line.substr(fields[places[i]].start, fields[places[i]].size));
    visit(row);
  });
  return rows;
}

}  // namespace

std::size_t Wanted::bind(std::string const& column) {
  auto const found = std::find(columns_.begin(), columns_.end(), column);
  if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
  columns_.push_back(column);
  return columns_.size() - 1;
}

std::vector<std::size_t> Wanted::bind(std::vector<std::string> const& columns) {
  std::vector<std::size_t> places;
  for (std::string const& column : columns) places.push_back(bind(column));
  return places;
}

std::optional<std::size_t> Wanted::bind(std::optional<std::string> const& column) {
  return column ? std::optional(bind(*column)) : std::nullopt;
}

void FeedRow::put(std::size_t place, std::string_view cell) {
  cells_[place] = trimmed(cell);
}

std::optional<Day> FeedRow::day(std::size_t place) const {
  std::optional<Day> const day = parse_day(text(place));
  if (!day) note(Check::not_a_date, place);
  return day;
}

std::optional<Month> FeedRow::month(std::size_t place) const {
  std::optional<Month> const month = parse_month(text(place));
  if (!month) note(Check::not_a_date, place);
  return month;
}

std::optional<std::int64_t> FeedRow::cents(std::vector<std::size_t> const& places) const {
  std::int64_t sum = 0;
  bool any = false;
  for (std::size_t const place : places) {
    if (text(place).empty()) continue;
    std::optional<std::int64_t> const amount = parse_cents(text(place));
    if (!amount) {
      note(Check::not_an_amount, place);
      return std::nullopt;
    }
    any = true;
    sum += *amount;
  }
  if (any || places.empty()) return sum;
  note(Check::not_an_amount, places.front());
  return std::nullopt;
}

void FeedRow::note(Check check, std::size_t place, std::uint32_t member, std::int64_t amount) const {
  defects_->note(check, file(), name(place), line_, member, amount);
}

std::vector<std::filesystem::path> files_of(std::filesystem::path const& folder,
                                            std::vector<std::string> const& patterns) {
  std::vector<std::filesystem::path> found;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    std::string const name = entry.path().filename().string();
    if (entry.is_regular_file() &&
        std::any_of(patterns.begin(), patterns.end(), [&](std::string const& pattern) {
          return matches(pattern, name) || matches(pattern + ".gz", name);
        }))
      found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::int64_t stream_table(std::filesystem::path const& path, TableMap const& map, Wanted const& wanted,
                          DefectBook& defects, std::function<void(FeedRow const&)> const& visit) {
  std::string const file = path.filename().string();
  return map.layout.empty() ? stream_csv_table(path, file, map, wanted, defects, visit)
                            : stream_fixed_table(path, file, map, wanted, defects, visit);
}

}  // namespace plimsoll
