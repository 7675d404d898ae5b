#include "workbook/whole_parts.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>
#include <string>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

[[noreturn]] void refuse_part(std::string_view part) {
  throw IoError(
      fmt::format("the workbook could not be made: its part {} was cut short; the folder of temporary files "
                  "(TMPDIR) may be full",
                  part));
}

/// A number of the archive, lowest byte first (APPNOTE.TXT of the ZIP format, 4.3).
std::size_t number_at(std::string_view archive, std::size_t at, std::size_t bytes) {
  if (at > archive.size() || archive.size() - at < bytes) refuse_part("list");
  std::size_t number = 0;
  for (std::size_t i = bytes; i-- > 0;) number = number << 8 | static_cast<unsigned char>(archive[at + i]);
  return number;
}

std::string_view slice(std::string_view archive, std::size_t at, std::size_t size) {
  if (at > archive.size() || archive.size() - at < size) refuse_part("list");
  return archive.substr(at, size);
}

std::string inflated(std::string_view packed, std::size_t size, std::string_view part) {
  std::string text(size, '\0');
  z_stream stream{};
  constexpr int raw = -MAX_WBITS;
  if (inflateInit2(&stream, raw) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  int const code = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (code != Z_STREAM_END || stream.total_out != size) refuse_part(part);
  return text;
}

/// Whether the text closes the element it opens first: `<worksheet ...> ... </worksheet>`.
bool closes(std::string_view xml) {
  std::size_t start = xml.starts_with("<?") ? xml.find("?>") : 0;
  if (start == std::string_view::npos || (start = xml.find('<', start)) == std::string_view::npos)
    return false;
  std::string_view const rest = xml.substr(start);
  std::string_view const name = rest.substr(1, rest.find_first_of(" />\r\n") - 1);
  std::size_t const last = xml.find_last_not_of(" \r\n");
  if (last == std::string_view::npos) return false;
  std::string_view const end = xml.substr(0, last + 1);
  return end.ends_with(fmt::format("</{}>", name)) ||
         (end.ends_with("/>") && rest.find('>') == end.size() - 1 - start);
}

}  // namespace

void expect_whole_parts(std::string_view workbook) {
  constexpr std::size_t end_size = 22, entry_size = 46, head_size = 30;
  if (workbook.size() < end_size) refuse_part("list");
  std::size_t const end = workbook.size() - end_size;  // the library writes no comment behind it
  std::size_t at = number_at(workbook, end + 16, 4);
  for (std::size_t entries = number_at(workbook, end + 10, 2); entries > 0; --entries) {
    std::size_t const packed_size = number_at(workbook, at + 20, 4), size = number_at(workbook, at + 24, 4);
    std::size_t const name_size = number_at(workbook, at + 28, 2), head = number_at(workbook, at + 42, 4);
    std::string_view const part = slice(workbook, at + entry_size, name_size);
    std::size_t const data =
        head + head_size + number_at(workbook, head + 26, 2) + number_at(workbook, head + 28, 2);
    bool const is_xml = part.ends_with(".xml") || part.ends_with(".rels");
    if (is_xml && !closes(inflated(slice(workbook, data, packed_size), size, part))) refuse_part(part);
    at += entry_size + name_size + number_at(workbook, at + 30, 2) + number_at(workbook, at + 32, 2);
  }
}

}  // namespace plimsoll
