#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace plimsoll {

/// A name that must not outlive its use: the file or empty folder of that name is removed when this goes, and
/// when SIGINT, SIGTERM or SIGHUP end the process before (the program's own handlers go first where it has
/// some). Nothing is done where there is none of that name. SIGKILL cannot be met.
class ScratchName {
 public:
  explicit ScratchName(std::filesystem::path path);
  ~ScratchName();
  ScratchName(ScratchName const&) = delete;
  ScratchName& operator=(ScratchName const&) = delete;
  std::filesystem::path const& path() const { return path_; }
  /// The name is no scratch any more: what it stood for has another, or is kept.
  void keep();

 private:
  std::filesystem::path path_;
  std::size_t slot_;
  bool kept_ = false;
};

/// One file in a folder that only its owner may enter, gone with this object or the process. Throws IoError
/// where the folder cannot be made in `where`.
class ScratchFile {
 public:
  ScratchFile(std::filesystem::path const& where, std::string const& name);
  std::filesystem::path folder() const { return folder_.path(); }
  std::filesystem::path const& path() const { return file_.path(); }

 private:
  ScratchName folder_;
  ScratchName file_;  ///< goes first
};

/// The descriptor of a new file without a name in that folder, which only this process has and which goes
/// with it, whatever ends it. Throws IoError.
int open_unnamed(std::filesystem::path const& folder);

}  // namespace plimsoll
