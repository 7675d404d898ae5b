#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace plimsoll {

class ScratchName;

enum class Overwrite { refuse, replace };

/// A file being made beside the one it becomes, so that a reader, a crash or a full disk never meets half of
/// it. Without `commit` nothing of it stays and an older file is as it was; files that belong together are
/// all made before the first is committed. Throws IoError naming the file it becomes.
class AsideFile {
 public:
  /// Takes a temporary name beside `path`, for whoever writes there by himself. Refuses a `path` that is a
  /// folder, a device or a pipe; with `refuse` also one that is there.
  AsideFile(std::filesystem::path path, Overwrite overwrite);
  /// The same, holding `bytes`, on the disk.
  AsideFile(std::filesystem::path path, std::span<std::byte const> bytes, Overwrite overwrite);
  AsideFile(AsideFile&& other) noexcept;
  AsideFile& operator=(AsideFile&&) = delete;
  ~AsideFile();

  /// Where it is until it is committed: there already, and its owner's alone.
  std::filesystem::path const& aside() const;
  /// Syncs it, gives it its name and the mode of any new file, and syncs the folder.
  void commit();

  /// Commits files that belong together: where one cannot have its name, the others' old files are given
  /// back. Only a process that is killed in between leaves a part of them under their names.
  friend void commit_together(std::vector<AsideFile>& files);

 private:
  void refuse_existing() const;
  void prepare();
  void take_name();
  void keep_old();
  void give_back();
  void sync() const;

  std::filesystem::path path_;
  Overwrite overwrite_;
  std::unique_ptr<ScratchName> aside_;
  std::unique_ptr<ScratchName> old_;  ///< what had the name, for a while
  bool is_new_ = false;               ///< nothing had it
  std::uint32_t mode_ = 0;
};

void commit_together(std::vector<AsideFile>& files);

/// Writes a whole file aside and commits it.
void write_aside(std::filesystem::path const& path, std::span<std::byte const> bytes, Overwrite overwrite);

/// Removes temporaries in `folder` left by processes of this machine that no longer live. A missing folder
/// has none.
void remove_stale_asides(std::filesystem::path const& folder);

/// Makes the folder and its parents. Throws IoError naming the folder.
void make_folder(std::filesystem::path const& folder);

}  // namespace plimsoll
