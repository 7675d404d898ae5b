#pragma once

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/scratch.hpp"
#include "workbook/sheet.hpp"

struct lxw_workbook;

namespace plimsoll {

/// Something that must hold between cells, and the formula that says whether it does.
struct BookCheck {
  std::string says;
  std::string formula;  ///< TRUE or FALSE, without the = in front
};

/// A workbook being made, its texts under the names `names` puts in place of theirs. Nothing of it is on disk
/// under its own name before `write`.
class Book {
 public:
  explicit Book(std::string const& title, Redaction names = {});
  ~Book();
  Book(Book const&) = delete;
  Book& operator=(Book const&) = delete;

  /// The sheet of that name, added behind the others where there is none. It stays where it is.
  Sheet& sheet(std::string const& name);
  std::list<Sheet> const& sheets() const { return sheets_; }

  /// Gives a cell or range a name, made plain and unlike all others; returns the name it got.
  std::string define(std::string const& wanted, std::string const& reference);

  void check(std::string says, std::string formula) {
    checks_.push_back({std::move(says), std::move(formula)});
  }
  std::vector<BookCheck> const& checks() const { return checks_; }

  /// Writes the file and ends the book. The same contents are the same bytes. Throws IoError where it cannot
  /// be written or, with `refuse`, is there.
  void write(std::filesystem::path const& path, Overwrite overwrite);

 private:
  ScratchFile scratch_;
  Redaction redaction_;
  lxw_workbook* workbook_ = nullptr;
  std::unique_ptr<Looks> looks_;
  std::list<Sheet> sheets_;
  std::set<std::string> names_;
  std::vector<BookCheck> checks_;
};

}  // namespace plimsoll
