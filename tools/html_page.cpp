#include "html_page.hpp"

#include <nlohmann/json.hpp>

#include "page_parts.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Text inside a script element: a `<` could end it, and in JSON stands only in strings.
std::string script_text(nlohmann::ordered_json const& data) {
  std::string const text = data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string safe;
  for (char const c : text)
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  return safe;
}

std::string_view part(std::string_view name) {
  std::optional<std::string_view> const found = page_part(name);
  PLIMSOLL_EXPECT(found);
  return *found;
}

}  // namespace

void expect_chart_library() {
  if (!page_part("d3.min.js"))
    throw IoError(
        "this plimsoll was built without the chart library, so it writes no page; install Debian's package "
        "node-d3 (`make packages` does) and build again");
}

std::string html_page(std::string const& name, nlohmann::ordered_json const& data,
                      std::map<std::string, std::string, std::less<>> const& beside) {
  expect_chart_library();
  // A mark in the template, {{part}}, is replaced by the part; what was put in is not looked at again.
  std::string_view rest = part(name + ".html");
  std::string page;
  for (std::size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
    std::size_t const close = rest.find("}}", open);
    PLIMSOLL_EXPECT(close != std::string_view::npos);
    std::string_view const wanted = rest.substr(open + 2, close - open - 2);
    page += rest.substr(0, open);
    if (wanted == "data")
      page += script_text(data);
    else if (auto const text = beside.find(wanted); text != beside.end())
      page += text->second;
    else
      page += part(wanted);
    rest.remove_prefix(close + 2);
  }
  return page += rest;
}

}  // namespace plimsoll
