// Runs a fuzz target over files, once each, and over so many changes of them, in any compiler. Arguments are
// the number of changes, and files and folders of files of which one at least must be there.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "changes.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(int count, char** arguments) {
  std::vector<fs::path> files;
  for (int i = 2; i < count; ++i) {
    if (!fs::is_directory(arguments[i])) {
      files.emplace_back(arguments[i]);
      continue;
    }
    for (fs::directory_entry const& entry : fs::recursive_directory_iterator(arguments[i]))
      if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

std::string bytes_of(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void run(std::string const& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
}

/// The input that is being read stays in a file: a process that ends in it leaves it there.
void run_kept(std::string const& bytes, fs::path const& file) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  run(bytes);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  std::vector<std::string> inputs;
  for (fs::path const& file : files_of(count, arguments)) {
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);  // the last one named is the one that ends the process
    inputs.push_back(bytes_of(file));
    run(inputs.back());
  }
  if (inputs.empty()) return 1;
  int const changes = std::atoi(arguments[1]);
  fs::path const kept = fs::path(arguments[0]).filename().string() + ".input";
  plimsoll::fuzz::Changes changed(inputs, 8);
  std::printf("and %d changes of them; %s holds the one being read\n", changes, fs::absolute(kept).c_str());
  std::fflush(stdout);
  for (int i = 0; i < changes; ++i) run_kept(changed.next(), kept);
  fs::remove(kept);
  std::printf("%zu inputs and %d changes of them read or refused\n", inputs.size(), changes);
  return 0;
}
