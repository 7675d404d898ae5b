#include "workbook/book.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <span>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/whole_file.hpp"
#include "workbook/whole_parts.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// The same in every workbook: a run has no date of its own, and equal runs are equal files.
constexpr time_t fixed_date = 946'684'800;  // 2000-01-01, 00:00 UTC

void expect(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw IoError(std::string("the workbook could not be made: ") + lxw_strerror(error));
}

std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

Book::Book(std::string const& title, Redaction names)
    : scratch_(fs::temp_directory_path(), "workbook.xlsx"), redaction_(std::move(names)) {
  std::string folder = scratch_.folder().string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  workbook_ = workbook_new_opt(scratch_.path().c_str(), &options);
  if (workbook_ == nullptr) throw IoError("the workbook could not be begun");
  looks_ = std::make_unique<Looks>(workbook_);
  std::string of_title = redaction_.covered(title), author = "plimsoll";
  lxw_doc_properties properties{};
  properties.title = of_title.data();
  properties.author = author.data();
  properties.created = fixed_date;
  expect(workbook_set_properties(workbook_, &properties));
}

Book::~Book() {
  if (workbook_ != nullptr) lxw_workbook_free(workbook_);
}

Sheet& Book::sheet(std::string const& name) {
  for (Sheet& sheet : sheets_)
    if (sheet.name() == name) return sheet;
  lxw_worksheet* const worksheet = workbook_add_worksheet(workbook_, name.c_str());
  if (worksheet == nullptr) throw IoError("the sheet " + name + " could not be added");
  return sheets_.emplace_back(workbook_, worksheet, *looks_, redaction_, name);
}

std::string Book::define(std::string const& wanted, std::string const& reference) {
  constexpr std::size_t longest = 100;  // Excel takes 128 characters, the sheet's among them
  std::string const plain = plain_name(redaction_.covered(wanted)).substr(0, longest);
  std::string name = plain;
  for (int number = 2; !names_.insert(lowered(name)).second; ++number)
    name = plain + "_" + std::to_string(number);
  expect(workbook_define_name(workbook_, name.c_str(), ("=" + reference).c_str()));
  return name;
}

void Book::write(fs::path const& path, Overwrite overwrite) {
  for (Sheet& sheet : sheets_) sheet.set_page();
  lxw_error const closed = workbook_close(workbook_);
  workbook_ = nullptr;  // closing frees it whatever comes of it
  expect(closed);
  std::string const bytes = read_whole_file(scratch_.path());
  expect_whole_parts(bytes);
  write_aside(path, std::as_bytes(std::span(bytes)), overwrite);
}

}  // namespace plimsoll
