# Headers that almost every source includes, compiled once: they are half of the time of a build. LICET_PRECOMPILE lists
# for what: engine, tools, tests. The presets dev and tsan leave all out: there each source must name what it needs.
set(LICET_PRECOMPILE "" CACHE STRING "Precompile common headers for: engine, tools, tests")

set(licet_headers_engine <algorithm> <array> <cstdint> <functional> <iterator> <map> <memory> <optional>
                         <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
                         <tl/expected.hpp>)
set(licet_headers_tools ${licet_headers_engine} <CLI/CLI.hpp>)
set(licet_headers_tests ${licet_headers_engine} <filesystem> <fstream> <gmock/gmock.h> <gtest/gtest.h>)

# licet_precompile(target kind libraries...): compiles the target with the headers of its kind, made with the flags of
# licet_build_options and of `libraries`.
function(licet_precompile target kind)
  if(NOT kind IN_LIST LICET_PRECOMPILE)
    return()
  endif()
  set(precompiled licet_precompiled_${kind})
  if(NOT TARGET ${precompiled})
    set(source "${PROJECT_BINARY_DIR}/${precompiled}.cc")
    file(CONFIGURE OUTPUT "${source}" CONTENT "int main() { return 0; }\n")
    # The code of a library and of a program is relocated differently; their headers must be as they are.
    if(NOT kind STREQUAL "engine")
      add_executable(${precompiled} "${source}")
    else()
      add_library(${precompiled} OBJECT "${source}")
    endif()
    target_link_libraries(${precompiled} PRIVATE licet_build_options ${ARGN})
    target_compile_features(${precompiled} PUBLIC cxx_std_20)
    if(kind STREQUAL "tests" OR (kind STREQUAL "tools" AND LICET_SANITIZE))
      target_compile_options(${precompiled} PRIVATE -O0)  # as licet_test and licet_program have it
    endif()
    target_precompile_headers(${precompiled} PRIVATE ${licet_headers_${kind}})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${precompiled})
endfunction()
