#pragma once

#include <hdf5.h>

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

/// Owns one HDF5 identifier. Must die inside the Hdf5Session it was made in.
class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Hdf5Handle() = default;
  Hdf5Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Hdf5Handle() {
    if (id_ >= 0) close_(id_);
  }
  hid_t id() const { return id_; }
  /// Gives the identifier away, to be closed by hand where a failed close must be told.
  hid_t release() { return std::exchange(id_, -1); }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// One thread's turn in the HDF5 library, whose Debian build must not be entered by two: holds the
/// process-wide lock, keeps the library from printing, and turns its failures into IoError with the file and
/// what was attempted.
class Hdf5Session {
 public:
  explicit Hdf5Session(std::filesystem::path file);
  Hdf5Session(Hdf5Session const&) = delete;
  ~Hdf5Session();

  /// Takes over `id`; throws when the library reported a failure of `action` ("write the data set rows").
  Hdf5Handle own(hid_t id, Hdf5Handle::Close close, std::string_view action) const;
  /// Throws when `status`, of any of the library's signed types, is negative.
  template <class Status>
  Status must(Status status, std::string_view action) const {
    if (status < 0) fail(action);
    return status;
  }
  [[noreturn]] void fail(std::string_view action) const;
  /// Throws IoError: the file was understood, but is not what it should be.
  [[noreturn]] void refuse(std::string_view reason) const;
  std::filesystem::path const& file() const { return file_; }

 private:
  std::filesystem::path file_;
  std::unique_lock<std::mutex> turn_;
  H5E_auto2_t printer_ = nullptr;
  void* printer_data_ = nullptr;
};

}  // namespace plimsoll
