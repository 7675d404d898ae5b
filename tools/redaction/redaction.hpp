#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

/// Names of an organisation and what stands for each of them in what is passed on: `contract_1` for the first
/// contract, in every table and text alike. Numbers are not touched. One that knows no name changes nothing.
class Redaction {
 public:
  /// Replaced wherever it stands by itself, between characters that are no letters or digits: ids are joined
  /// by marks. A name that is known already keeps what stands for it.
  void name(std::string_view kind, std::string const& name);
  /// Replaced where it is a whole text, and inside another where it is too long to be a word by chance.
  void text(std::string_view kind, std::string const& text);

  bool knows_any() const { return !whole_.empty(); }
  /// Names that are words of the outputs themselves, which no reader could do without.
  std::vector<std::string> const& words_of_outputs() const { return refused_; }

  std::string covered(std::string_view text) const;
  /// Every text in it, and the keys of `cells` and `figures`, which are ids.
  nlohmann::ordered_json covered_document(nlohmann::ordered_json const& document) const;

 private:
  struct Piece {
    std::string text, instead;
    bool alone;  ///< to be replaced only where it stands by itself
  };
  std::string const& neutral(std::string_view kind, std::string const& name);
  void piece(std::string const& text, std::string const& instead, bool alone);
  Piece const* piece_at(std::string_view text, std::size_t at) const;

  std::map<std::string, std::string, std::less<>> whole_;
  std::map<char, std::vector<Piece>> pieces_;  ///< by first character, longest first
  std::map<std::string, int, std::less<>> counts_;
  std::vector<std::string> refused_;
};

}  // namespace plimsoll
