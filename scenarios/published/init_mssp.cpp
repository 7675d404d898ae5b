#include "plimsoll/scenarios/init_mssp.hpp"

#include <fmt/format.h>

#include "acos/aco_history.hpp"
#include "acos/aco_tables.hpp"
#include "acos/mssp_track.hpp"
#include "study/track_packs.hpp"

namespace plimsoll {
namespace {

/// The head of a study of one ACO: what it is and how it fared.
class StudyHead {
 public:
  StudyHead(MsspResults const& from, AcoHistory& aco, MsspTrack const& track, int settled)
      : from_(from), aco_(aco), track_(track), settled_(settled) {}

  std::string write() {
    line("# {}, {}: {} in {}.", one_line(from_.aco), one_line(aco_.text("aco_name")), track_.title,
         aco_.year());
    line(
        "# Made by plimsoll init mssp from public results. Behind each value stand the file, performance "
        "year "
        "and column");
    line("# it was read from; what no column says is marked \"assumption\": put in your own.");
    past_savings();
    line("schema = \"study/1\"\ntitle = \"MSSP {}, {}, from the results of {}\"\n", one_line(from_.aco),
         track_.title, aco_.year());
    line("[purpose]\nintended_use = \"Started from public results, to be completed with own figures\"\n");
    line(
        "[run]\ntrials = 10_000\nseed = 20260715\nengine = \"panel\" # one draw for each enrolment type and "
        "year");
    line("performance_years = [{}]\n", settled_);
    line(
        "[reserve]\npolicy = \"percentile\" # assumption: the amount that is enough in 95 of 100 years\n"
        "level = 0.95\n");
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  }

  void past_savings() {
    line("#\n# Its own savings rates (column {} of {}):", aco_.file().name_of("sav_rate"),
         one_line(from_.panel.filename().string()));
    for (std::size_t row : aco_.rows()) {
      auto const rate = aco_.number(row, "sav_rate");
      std::string const id = aco_.text(row, "aco_id");
      if (rate)
        line("#   {}  {:6.2f} %{}", aco_.year_of(row), 100.0 * *rate,
             id == from_.aco ? "" : "  as " + one_line(id));
    }
    if (aco_.year() == 2013)
      line(
          "# The first year of many ACOs was 18 or 21 months long: totals of 2013 are not those of a "
          "calendar year.");
    line("");
  }

  MsspResults const& from_;
  AcoHistory& aco_;
  MsspTrack const& track_;
  int settled_;
  std::string text_;
};

}  // namespace

StartedStudy start_mssp_study(MsspResults const& from) {
  AcoResults file(from.panel, from.year);
  AcoHistory aco(file, from.aco, from.year);
  MsspTrack const& track = mssp_track(aco.text("track"));
  ChosenPack const pack = newest_pack(track, aco.year());
  AcoTables const tables = aco_tables(aco, track, pack, {"aco", "mssp", "mssp"});
  StartedStudy study{StudyHead(from, aco, track, pack.year).write() + tables.text +
                         "\n[scenario.quality_miss]\n\"contract.mssp.quality.score\" = 0.40\n",
                     aco.year(),
                     pack.name,
                     {}};
  aco.raise_faults();
  if (tables.types_shared_out > 0)
    study.notices.push_back(fmt::format(
        "{} enrolment types of few members, or without published figures, are shared out over the others",
        tables.types_shared_out));
  return study;
}

}  // namespace plimsoll
