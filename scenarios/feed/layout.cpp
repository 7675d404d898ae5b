#include <charconv>

#include "feed/table.hpp"

namespace plimsoll {
namespace {

std::optional<FixedField::Format> format_of(std::string_view word) {
  if (word == "text") return FixedField::Format::text;
  if (word == "digits") return FixedField::Format::digits;
  if (word == "date") return FixedField::Format::date;
  if (word == "amount") return FixedField::Format::amount;
  return std::nullopt;
}

std::string_view word_of(std::string_view& rest) {
  std::size_t const begin = std::min(rest.find_first_not_of(' '), rest.size());
  std::size_t const end = std::min(rest.find(' ', begin), rest.size());
  std::string_view const word = rest.substr(begin, end - begin);
  rest.remove_prefix(end);
  return word;
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

std::optional<FixedField> field_of(std::string_view line) {
  std::string_view const span = word_of(line);
  std::optional<FixedField::Format> const format = format_of(word_of(line));
  std::string_view const name = word_of(line);
  std::size_t const dash = std::min(span.find('-'), span.size());
  std::size_t const first = number(span.substr(0, dash));
  std::size_t const last = dash < span.size() ? number(span.substr(dash + 1)) : 0;
  if (!format || name.empty() || !word_of(line).empty() || first == 0 || last < first) return std::nullopt;
  return FixedField{std::string(name), first - 1, last - first + 1, *format};
}

}  // namespace

std::vector<FixedField> fixed_layout(std::vector<std::string> const& lines, std::string const& key,
                                     std::vector<Problem>& problems) {
  std::vector<FixedField> fields;
  std::size_t next = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::optional<FixedField> field = field_of(lines[i]);
    std::string const at = key + "[" + std::to_string(i) + "]";
    if (!field) {
      problems.push_back(
          {{}, at, "is not \"FIRST-LAST FORMAT NAME\"", "", "FORMAT: text, digits, date or amount"});
      continue;
    }
    if (field->start != next)
      problems.push_back(
          {{}, at, "does not follow the field before it", "", "start at " + std::to_string(next + 1)});
    next = field->start + field->size;
    fields.push_back(*std::move(field));
  }
  return fields;
}

}  // namespace plimsoll
