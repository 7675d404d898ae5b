#include "hdf5_file.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "file_seal.hpp"
#include "global_heaps.hpp"

namespace plimsoll {
namespace {

template <class Number>
struct Stored;
template <>
struct Stored<int> {
  static hid_t in_memory() { return H5T_NATIVE_INT; }
  static hid_t in_file() { return H5T_STD_I32LE; }
};
template <>
struct Stored<std::uint64_t> {
  static hid_t in_memory() { return H5T_NATIVE_UINT64; }
  static hid_t in_file() { return H5T_STD_U64LE; }
};
template <>
struct Stored<double> {
  static hid_t in_memory() { return H5T_NATIVE_DOUBLE; }
  static hid_t in_file() { return H5T_IEEE_F64LE; }
};

Hdf5Handle text_type(Hdf5Session const& session) {
  auto type = session.own(H5Tcopy(H5T_C_S1), H5Tclose, "describe a text");
  session.must(H5Tset_size(type.id(), H5T_VARIABLE), "describe a text");
  session.must(H5Tset_cset(type.id(), H5T_CSET_UTF8), "describe a text");
  return type;
}

Hdf5Handle point(Hdf5Session const& session) {
  return session.own(H5Screate(H5S_SCALAR), H5Sclose, "describe a single value");
}

Hdf5Handle line(Hdf5Session const& session, std::size_t size) {
  hsize_t const length = size;
  return session.own(H5Screate_simple(1, &length, nullptr), H5Sclose, "describe a list");
}

void write_attribute_in(Hdf5Session const& session, hid_t file, std::string const& object,
                        std::string const& name, hid_t in_file, hid_t in_memory, Hdf5Handle const& space,
                        void const* data) {
  auto const action = fmt::format("write the attribute {} of {}", name, object);
  auto const attribute = session.own(H5Acreate_by_name(file, object.c_str(), name.c_str(), in_file,
                                                       space.id(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                                     H5Aclose, action);
  session.must(H5Awrite(attribute.id(), in_memory, data), action);
}

std::size_t points_of(Hdf5Session const& session, Hdf5Handle const& space) {
  return static_cast<std::size_t>(session.must(H5Sget_simple_extent_npoints(space.id()), "read a shape"));
}

/// A shape may promise any number of values; only those that are stored are made room for.
void expect_stored(Hdf5Session const& session, std::size_t points, hsize_t bytes, std::string_view action) {
  if (points > bytes) session.refuse(fmt::format("cannot {}: it is shorter than its shape says", action));
}

/// Texts that the HDF5 library allocated, copied and given back.
std::vector<std::string> take_texts(Hdf5Session const& session, Hdf5Handle const& type,
                                    Hdf5Handle const& space, std::vector<char*>& raw) {
  std::vector<std::string> texts;
  for (char const* text : raw) texts.emplace_back(text ? text : "");
  session.must(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, raw.data()), "release texts");
  return texts;
}

}  // namespace

Hdf5File::Hdf5File(std::filesystem::path const& file) : session_(std::make_unique<Hdf5Session>(file)) {}

Hdf5Handle Hdf5File::property_list(hid_t kind) const {
  return session_->own(H5Pcreate(kind), H5Pclose, "make a property list");
}

Hdf5File Hdf5File::in_memory(std::filesystem::path const& file_to_be) {
  constexpr std::string_view action = "prepare the file";
  Hdf5File made(file_to_be);
  auto const& session = *made.session_;
  auto const access = made.property_list(H5P_FILE_ACCESS);
  session.must(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V110, H5F_LIBVER_V110), action);
  session.must(H5Pset_fapl_core(access.id(), std::size_t{1} << 22, false), action);
  made.keep_image_at_close(access);
  auto const creation = made.property_list(H5P_FILE_CREATE);
  session.must(H5Pset_obj_track_times(creation.id(), false), action);
  made.file_ =
      session.own(H5Fcreate(file_to_be.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose, action);
  return made;
}

Hdf5File Hdf5File::open(std::filesystem::path const& file) {
  GlobalHeaps heaps;
  expect_sealed(file, [&](std::string_view piece) { heaps.look(piece); });
  heaps.expect_sound(file);
  Hdf5File opened(file);
  auto const access = opened.property_list(H5P_FILE_ACCESS);
  // Finished files never change, and network file systems often refuse locks.
  opened.session_->must(H5Pset_file_locking(access.id(), false, true), "prepare the file");
  opened.file_ =
      opened.session_->own(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.id()), H5Fclose, "open the file");
  return opened;
}

void Hdf5File::make_group(std::string const& path) {
  auto const creation = property_list(H5P_GROUP_CREATE);
  session_->must(H5Pset_obj_track_times(creation.id(), false), "describe a group");
  // Step by step: groups that HDF5 makes on the way would carry the time.
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    auto const group = path.substr(0, end);
    auto const action = fmt::format("make the group {}", group);
    if (session_->must(H5Lexists(file_.id(), group.c_str(), H5P_DEFAULT), action) == 0) {
      session_->own(H5Gcreate2(file_.id(), group.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose,
                    action);
    }
    if (end == path.npos) return;
  }
}

void Hdf5File::write_attribute(std::string const& object, std::string const& name, std::string const& text) {
  PLIMSOLL_EXPECT(text.find('\0') == text.npos);
  auto const type = text_type(*session_);
  char const* const raw = text.c_str();
  write_attribute_in(*session_, file_.id(), object, name, type.id(), type.id(), point(*session_), &raw);
}

template <class Number>
void Hdf5File::write_attribute(std::string const& object, std::string const& name, Number number) {
  write_attribute_in(*session_, file_.id(), object, name, Stored<Number>::in_file(),
                     Stored<Number>::in_memory(), point(*session_), &number);
}

template <class Number>
void Hdf5File::write_attribute(std::string const& object, std::string const& name,
                               std::vector<Number> const& numbers) {
  write_attribute_in(*session_, file_.id(), object, name, Stored<Number>::in_file(),
                     Stored<Number>::in_memory(), line(*session_, numbers.size()), numbers.data());
}

void Hdf5File::write_data_set(std::string const& path, hid_t in_file, hid_t in_memory,
                              Hdf5Handle const& space, void const* data) {
  if (auto const end = path.rfind('/'); end != 0) make_group(path.substr(0, end));
  auto const creation = property_list(H5P_DATASET_CREATE);
  session_->must(H5Pset_obj_track_times(creation.id(), false), "describe a data set");
  auto const action = fmt::format("write the data set {}", path);
  auto const made = session_->own(
      H5Dcreate2(file_.id(), path.c_str(), in_file, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
      H5Dclose, action);
  session_->must(H5Dwrite(made.id(), in_memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), action);
}

void Hdf5File::write(std::string const& path, std::string const& text) {
  PLIMSOLL_EXPECT(text.find('\0') == text.npos);
  auto const type = text_type(*session_);
  char const* const raw = text.c_str();
  write_data_set(path, type.id(), type.id(), point(*session_), &raw);
}

void Hdf5File::write(std::string const& path, std::vector<std::string> const& texts) {
  auto const type = text_type(*session_);
  std::vector<char const*> raw;
  for (auto const& text : texts) {
    PLIMSOLL_EXPECT(text.find('\0') == text.npos);
    raw.push_back(text.c_str());
  }
  write_data_set(path, type.id(), type.id(), line(*session_, raw.size()), raw.data());
}

template <class Number>
void Hdf5File::write(std::string const& path, Number number) {
  write_data_set(path, Stored<Number>::in_file(), Stored<Number>::in_memory(), point(*session_), &number);
}

template <class Number>
void Hdf5File::write(std::string const& path, std::vector<Number> const& numbers) {
  write_data_set(path, Stored<Number>::in_file(), Stored<Number>::in_memory(),
                 line(*session_, numbers.size()), numbers.data());
}

bool Hdf5File::has_attribute(std::string const& object, std::string const& name) const {
  return session_->must(H5Aexists_by_name(file_.id(), object.c_str(), name.c_str(), H5P_DEFAULT),
                        fmt::format("look for the attribute {} of {}", name, object)) > 0;
}

std::string Hdf5File::read_text_attribute(std::string const& object, std::string const& name) const {
  auto const action = fmt::format("read the attribute {} of {}", name, object);
  auto const attribute = session_->own(
      H5Aopen_by_name(file_.id(), object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, action);
  auto const type = text_type(*session_);
  auto const space = session_->own(H5Aget_space(attribute.id()), H5Sclose, action);
  if (points_of(*session_, space) != 1)
    session_->refuse(fmt::format("the attribute {} is not one text", name));
  std::vector<char*> raw(1);
  session_->must(H5Aread(attribute.id(), type.id(), raw.data()), action);
  return take_texts(*session_, type, space, raw).front();
}

template <class Number>
std::vector<Number> Hdf5File::read_attribute(std::string const& object, std::string const& name) const {
  auto const action = fmt::format("read the attribute {} of {}", name, object);
  auto const attribute = session_->own(
      H5Aopen_by_name(file_.id(), object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, action);
  auto const space = session_->own(H5Aget_space(attribute.id()), H5Sclose, action);
  std::size_t const points = points_of(*session_, space);
  expect_stored(*session_, points, H5Aget_storage_size(attribute.id()), action);
  std::vector<Number> numbers(points);
  session_->must(H5Aread(attribute.id(), Stored<Number>::in_memory(), numbers.data()), action);
  return numbers;
}

std::vector<std::string> Hdf5File::read_texts(std::string const& path) const {
  auto const action = fmt::format("read the data set {}", path);
  auto const list = session_->own(H5Dopen2(file_.id(), path.c_str(), H5P_DEFAULT), H5Dclose, action);
  auto const type = text_type(*session_);
  auto const space = session_->own(H5Dget_space(list.id()), H5Sclose, action);
  std::size_t const points = points_of(*session_, space);
  if (points == 0) return {};
  expect_stored(*session_, points, H5Dget_storage_size(list.id()), action);
  std::vector<char*> raw(points);
  session_->must(H5Dread(list.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, raw.data()), action);
  return take_texts(*session_, type, space, raw);
}

template <class Number>
std::vector<Number> Hdf5File::read_list(std::string const& path) const {
  auto const action = fmt::format("read the data set {}", path);
  auto const list = session_->own(H5Dopen2(file_.id(), path.c_str(), H5P_DEFAULT), H5Dclose, action);
  auto const space = session_->own(H5Dget_space(list.id()), H5Sclose, action);
  std::size_t const points = points_of(*session_, space);
  expect_stored(*session_, points, H5Dget_storage_size(list.id()), action);
  std::vector<Number> numbers(points);
  session_->must(
      H5Dread(list.id(), Stored<Number>::in_memory(), H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()), action);
  return numbers;
}

template void Hdf5File::write_attribute(std::string const&, std::string const&, int);
template void Hdf5File::write_attribute(std::string const&, std::string const&, std::uint64_t);
template void Hdf5File::write_attribute(std::string const&, std::string const&, std::vector<int> const&);
template void Hdf5File::write_attribute(std::string const&, std::string const&,
                                        std::vector<std::uint64_t> const&);
template std::vector<int> Hdf5File::read_attribute(std::string const&, std::string const&) const;
template std::vector<std::uint64_t> Hdf5File::read_attribute(std::string const&, std::string const&) const;
template void Hdf5File::write(std::string const&, std::uint64_t);
template void Hdf5File::write(std::string const&, std::vector<int> const&);
template void Hdf5File::write(std::string const&, std::vector<std::uint64_t> const&);
template void Hdf5File::write(std::string const&, std::vector<double> const&);
template std::vector<int> Hdf5File::read_list(std::string const&) const;
template std::vector<std::uint64_t> Hdf5File::read_list(std::string const&) const;
template std::vector<double> Hdf5File::read_list(std::string const&) const;

}  // namespace plimsoll
