#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "feed/table.hpp"
#include "plimsoll/sim/aside_file.hpp"

namespace plimsoll {

/// Cells of one row by column; columns left out are blank.
using MadeRow = std::vector<std::pair<std::string_view, std::string>>;

/// A file being written, CSV with a header or fixed width by a layout.
class SyntheticFile {
 public:
  SyntheticFile(std::filesystem::path const& folder, std::string name, std::vector<std::string> columns);
  SyntheticFile(std::filesystem::path const& folder, std::string name, std::vector<FixedField> layout);

  /// The number of the row in the file.
  std::uint32_t write(MadeRow const& row);
  /// The row's text is changed before it is written.
  std::uint32_t write_text(std::string text);
  std::string text_of(MadeRow const& row) const;
  std::string const& name() const { return name_; }
  std::int64_t rows() const { return rows_; }
  std::size_t width() const { return width_; }
  /// Hands the rows over to the disk; the file has its name once it is committed.
  void close();
  void commit() { aside_->commit(); }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void open(std::filesystem::path const& folder);

  std::string name_;
  std::optional<AsideFile> aside_;  ///< outlives the file that is open on it
  std::vector<FixedField> fields_;  ///< of a CSV: the names
  std::unordered_map<std::string_view, std::size_t> places_;
  std::unique_ptr<std::FILE, Close> file_;
  bool fixed_ = false;
  std::size_t width_ = 0;
  std::uint32_t line_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace plimsoll
