#pragma once

#include "workbook/book.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {

/// Payoff and its workings: the first year of every contract that has one, live in terms and held numbers.
void write_payoffs(Book& book, WorkbookInput const& input);

}  // namespace plimsoll
