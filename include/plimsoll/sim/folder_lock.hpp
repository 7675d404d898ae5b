#pragma once

#include <filesystem>

namespace plimsoll {

/// Keeps a run folder for one process: a file `run.lock` in it, locked as long as the object lives and
/// removed with it. The lock itself ends with the process, however that ends, so a killed run never blocks
/// the next. Where the file system cannot lock, nothing is locked.
class FolderLock {
 public:
  /// Makes the folder if need be. Throws IoError where another process holds it, naming process and host, and
  /// where the file cannot be made.
  explicit FolderLock(std::filesystem::path const& folder);
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;
  ~FolderLock();

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace plimsoll
