# Writes OUTPUT, a C++ source that holds the text of FILES (below ROOT, or with a whole path and then known by their last
# name) as HEADER declares: FUNCTION(name) gives a text, FUNCTION_names() the names.
# Run as a script at build time: cmake -DOUTPUT=... -DROOT=... -DFILES=a;b -DHEADER=... -DFUNCTION=... -P ShipFiles.cmake
set(code "#include \"${HEADER}\"\n\nnamespace plimsoll {\nnamespace {\nstruct ShippedFile {\n  std::string_view path, text;\n};\n")
string(APPEND code "constexpr ShippedFile files[] = {\n")
foreach(file ${FILES})
  if(IS_ABSOLUTE ${file})
    set(path ${file})
    cmake_path(GET file FILENAME file)
  else()
    set(path ${ROOT}/${file})
  endif()
  file(READ ${path} text)
  string(APPEND code "    {\"${file}\", R\"plimsoll(${text})plimsoll\"},\n")
endforeach()
string(APPEND code "};\n}  // namespace\n
std::optional<std::string_view> ${FUNCTION}(std::string_view path) {
  for (ShippedFile const& file : files)
    if (file.path == path) return file.text;
  return std::nullopt;
}
std::vector<std::string_view> ${FUNCTION}_names() {
  std::vector<std::string_view> names;
  for (ShippedFile const& file : files) names.push_back(file.path);
  return names;
}
}  // namespace plimsoll\n")
file(WRITE ${OUTPUT} "${code}")
