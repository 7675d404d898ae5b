#include <algorithm>

#include <fmt/format.h>

#include "hdf5_file.hpp"

namespace plimsoll {
namespace {

/// Doubles in one chunk of a matrix: 128 KiB, an eighth of HDF5's chunk cache.
constexpr hsize_t chunk_values = 16384;
constexpr unsigned deflate_level = 4;
constexpr hsize_t deflate_at_most = 1100;  // zlib's own bound is 1032 to 1

/// The largest part when `size` is cut into the fewest nearly equal parts of at most `limit`: edge chunks are
/// stored whole.
hsize_t even_part(hsize_t size, hsize_t limit) {
  hsize_t const parts = (size + limit - 1) / limit;
  return (size + parts - 1) / parts;
}

Hdf5Handle buffer_of(Hdf5Session const& session, std::size_t size) {
  hsize_t const length = size;
  return session.own(H5Screate_simple(1, &length, nullptr), H5Sclose, "describe rows");
}

}  // namespace

Hdf5Matrix Hdf5File::make_matrix(std::string const& path, hsize_t rows, hsize_t columns,
                                 Compression compression) {
  PLIMSOLL_EXPECT(rows > 0 && columns > 0);
  if (auto const end = path.rfind('/'); end != 0) make_group(path.substr(0, end));
  constexpr std::string_view action = "describe a matrix";
  hsize_t const chunk_columns = even_part(columns, chunk_values);
  hsize_t const chunk[2] = {even_part(rows, std::max<hsize_t>(1, chunk_values / columns)), chunk_columns};
  auto const creation = property_list(H5P_DATASET_CREATE);
  session_->must(H5Pset_obj_track_times(creation.id(), false), action);
  session_->must(H5Pset_chunk(creation.id(), 2, chunk), action);
  if (compression == Compression::deflate) {
    session_->must(H5Pset_shuffle(creation.id()), action);
    session_->must(H5Pset_deflate(creation.id(), deflate_level), action);
  }
  session_->must(H5Pset_fletcher32(creation.id()), action);
  hsize_t const shape[2] = {rows, columns};
  auto const space = session_->own(H5Screate_simple(2, shape, nullptr), H5Sclose, action);
  auto handle = session_->own(H5Dcreate2(file_.id(), path.c_str(), H5T_IEEE_F64LE, space.id(), H5P_DEFAULT,
                                         creation.id(), H5P_DEFAULT),
                              H5Dclose, fmt::format("make the data set {}", path));
  return {std::move(handle), rows, columns};
}

Hdf5Handle Hdf5File::select_rows(Hdf5Matrix const& matrix, hsize_t first_row, std::size_t values) const {
  PLIMSOLL_EXPECT(values > 0 && values % matrix.columns == 0);
  hsize_t const start[2] = {first_row, 0};
  hsize_t const count[2] = {values / matrix.columns, matrix.columns};
  PLIMSOLL_EXPECT(first_row + count[0] <= matrix.rows);
  auto space = session_->own(H5Dget_space(matrix.handle.id()), H5Sclose, "select rows");
  session_->must(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start, nullptr, count, nullptr),
                 "select rows");
  return space;
}

void Hdf5File::write_rows(Hdf5Matrix const& matrix, hsize_t first_row, std::span<double const> values) {
  auto const space = select_rows(matrix, first_row, values.size());
  session_->must(H5Dwrite(matrix.handle.id(), H5T_NATIVE_DOUBLE, buffer_of(*session_, values.size()).id(),
                          space.id(), H5P_DEFAULT, values.data()),
                 "write rows");
}

Hdf5Matrix Hdf5File::open_matrix(std::string const& path) const {
  auto const action = fmt::format("read the data set {}", path);
  auto handle = session_->own(H5Dopen2(file_.id(), path.c_str(), H5P_DEFAULT), H5Dclose, action);
  auto const space = session_->own(H5Dget_space(handle.id()), H5Sclose, action);
  hsize_t shape[2] = {};
  if (H5Sget_simple_extent_ndims(space.id()) != 2) session_->refuse(fmt::format("{} is not a matrix", path));
  session_->must(H5Sget_simple_extent_dims(space.id(), shape, nullptr), action);
  if (shape[0] == 0 || shape[1] == 0) session_->refuse(fmt::format("{} is empty", path));
  // Deflate makes bytes at most some thousand times fewer; a shape that promises more is made room for by
  // none.
  hsize_t const most = deflate_at_most * H5Dget_storage_size(handle.id()) / sizeof(double);
  if (shape[0] > most / shape[1]) session_->refuse(fmt::format("{} is shorter than its shape says", path));
  return {std::move(handle), shape[0], shape[1]};
}

void Hdf5File::read_rows(Hdf5Matrix const& matrix, hsize_t first_row, std::span<double> values) const {
  auto const space = select_rows(matrix, first_row, values.size());
  session_->must(H5Dread(matrix.handle.id(), H5T_NATIVE_DOUBLE, buffer_of(*session_, values.size()).id(),
                         space.id(), H5P_DEFAULT, values.data()),
                 "read rows");
}

}  // namespace plimsoll
