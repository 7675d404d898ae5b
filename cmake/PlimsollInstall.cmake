# `cmake --install`: the command, the libraries with their public headers, and a package for find_package(plimsoll).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# plimsoll_install(): once every module stands. Modules keep their names: plimsoll::core, ..., plimsoll::scenarios.
function(plimsoll_install)
  get_property(modules GLOBAL PROPERTY PLIMSOLL_MODULES)
  install(TARGETS ${modules} EXPORT plimsollTargets
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(TARGETS plimsoll RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/plimsoll)
  install(EXPORT plimsollTargets NAMESPACE plimsoll:: DESTINATION ${package_folder})
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/plimsollConfig.cmake.in ${PROJECT_BINARY_DIR}/plimsollConfig.cmake
                                INSTALL_DESTINATION ${package_folder})
  # Before 1.0 a minor version may change what a caller sees.
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/plimsollConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/plimsollConfig.cmake ${PROJECT_BINARY_DIR}/plimsollConfigVersion.cmake
          DESTINATION ${package_folder})
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endfunction()
