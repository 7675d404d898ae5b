#include "plimsoll/scenarios/term_numbers.hpp"

#include <map>

namespace plimsoll {
namespace {

/// Collects the numbers of one term, whatever its fields are made of.
class Collector {
 public:
  Collector(NamedTerm const& named, std::vector<TermNumber>& numbers) : named_(named), numbers_(numbers) {}

  template <Described T>
  void collect(T const& part) {
    for_each_field<T>([&](auto const& field) {
      field_ = TermNumber{{},
                          named_.name,
                          clause_of(named_.term).kind,
                          std::string(field.says),
                          cited(field.key),
                          field.unit,
                          field.range,
                          {}};
      value(part.*field.at);
    });
  }

 private:
  std::string cited(std::string_view key) const {
    for (std::string const& under : {std::string(key), std::string()})
      if (auto const found = named_.cites.find(under); found != named_.cites.end()) return found->second;
    return std::string(clause_of(named_.term).cites);
  }

  void add(KeyPath path, std::vector<double> fixed, std::string const& also = {}) {
    if (path.empty()) return;
    numbers_.push_back(field_);
    numbers_.back().path = std::move(path);
    numbers_.back().says += also;
    numbers_.back().fixed = std::move(fixed);
  }

  void value(Quantity const& quantity) {
    std::vector<double> fixed;
    for (std::size_t year = 0; quantity.is_fixed() && year < quantity.years_listed(); ++year)
      fixed.push_back(quantity.fixed(year));
    add(quantity.path(), std::move(fixed));
  }
  void value(TablePoint const& point) {
    if (point.path.empty()) return;
    std::string const number = point.path.keys().back();
    add(point.path / "at", {point.at}, ": where " + number + " begins");
    add(point.path / "value", {point.value}, ": " + number);
  }
  template <class T>
  void value(std::optional<T> const& given) {
    if (given) value(*given);
  }
  template <class T>
  void value(std::vector<T> const& list) {
    for (T const& item : list) value(item);
  }
  template <class T>
  void value(std::map<std::string, T> const& by_name) {
    for (auto const& [name, item] : by_name) value(item);
  }
  template <Described T>
  void value(T const& part) {
    TermNumber const outer = field_;
    collect(part);
    field_ = outer;
  }
  template <class T>
  requires(!Described<T>) void value(T const&) {}  // text, switches and choices are no numbers

  NamedTerm const& named_;
  std::vector<TermNumber>& numbers_;
  TermNumber field_;
};

}  // namespace

std::vector<TermNumber> numbers_of(std::vector<NamedTerm> const& terms) {
  std::vector<TermNumber> numbers;
  for (NamedTerm const& named : terms)
    std::visit([&](auto const& term) { Collector(named, numbers).collect(term); }, named.term);
  return numbers;
}

}  // namespace plimsoll
