// Stands in for the other files of this folder where libxlsxwriter was not there at configure time.
#include "plimsoll/core/errors.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {

void expect_workbook_library() {
  throw IoError(
      "this plimsoll was built without the library that writes workbooks, so it writes no report.xlsx; "
      "install "
      "Debian's package libxlsxwriter-dev (`make packages` does) and build again");
}

void write_workbook(std::filesystem::path const&, WorkbookInput const&, Overwrite) {
  expect_workbook_library();
}

}  // namespace plimsoll
