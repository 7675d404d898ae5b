#pragma once

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace plimsoll {

/// Throws IoError, saying how to get it, where the program was built without the chart library.
void expect_chart_library();

/// A page that needs nothing else, neither files nor network: the template `name`.html of tools/page with
/// style, scripts, chart library, licences and `data` put in. The page reads `data` from the element of id
/// "data". Further marks of the template, such as {{live}}, are filled with the texts of `beside`, which must
/// hold no `<`.
std::string html_page(std::string const& name, nlohmann::ordered_json const& data,
                      std::map<std::string, std::string, std::less<>> const& beside = {});

}  // namespace plimsoll
