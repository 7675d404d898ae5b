#include "text/csv_stream.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/text_input.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t longest_cell = std::size_t{1} << 20;
constexpr std::size_t most_cells = 100'000;

struct Row {
  std::vector<std::string> cells;
  std::uint32_t line = 0;
};

// libcsv is C: its callbacks only collect, and nothing can be thrown through it.
struct Collector {
  std::vector<Row> done;
  Row open;
  std::uint32_t line = 1;
  int last_end = 0;
};

void on_cell(void* text, std::size_t size, void* data) {
  auto& collector = *static_cast<Collector*>(data);
  if (collector.open.cells.empty()) collector.open.line = collector.line;
  collector.open.cells.emplace_back(static_cast<char const*>(text), size);
  std::string const& cell = collector.open.cells.back();
  collector.line += static_cast<std::uint32_t>(std::count(cell.begin(), cell.end(), '\n'));
}

// Called for every unquoted line end, so that blank lines count; the second half of CR LF does not.
void on_row(int end, void* data) {
  auto& collector = *static_cast<Collector*>(data);
  bool const second_half = collector.open.cells.empty() && end == '\n' && collector.last_end == '\r';
  collector.last_end = collector.open.cells.empty() && second_half ? 0 : end;
  if (second_half) return;
  if (!collector.open.cells.empty()) collector.done.push_back(std::exchange(collector.open, {}));
  ++collector.line;
}

class Parser {
 public:
  Parser() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) throw std::bad_alloc();
  }
  ~Parser() { csv_free(&parser_); }
  Parser(Parser const&) = delete;
  Parser& operator=(Parser const&) = delete;

  bool parse(std::string_view text) {
    return csv_parse(&parser_, text.data(), text.size(), on_cell, on_row, &collector_) == text.size();
  }
  bool finish() { return csv_fini(&parser_, on_cell, on_row, &collector_) == 0; }
  std::vector<Row> take() { return std::exchange(collector_.done, {}); }
  std::uint32_t line() const { return collector_.line; }
  /// What the row that is open takes beyond any sense; empty where it is sound.
  std::string too_much() {
    if (csv_get_buffer_size(&parser_) > longest_cell) return "a cell is longer than 1 MiB";
    if (collector_.open.cells.size() > most_cells)
      return fmt::format("a row has more than {} cells", most_cells);
    return {};
  }

 private:
  csv_parser parser_;
  Collector collector_;
};

}  // namespace

void stream_csv(std::filesystem::path const& path, RowVisitor const& visit) {
  TextInput input(path);
  Parser parser;
  auto const hand_over = [&] {
    for (Row const& row : parser.take()) visit(row.cells, row.line);
  };
  for (std::string_view chunk = input.next(1); !chunk.empty(); chunk = input.next(parser.line())) {
    bool const sound = parser.parse(chunk);
    hand_over();
    if (!sound)
      input.refuse(parser.line(), fmt::format("row {} breaks the rules of quotes in CSV", parser.line()));
    if (std::string const what = parser.too_much(); !what.empty())
      input.refuse(parser.line(), what, "a quote that is never closed makes the rest of a file one cell");
  }
  if (!parser.finish()) input.refuse(parser.line(), "a quoted cell is never closed");
  hand_over();
}

}  // namespace plimsoll
