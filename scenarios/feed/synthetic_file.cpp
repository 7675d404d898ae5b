#include "feed/synthetic_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace plimsoll {

SyntheticFile::SyntheticFile(std::filesystem::path const& folder, std::string name,
                             std::vector<std::string> columns)
    : name_(std::move(name)) {
  for (std::string& column : columns) fields_.push_back({std::move(column), 0, 0, FixedField::Format::text});
  open(folder);
  std::string header;
  for (FixedField const& field : fields_) header += (header.empty() ? "" : ",") + field.name;
  write_text(std::move(header));
  rows_ = 0;
}

SyntheticFile::SyntheticFile(std::filesystem::path const& folder, std::string name,
                             std::vector<FixedField> layout)
    : name_(std::move(name)),
      fields_(std::move(layout)),
      fixed_(true),
      width_(fields_.back().start + fields_.back().size) {
  open(folder);
}

void SyntheticFile::open(std::filesystem::path const& folder) {
  for (std::size_t i = 0; i < fields_.size(); ++i) places_[fields_[i].name] = i;
  aside_.emplace(folder / name_, Overwrite::replace);
  file_.reset(std::fopen(aside_->aside().c_str(), "wb"));
  if (!file_) throw IoError(name_ + " cannot be written: " + std::strerror(errno));
}

std::string SyntheticFile::text_of(MadeRow const& row) const {
  if (fixed_) {
    std::string text(width_, ' ');
    for (auto const& [column, cell] : row) {
      FixedField const& field = fields_[places_.at(column)];
      text.replace(field.start, std::min(cell.size(), field.size), cell, 0, field.size);
    }
    return text;
  }
  std::vector<std::string const*> cells(fields_.size(), nullptr);
  for (auto const& [column, cell] : row) cells[places_.at(column)] = &cell;
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    if (cells[i]) text += *cells[i];
  }
  return text;
}

std::uint32_t SyntheticFile::write(MadeRow const& row) {
  return write_text(text_of(row));
}

std::uint32_t SyntheticFile::write_text(std::string text) {
  text += '\n';
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size())
    throw IoError(name_ + " cannot be written: " + std::strerror(errno));
  ++rows_;
  return ++line_;
}

void SyntheticFile::close() {
  if (std::fclose(file_.release()) != 0) throw IoError(name_ + " cannot be written: " + std::strerror(errno));
}

}  // namespace plimsoll
