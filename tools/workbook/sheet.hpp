#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "redaction/redaction.hpp"
#include "workbook/cell_names.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace plimsoll {

/// What a cell holds, and so how it is shown. Negative numbers stand in parentheses.
enum class Look {
  title,
  heading,
  text,
  note,
  cents,
  whole_dollars,
  millions,
  percent,
  fine_percent,
  count,
  number,
  general,
  date,
  month,
  truth,
  link,
};

/// Blue is for numbers a reader may type; errors and engine figures are paler than what they stand beside.
enum class Shade { black, blue, pale };

/// Formats of one workbook, each made once.
class Looks {
 public:
  explicit Looks(lxw_workbook* workbook) : workbook_(workbook) {}
  lxw_format* format(Look look, Shade shade);

 private:
  lxw_workbook* workbook_;
  std::map<std::pair<Look, Shade>, lxw_format*> made_;
};

/// A calendar day; day 0 is a whole month.
struct Day {
  int year = 0, month = 0, day = 0;
};

/// One line or one row of bars.
struct ChartSeries {
  std::string name;        ///< as in the legend
  std::string categories;  ///< range of a sheet: x values, or names of bars
  std::string values;
};

struct ChartText {
  std::string title, x, y;
  std::string says;  ///< in words, for whoever cannot see it
};

enum class ChartKind { line, bars, columns };

/// A worksheet; formulas are written without the = in front. Names in its texts are replaced as `names` says.
class Sheet {
 public:
  Sheet(lxw_workbook* workbook, lxw_worksheet* worksheet, Looks& looks, Redaction const& names,
        std::string name);

  std::string const& name() const { return name_; }
  /// The cell or range as other sheets call it.
  std::string reference(Place at) const;
  std::string reference(Place from, Place to) const;

  /// Text, never a formula, whatever it begins with.
  void text(Place at, std::string const& text, Look look = Look::text);
  /// A number that is not finite leaves the cell empty.
  void number(Place at, double value, Look look, Shade shade = Shade::black);
  /// `value` is shown until the formula is calculated.
  void formula(Place at, std::string const& formula, double value, Look look, Shade shade = Shade::black);
  /// A formula that is TRUE or FALSE; it says "recalculate" until it is calculated.
  void truth(Place at, std::string const& formula);
  /// A formula whose result is text.
  void text_formula(Place at, std::string const& formula, std::string const& value);
  void day(Place at, Day const& day);
  /// A way to another sheet of the book.
  void link(Place at, Sheet const& to);

  void width(std::uint16_t first, std::uint16_t last, double characters);
  /// Rows above and columns left of `at` stay in sight, and on every printed page.
  void freeze(Place at);
  void chart(Place at, ChartKind kind, ChartText const& text, std::span<ChartSeries const> series);

  std::uint32_t rows_used() const { return used_.row; }
  /// Paper, print area and footer; once, after the last cell.
  void set_page();

 private:
  void reach(Place at);
  lxw_workbook* workbook_;
  lxw_worksheet* worksheet_;
  Looks& looks_;
  Redaction const& names_;
  std::string name_;
  Place used_;    ///< one beyond the last cell
  Place frozen_;  ///< as frozen
};

}  // namespace plimsoll
