#pragma once

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hdf5_handle.hpp"

namespace plimsoll {

enum class Compression { none, deflate };

/// A two-dimensional data set of doubles.
struct Hdf5Matrix {
  Hdf5Handle handle;
  hsize_t rows = 0;
  hsize_t columns = 0;
};

/// The bytes of a finished file, with its seal.
class Hdf5Image {
 public:
  std::span<std::byte const> bytes() const { return {static_cast<std::byte const*>(buffer_.get()), size_}; }

 private:
  friend class Hdf5File;
  struct Free {
    void operator()(void* buffer) const { std::free(buffer); }
  };
  void append(std::string const& text);
  std::unique_ptr<void, Free> buffer_;
  std::size_t size_ = 0;
};

/// An HDF5 file in one session, in the few shapes we use: texts, whole numbers and doubles as attributes,
/// lists and matrices; `Number` is int, std::uint64_t or double. A file to be written is made in memory and
/// handed out as bytes: HDF5 1.10 crashes the process when the disk fills under it, while bytes can be
/// written aside safely. Behind what HDF5 wrote stands a seal, the SHA-256 of all bytes before it: HDF5
/// checks its own structure and our matrices, but no texts and no short lists. No object times and a fixed
/// format version: equal contents are equal bytes. Object names are absolute paths. Every failure is an
/// IoError naming the file.
class Hdf5File {
 public:
  static Hdf5File in_memory(std::filesystem::path const& file_to_be);
  /// Refuses a file whose bytes do not meet its seal, before HDF5 sees any of them.
  static Hdf5File open(std::filesystem::path const& file);

  /// Closes a file made in memory and gives its bytes; nothing else may be asked of it afterwards. Expects
  /// that no matrix of it is alive.
  Hdf5Image take_image();
  /// Makes the group and those on the way to it; one that is there stays.
  void make_group(std::string const& path);

  void write_attribute(std::string const& object, std::string const& name, std::string const& text);
  template <class Number>
  void write_attribute(std::string const& object, std::string const& name, Number number);
  template <class Number>
  void write_attribute(std::string const& object, std::string const& name,
                       std::vector<Number> const& numbers);
  void write(std::string const& path, std::string const& text);
  void write(std::string const& path, std::vector<std::string> const& texts);
  template <class Number>
  void write(std::string const& path, Number number);
  template <class Number>
  void write(std::string const& path, std::vector<Number> const& numbers);
  /// A matrix to be filled, in chunks of 128 KiB of whole rows (or of a part of one), each with a Fletcher-32
  /// checksum.
  Hdf5Matrix make_matrix(std::string const& path, hsize_t rows, hsize_t columns, Compression compression);
  /// Fills whole rows from `first_row` on, row after row.
  void write_rows(Hdf5Matrix const& matrix, hsize_t first_row, std::span<double const> values);

  bool has_attribute(std::string const& object, std::string const& name) const;
  std::string read_text_attribute(std::string const& object, std::string const& name) const;
  /// One number for a scalar attribute.
  template <class Number>
  std::vector<Number> read_attribute(std::string const& object, std::string const& name) const;
  std::vector<std::string> read_texts(std::string const& path) const;
  template <class Number>
  std::vector<Number> read_list(std::string const& path) const;
  Hdf5Matrix open_matrix(std::string const& path) const;
  void read_rows(Hdf5Matrix const& matrix, hsize_t first_row, std::span<double> values) const;

  Hdf5Session const& session() const { return *session_; }

 private:
  explicit Hdf5File(std::filesystem::path const& file);
  Hdf5Handle property_list(hid_t kind) const;
  void write_data_set(std::string const& path, hid_t in_file, hid_t in_memory, Hdf5Handle const& space,
                      void const* data);
  Hdf5Handle select_rows(Hdf5Matrix const& matrix, hsize_t first_row, std::size_t values) const;

  static herr_t keep_at_close(void* buffer, H5FD_file_image_op_t operation, void* image);
  void keep_image_at_close(Hdf5Handle const& access);

  std::unique_ptr<Hdf5Session> session_;
  std::unique_ptr<Hdf5Image> image_;  ///< its address is known to the open file
  Hdf5Handle file_;
};

}  // namespace plimsoll
