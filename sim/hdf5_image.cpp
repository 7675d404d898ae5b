#include <cstdint>
#include <algorithm>
#include <cstring>
#include <new>

#include "file_seal.hpp"
#include "hdf5_file.hpp"

namespace plimsoll {
namespace {

/// End of file by the superblock (HDF5 file format specification, superblock version 3): closing frees space
/// at the end.
std::size_t used_size(std::span<std::byte const> image) {
  constexpr std::size_t end_of_file_offset = 28;
  std::uint64_t size = 0;
  PLIMSOLL_ENSURE(image.size() >= end_of_file_offset + sizeof size && image[8] == std::byte{3});
  std::memcpy(&size, image.data() + end_of_file_offset, sizeof size);
  PLIMSOLL_ENSURE(size <= image.size());
  return static_cast<std::size_t>(size);
}

}  // namespace

// Not H5Fget_file_image: in 1.10.8 the checksum of its superblock does not meet, and it would be a second
// copy.
herr_t Hdf5File::keep_at_close(void* buffer, H5FD_file_image_op_t operation, void* image) {
  if (operation == H5FD_FILE_IMAGE_OP_FILE_CLOSE) {
    static_cast<Hdf5Image*>(image)->buffer_.reset(buffer);
  } else {
    std::free(buffer);
  }
  return 0;
}

void Hdf5File::keep_image_at_close(Hdf5Handle const& access) {
  image_ = std::make_unique<Hdf5Image>();
  H5FD_file_image_callbacks_t callbacks{};
  callbacks.image_malloc = [](std::size_t size, H5FD_file_image_op_t, void*) { return std::malloc(size); };
  callbacks.image_memcpy = [](void* to, void const* from, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::memcpy(to, from, size);
  };
  callbacks.image_realloc = [](void* buffer, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::realloc(buffer, size);
  };
  callbacks.image_free = keep_at_close;
  callbacks.udata_copy = [](void* image) { return image; };
  callbacks.udata_free = [](void*) { return herr_t{0}; };
  callbacks.udata = image_.get();
  session_->must(H5Pset_file_image_callbacks(access.id(), &callbacks), "prepare the file");
}

Hdf5Image Hdf5File::take_image() {
  constexpr std::string_view action = "finish the file";
  PLIMSOLL_EXPECT(image_ && file_.id() >= 0);
  session_->must(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), action);
  image_->size_ = static_cast<std::size_t>(session_->must(H5Fget_file_image(file_.id(), nullptr, 0), action));
  session_->must(H5Fclose(file_.release()), action);
  PLIMSOLL_ENSURE(image_->buffer_);
  image_->size_ = used_size(image_->bytes());
  image_->append(seal_of(image_->bytes()));
  return std::move(*image_);
}

void Hdf5Image::append(std::string const& text) {
  void* const larger = std::realloc(buffer_.get(), size_ + text.size());
  if (!larger) throw std::bad_alloc();
  static_cast<void>(buffer_.release());  // realloc has freed it or given it back
  buffer_.reset(larger);
  std::copy(text.begin(), text.end(), static_cast<char*>(larger) + size_);
  size_ += text.size();
}

}  // namespace plimsoll
