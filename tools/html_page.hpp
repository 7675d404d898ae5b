#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace plimsoll {

/// Throws IoError, saying how to get it, where the program was built without the chart library.
void expect_chart_library();

/// A page that needs nothing else, neither files nor network: the template `name`.html of tools/page with
/// style, scripts, chart library, licences and `data` put in. The page reads `data` from the element of id
/// "data".
std::string html_page(std::string const& name, nlohmann::ordered_json const& data);

}  // namespace plimsoll
