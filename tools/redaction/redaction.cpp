#include "redaction/redaction.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_word = 12;

/// What pages and other readers look for: kinds of tables and columns, units, operations, views.
constexpr std::string_view words_read =
    "settlement parts savings owed reserve difference portfolio allocation together members fits total "
    "spend cash calendar budget kinds returns low_point quality patients tolerance triggers "
    "schedule floors holding deficiency levels participants movement opening change roll_forward "
    "options pairs regret worth scenarios paths grid tornado drivers sources importance gap "
    "layers top truncation dollars months trend position assumptions files defects totals "
    "categories means candidates credibility structure dependence copulas prior text cents "
    "percent whole_dollars fine_percent millions count number factor fraction years add subtract "
    "multiply divide min max less less_equal both either select column constant value round_cents "
    "mean mean_if_owing p_owe maximum_owed person_years member_months expenditure benchmark "
    "base_ffs upside before_carry carried_in carried_out paid_monthly prospective result_drivers "
    "quality_to_date adequacy best_estimate margin of_maximum technical board draft final run "
    "contract population panel draws experience trial held payoff NaN Infinity suppressed hidden ";

/// Whether it is one of those words, or a part of one that is joined by marks; numbers are years and levels.
bool is_word_of_outputs(std::string const& name) {
  if (std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c) != 0; }))
    return true;
  auto const ends = [](char c) { return c == ' ' || c == '_'; };
  for (std::size_t at = words_read.find(name); at != std::string_view::npos;
       at = words_read.find(name, at + 1))
    if ((at == 0 || ends(words_read[at - 1])) && ends(words_read[at + name.size()])) return true;
  return false;
}

bool is_word_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

void Redaction::name(std::string_view kind, std::string const& name) {
  if (name.empty() || name == "*" || whole_.contains(name)) return;
  if (is_word_of_outputs(name)) {
    refused_.push_back(std::string(kind) + " " + name);
    return;
  }
  piece(name, neutral(kind, name), true);
}

void Redaction::text(std::string_view kind, std::string const& text) {
  if (text.empty() || whole_.contains(text)) return;
  std::string const& instead = neutral(kind, text);
  if (text.size() > longest_word) piece(text, instead, false);
}

std::string const& Redaction::neutral(std::string_view kind, std::string const& name) {
  std::string const of(kind);
  return whole_[name] = of + "_" + std::to_string(++counts_[of]);
}

void Redaction::piece(std::string const& text, std::string const& instead, bool alone) {
  std::vector<Piece>& same = pieces_[text.front()];
  same.push_back({text, instead, alone});
  std::stable_sort(same.begin(), same.end(),
                   [](Piece const& a, Piece const& b) { return a.text.size() > b.text.size(); });
}

Redaction::Piece const* Redaction::piece_at(std::string_view text, std::size_t at) const {
  auto const same = pieces_.find(text[at]);
  if (same == pieces_.end()) return nullptr;
  bool const begins = at == 0 || !is_word_part(text[at - 1]);
  for (Piece const& piece : same->second) {
    if (!text.substr(at).starts_with(piece.text)) continue;
    std::size_t const end = at + piece.text.size();
    bool const by_itself =
        (begins || !is_word_part(piece.text.front())) &&
        (end == text.size() || !is_word_part(text[end]) || !is_word_part(piece.text.back()));
    if (by_itself || !piece.alone) return &piece;
  }
  return nullptr;
}

std::string Redaction::covered(std::string_view text) const {
  if (auto const known = whole_.find(text); known != whole_.end()) return known->second;
  std::string covered;
  for (std::size_t at = 0; at < text.size();)
    if (Piece const* const piece = piece_at(text, at)) {
      covered += piece->instead;
      at += piece->text.size();
    } else {
      covered += text[at++];
    }
  return covered;
}

Json Redaction::covered_document(Json const& document) const {
  if (!knows_any()) return document;
  if (document.is_string()) return covered(document.get_ref<std::string const&>());
  if (!document.is_structured()) return document;
  Json made = document.is_array() ? Json::array() : Json::object();
  for (auto const& [key, value] : document.items()) {
    if (document.is_array()) {
      made.push_back(covered_document(value));
      continue;
    }
    bool const by_id = value.is_object() && (key == "cells" || key == "figures");
    if (!by_id) {
      made[key] = covered_document(value);
      continue;
    }
    Json named = Json::object();
    for (auto const& [id, cell] : value.items())
      named[covered(std::string_view(id))] = covered_document(cell);
    made[key] = std::move(named);
  }
  return made;
}

}  // namespace plimsoll
