#include "live/live_limits.hpp"

#include <algorithm>

#include "compile/kept_tallies.hpp"

namespace plimsoll {
namespace {

// On either side of the study's own limit: three reach from 0.56 to 1.8 times it. Where there are many curves
// one, 0.8 to 1.2 times, so that a page has room for more trials.
constexpr std::size_t most_each_side = 3, many_curves = 8;

/// Positions of what points read, the same tally's once.
class KeptPoints {
 public:
  KeptPoints(ExtendedProgram& extended, std::vector<std::size_t>& kept) : extended_(extended), kept_(kept) {}

  std::size_t column_of(TallyColumn const& source) {
    for (auto const& [known, column] : known_)
      if (same_source(known, source)) return column;
    kept_.push_back(extended_.keep(source));
    known_.emplace_back(source, kept_.size() - 1);
    return kept_.size() - 1;
  }

 private:
  ExtendedProgram& extended_;
  std::vector<std::size_t>& kept_;
  std::vector<std::pair<TallyColumn, std::size_t>> known_;
};

/// The term with the range that all its columns have points for.
LiveTerm within_points(LiveTerm term, std::vector<LimitColumn> const& columns) {
  for (LimitColumn const& column : columns) {
    term.number.range.low = std::max(term.number.range.low, column.points.front().limit);
    term.number.range.high = std::min(term.number.range.high, column.points.back().limit);
  }
  return term;
}

}  // namespace

TallyColumn const* OpenLimits::tally_of(ColumnSource const& source) const {
  auto const* const leaf = std::get_if<TallyColumn>(&source);
  if (leaf == nullptr || leaf->tally.shape != TallyShape::excess || !leaf->tally.limit->is_fixed())
    return nullptr;
  bool const is_term = std::any_of(terms_.begin(), terms_.end(), [&](LiveTerm const& term) {
    return term.number.path == leaf->tally.limit->path();
  });
  return is_term ? leaf : nullptr;
}

double OpenLimits::own_limit(TallyColumn const& source) const {
  std::size_t const base = study_.plan.years().base.size();
  return source.tally.limit->fixed(source.year < base ? 0 : source.year - base);
}

std::vector<double> OpenLimits::limits_near(TallyColumn const& source, std::size_t each_side) const {
  std::vector<double> limits = limits_kept(study_.plan.tallies(), source.tally);
  auto const own = std::find(limits.begin(), limits.end(), own_limit(source));
  PLIMSOLL_EXPECT(own != limits.end());
  auto const at = static_cast<std::size_t>(own - limits.begin());
  std::size_t const last = std::min(limits.size() - 1, at + each_side);
  return {own - static_cast<std::ptrdiff_t>(std::min(at, each_side)),
          limits.begin() + static_cast<std::ptrdiff_t>(last) + 1};
}

std::size_t OpenLimits::points_each_side() const {
  std::vector<ColumnSource> curves;
  for (Column const& open : columns_)
    if (std::none_of(curves.begin(), curves.end(),
                     [&](ColumnSource const& known) { return same_source(known, open.source); }))
      curves.push_back(open.source);
  return curves.size() > many_curves ? 1 : most_each_side;
}

void OpenLimits::keep_points(CutProgram const& cut, ExtendedProgram& extended,
                             std::vector<std::size_t>& kept) {
  for (std::size_t column = 0; column < cut.read.size(); ++column) {
    Step const& step = program_.steps[cut.read[column]];
    if (step.op != Op::column) continue;
    if (TallyColumn const* const source = tally_of(program_.columns[step.column]))
      columns_.push_back({*source, {column, source->tally.basis == LimitBasis::annualised, {}}});
  }
  KeptPoints points(extended, kept);
  std::size_t const each_side = points_each_side();
  for (auto& [source, live] : columns_)
    for (double limit : limits_near(source, each_side)) {
      TallyColumn at = source;
      at.tally.limit = limit;
      std::size_t const excess = limit == own_limit(source) ? live.column : points.column_of(at);
      at.tally = slope_of(at.tally);
      live.points.push_back({limit, excess, points.column_of(at)});
    }
}

std::optional<std::size_t> OpenLimits::column_of(ColumnSource const& source) const {
  TallyColumn const* const wanted = tally_of(source);
  for (Column const& open : columns_)
    if (wanted && same_source(open.source, source) &&
        open.source.tally.limit->path() == wanted->tally.limit->path())
      return open.live.column;
  return std::nullopt;
}

std::vector<LiveLimit> OpenLimits::limits() const {
  std::vector<LiveLimit> limits;
  for (LiveTerm const& term : terms_) {
    std::vector<LimitColumn> columns;
    for (Column const& open : columns_)
      if (open.source.tally.limit->path() == term.number.path) columns.push_back(open.live);
    if (!columns.empty()) limits.push_back({within_points(term, columns), std::move(columns)});
  }
  return limits;
}

}  // namespace plimsoll
