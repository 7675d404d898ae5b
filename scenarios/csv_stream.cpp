#include "csv_stream.hpp"

#include <csv.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

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

 private:
  csv_parser parser_;
  Collector collector_;
};

struct Close {
  void operator()(gzFile_s* file) const { gzclose_r(file); }
};
using Input = std::unique_ptr<gzFile_s, Close>;

[[noreturn]] void refuse(std::filesystem::path const& path, std::uint32_t line, std::string what,
                         std::string suggestion = {}) {
  throw InputError(Problem{{path.string(), line, 0}, {}, std::move(what), {}, std::move(suggestion)});
}

Input open(std::filesystem::path const& path) {
  if (std::filesystem::is_directory(path)) refuse(path, 0, "is a folder, not a CSV file");
  errno = 0;
  Input input(gzopen(path.c_str(), "rb"));
  if (!input)
    refuse(path, 0, fmt::format("cannot be read: {}", errno ? std::strerror(errno) : "out of memory"));
  gzbuffer(input.get(), 1 << 17);
  return input;
}

// Empty at the end of the file. zlib reports a gzip that stops early only after handing out what it could
// decode.
std::string_view next_chunk(gzFile_s* input, std::vector<char>& buffer, std::filesystem::path const& path,
                            std::uint32_t line) {
  int const size = gzread(input, buffer.data(), static_cast<unsigned>(buffer.size()));
  int code = Z_OK;
  gzerror(input, &code);
  if (code == Z_BUF_ERROR && size <= 0)
    refuse(path, line, fmt::format("the gzip file is truncated: it breaks off in row {}", line),
           "copy it again");
  if (size < 0 && code == Z_ERRNO)
    refuse(path, line, fmt::format("cannot be read: {}", std::strerror(errno)));
  if (size < 0)
    refuse(path, line, fmt::format("the gzip file is corrupt at or after row {}", line), "copy it again");
  return {buffer.data(), static_cast<std::size_t>(size)};
}

}  // namespace

void stream_csv(std::filesystem::path const& path, RowVisitor const& visit) {
  Input const input = open(path);
  Parser parser;
  std::vector<char> buffer(1 << 16);
  bool first = true;
  auto const hand_over = [&] {
    for (Row const& row : parser.take()) visit(row.cells, row.line);
  };
  for (;;) {
    std::string_view chunk = next_chunk(input.get(), buffer, path, parser.line());
    if (chunk.empty()) break;
    if (std::exchange(first, false) && chunk.starts_with("\xEF\xBB\xBF")) chunk.remove_prefix(3);
    bool const sound = parser.parse(chunk);
    hand_over();
    if (!sound)
      refuse(path, parser.line(), fmt::format("row {} breaks the rules of quotes in CSV", parser.line()));
  }
  if (first) refuse(path, 0, "the file is empty");
  if (!parser.finish()) refuse(path, parser.line(), "a quoted cell is never closed");
  hand_over();
}

}  // namespace plimsoll
