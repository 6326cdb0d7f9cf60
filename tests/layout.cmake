# Fails when something stands at the top level that does not belong there.

cmake_minimum_required(VERSION 3.25)

set(expected CMakeLists.txt CMakePresets.json README.md LICENSE CHANGELOG.md SECURITY.md dev
    action.yml vcpkg.json src hooks rules templates tests docs)
file(GLOB entries RELATIVE ${SOURCE} ${SOURCE}/*)
foreach(entry ${entries})
  if(NOT entry IN_LIST expected AND NOT entry MATCHES "^\\." AND NOT entry STREQUAL "build")
    message(FATAL_ERROR "${entry} does not belong at the top level")
  endif()
endforeach()
