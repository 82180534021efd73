# What `cmake --install` puts in place: the library with its public headers, a package for find_package(licet), whose
# target is licet::licet, and the program `licet`.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_directory "${CMAKE_INSTALL_LIBDIR}/cmake/licet")
get_property(stages GLOBAL PROPERTY LICET_STAGES)

install(TARGETS ${stages} EXPORT licetTargets INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT licetTargets NAMESPACE licet:: DESTINATION "${package_directory}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/licet" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.h")

configure_package_config_file("${PROJECT_SOURCE_DIR}/tools/cmake/licetConfig.cmake.in"
                              "${PROJECT_BINARY_DIR}/licetConfig.cmake" INSTALL_DESTINATION "${package_directory}"
                              NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/licetConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/licetConfig.cmake" "${PROJECT_BINARY_DIR}/licetConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/tools/cmake/FindCctz.cmake" "${PROJECT_SOURCE_DIR}/tools/cmake/FindLmdb.cmake"
        DESTINATION "${package_directory}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

foreach(program licet_program licet_verify)
  if(TARGET ${program})
    install(TARGETS ${program})
  endif()
endforeach()
