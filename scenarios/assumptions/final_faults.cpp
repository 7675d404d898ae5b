#include <fmt/format.h>

#include <utility>

#include "assumptions/register_rows.hpp"
#include "plimsoll/scenarios/assumption_register.hpp"

namespace plimsoll {
namespace {

bool is_blank(std::string const& text) {
  return text.find_first_not_of(" \t\n\r") == std::string::npos;
}

class FinalFaults {
 public:
  explicit FinalFaults(LoadedStudy const& loaded) : loaded_(loaded) {}

  void purpose() {
    PurposeTable const& purpose = loaded_.study.purpose;
    blank("intended_use", is_blank(purpose.intended_use), "a reader must know which decision it serves",
          "write what will be decided by it");
    bool users = false;
    for (std::string const& user : purpose.intended_users) users = users || !is_blank(user);
    blank("intended_users", !users, "it is fit for those it was made for",
          "[\"CFO\", \"finance committee\"]");
    blank("responsible_actuary", is_blank(purpose.responsible_actuary), "somebody must answer for it",
          "name the person who signs");
    blank("information_date", is_blank(purpose.information_date),
          "data and rules are known up to some date, and no further", "information_date = 2026-06-30");
  }

  void inputs() {
    for (RegisterRow const& row : register_rows(loaded_)) {
      if (row.kind != InputKind::law && row.kind != InputKind::file) continue;
      if (is_blank(row.said.basis))
        unsourced(row, "basis", "judgment");
      else if (is_blank(row.said.source) && (row.said.basis != "judgment" || is_blank(row.said.owner)))
        unsourced(row, row.said.basis == "judgment" ? "source or owner" : "source", row.said.basis);
    }
  }

  std::vector<Problem> take() { return std::move(problems_); }

 private:
  void blank(std::string_view key, bool is, std::string why, std::string help) {
    if (!is) return;
    KeyPath const path = KeyPath("purpose") / key;
    problems_.push_back({loaded_.spot_of(path), path.text(), "is blank", std::move(why), std::move(help)});
  }
  void unsourced(RegisterRow const& row, std::string_view lacks, std::string const& basis) {
    bool const law = row.kind == InputKind::law;
    problems_.push_back(
        {loaded_.spot_of(row.key), row.key.text(), fmt::format("has no {}", lacks),
         law ? "a law is an assumption somebody made" : "a file is somebody's work",
         law ? fmt::format("beside the law: basis = \"{}\", source = \"...\", owner = \"...\"", basis)
             : fmt::format("[[assumption]] key = \"{}\", basis = \"{}\", source = \"...\"", row.key.text(),
                           basis == "judgment" ? "data" : basis)});
  }

  LoadedStudy const& loaded_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> final_faults(LoadedStudy const& loaded) {
  FinalFaults faults(loaded);
  faults.purpose();
  faults.inputs();
  return faults.take();
}

}  // namespace plimsoll
