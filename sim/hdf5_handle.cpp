#include "hdf5_handle.hpp"

#include <fmt/format.h>

namespace plimsoll {
namespace {

std::mutex& library_turn() {
  static std::mutex turn;
  // We close all we open. Left to itself the library, once it has met a damaged file, complains on stderr at
  // exit.
  static bool const no_exit_work = H5dont_atexit() >= 0;
  static_cast<void>(no_exit_work);
  return turn;
}

/// Keeps the innermost error of HDF5's stack: the cause, before the callers' comments on it.
herr_t keep_first(unsigned depth, H5E_error2_t const* error, void* text) {
  if (depth == 0 && error->desc) *static_cast<std::string*>(text) = error->desc;
  return 0;
}

std::string innermost_error() {
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &text);
  H5Eclear2(H5E_DEFAULT);
  return text.empty() ? "no further reason given" : text.substr(0, text.find('\n'));
}

}  // namespace

Hdf5Session::Hdf5Session(std::filesystem::path file) : file_(std::move(file)), turn_(library_turn()) {
  must(H5Eget_auto2(H5E_DEFAULT, &printer_, &printer_data_), "start the HDF5 library");
  must(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "start the HDF5 library");
}

Hdf5Session::~Hdf5Session() {
  H5Eset_auto2(H5E_DEFAULT, printer_, printer_data_);
}

Hdf5Handle Hdf5Session::own(hid_t id, Hdf5Handle::Close close, std::string_view action) const {
  return Hdf5Handle(must(id, action), close);
}

void Hdf5Session::fail(std::string_view action) const {
  throw IoError(fmt::format("{}: cannot {} ({})", file_.string(), action, innermost_error()));
}

void Hdf5Session::refuse(std::string_view reason) const {
  throw IoError(fmt::format("{}: {}", file_.string(), reason));
}

}  // namespace plimsoll
