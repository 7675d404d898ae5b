# Writes OUTPUT, a C++ source that holds the text of FILES (paths below ROOT), as scenarios/shipped_files.hpp declares.
# Run as a script at build time: cmake -DOUTPUT=... -DROOT=... -DFILES=a;b -P ShipFiles.cmake
set(code "#include \"shipped_files.hpp\"\n\nnamespace plimsoll {\nnamespace {\nstruct ShippedFile {\n  std::string_view path, text;\n};\n")
string(APPEND code "constexpr ShippedFile files[] = {\n")
foreach(file ${FILES})
  file(READ ${ROOT}/${file} text)
  string(APPEND code "    {\"${file}\", R\"plimsoll(${text})plimsoll\"},\n")
endforeach()
string(APPEND code "};\n}  // namespace\n
std::optional<std::string_view> shipped_file(std::string_view path) {
  for (ShippedFile const& file : files)
    if (file.path == path) return file.text;
  return std::nullopt;
}
std::vector<std::string_view> shipped_file_names() {
  std::vector<std::string_view> names;
  for (ShippedFile const& file : files) names.push_back(file.path);
  return names;
}
}  // namespace plimsoll\n")
file(WRITE ${OUTPUT} "${code}")
