# Warnings, sanitizers and coverage of everything that is built here.
add_library(licet_build_options INTERFACE)
target_compile_options(licet_build_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                                                     -Wnon-virtual-dtor -Wold-style-cast -Werror)
if(LICET_SANITIZE)
  target_compile_options(licet_build_options INTERFACE -fsanitize=${LICET_SANITIZE} -fno-sanitize-recover=all
                                                       -fno-omit-frame-pointer)
  target_link_options(licet_build_options INTERFACE -fsanitize=${LICET_SANITIZE})
endif()
if(LICET_COVERAGE)
  target_compile_options(licet_build_options INTERFACE --coverage)
  target_link_options(licet_build_options INTERFACE --coverage)
endif()

# licet_stage(NAME DIRECTORY dir LINK public... PRIVATE private...)
# One library for one stage: every .cc directly in its folder. A folder without sources makes an interface library.
function(licet_stage name)
  cmake_parse_arguments(STAGE "" "DIRECTORY" "LINK;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${STAGE_DIRECTORY}/*.cc")
  set(target licet_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PUBLIC ${STAGE_LINK} PRIVATE $<BUILD_INTERFACE:licet_build_options> ${STAGE_PRIVATE})
    target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${STAGE_LINK})
    target_include_directories(
      ${target} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                          $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
  endif()
  add_library(licet::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY LICET_STAGES ${target})
endfunction()
