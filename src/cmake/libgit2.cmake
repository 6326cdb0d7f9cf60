# Target `qualm_libgit2`: libgit2 without its network code where that links, as packaged elsewhere.
#
#   QUALM_STATIC_LIBGIT2=AUTO  probe, and fall back with one status line (default)
#                        ON    probe, and stop when it fails
#                        OFF   as packaged
#
# Starting the packaged library costs 5 to 8 ms in TLS and SSH libraries that a gate never uses.
# src/git/no_network.c takes the place of those parts of libgit2.a; the names in it are internal to
# libgit2, so a probe must link and run before we rely on them.

set(QUALM_STATIC_LIBGIT2 AUTO CACHE STRING "Link libgit2.a without network code: AUTO, ON or OFF")
set_property(CACHE QUALM_STATIC_LIBGIT2 PROPERTY STRINGS AUTO ON OFF)

enable_language(C)
find_package(PkgConfig REQUIRED)
pkg_check_modules(QUALM_LIBGIT2 REQUIRED IMPORTED_TARGET libgit2)

set(_qualm_no_network "${CMAKE_CURRENT_LIST_DIR}/../git/no_network.c")
set(_qualm_probe "${CMAKE_CURRENT_LIST_DIR}/libgit2_probe.c")

# Sets `libraries` to the archive and what it needs: archives where they are installed, shared
# libraries otherwise, and none of those that only the network code needs.
function(_qualm_static_libgit2 libraries)
  set(${libraries} "" PARENT_SCOPE)
  find_library(QUALM_LIBGIT2_ARCHIVE NAMES libgit2.a HINTS ${QUALM_LIBGIT2_LIBRARY_DIRS})
  mark_as_advanced(QUALM_LIBGIT2_ARCHIVE)
  if(NOT QUALM_LIBGIT2_ARCHIVE)
    return()
  endif()
  set(_found "${QUALM_LIBGIT2_ARCHIVE}")
  foreach(_name IN LISTS QUALM_LIBGIT2_STATIC_LIBRARIES)
    if(_name MATCHES "^(git2|ssh2|mbedtls|mbedx509|ssl|gssapi_krb5|krb5|k5crypto|com_err)$")
      continue()
    endif()
    find_library(QUALM_NEED_${_name} NAMES lib${_name}.a ${_name}
                 HINTS ${QUALM_LIBGIT2_STATIC_LIBRARY_DIRS})
    mark_as_advanced(QUALM_NEED_${_name})
    if(QUALM_NEED_${_name})
      list(APPEND _found "${QUALM_NEED_${_name}}")
    else()
      list(APPEND _found "${_name}")
    endif()
  endforeach()
  find_package(Threads REQUIRED)
  list(APPEND _found Threads::Threads ${CMAKE_DL_LIBS})
  set(${libraries} "${_found}" PARENT_SCOPE)
endfunction()

# Sets `works` to whether a program linked in this way opens an object in a repository of its own.
function(_qualm_probe_libgit2 works libraries)
  set(${works} FALSE PARENT_SCOPE)
  if(APPLE OR WIN32 OR CMAKE_CROSSCOMPILING OR "${libraries}" STREQUAL "")
    return()
  endif()
  set(_program "${CMAKE_BINARY_DIR}/CMakeFiles/qualm_libgit2_probe${CMAKE_EXECUTABLE_SUFFIX}")
  try_compile(_linked "${CMAKE_BINARY_DIR}/CMakeFiles/qualm_libgit2_probe.dir"
    SOURCES "${_qualm_probe}" "${_qualm_no_network}"
    CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${QUALM_LIBGIT2_INCLUDE_DIRS}"
    LINK_LIBRARIES ${libraries}
    OUTPUT_VARIABLE _output
    COPY_FILE "${_program}")
  if(NOT _linked)
    file(WRITE "${CMAKE_BINARY_DIR}/CMakeFiles/qualm_libgit2_probe.log" "${_output}")
    return()
  endif()
  set(_scratch "${CMAKE_BINARY_DIR}/CMakeFiles/qualm_libgit2_probe.git")
  file(REMOVE_RECURSE "${_scratch}")
  execute_process(COMMAND "${_program}" "${_scratch}" RESULT_VARIABLE _status
                  OUTPUT_QUIET ERROR_QUIET TIMEOUT 20)
  file(REMOVE_RECURSE "${_scratch}")
  if(_status STREQUAL "0")
    set(${works} TRUE PARENT_SCOPE)
  endif()
endfunction()

add_library(qualm_libgit2 INTERFACE)
set(_qualm_probe_works FALSE)
if(NOT QUALM_STATIC_LIBGIT2 STREQUAL "OFF")
  _qualm_static_libgit2(_qualm_libgit2_libraries)
  _qualm_probe_libgit2(_qualm_probe_works "${_qualm_libgit2_libraries}")
endif()

if(_qualm_probe_works)
  add_library(qualm_no_network STATIC "${_qualm_no_network}")
  target_include_directories(qualm_libgit2 SYSTEM INTERFACE ${QUALM_LIBGIT2_INCLUDE_DIRS})
  target_compile_definitions(qualm_libgit2 INTERFACE QUALM_LIBGIT2_WITHOUT_NETWORK=1)
  # Asking for the symbol makes the linker take our object before it searches libgit2.a.
  target_link_options(qualm_libgit2 INTERFACE "LINKER:-u,qualm_no_network")
  target_link_libraries(qualm_libgit2 INTERFACE qualm_no_network ${_qualm_libgit2_libraries})
  message(STATUS "libgit2 ${QUALM_LIBGIT2_VERSION}: static, without network code")
elseif(QUALM_STATIC_LIBGIT2 STREQUAL "ON")
  message(FATAL_ERROR "libgit2.a does not link without its network code; see "
                      "CMakeFiles/qualm_libgit2_probe.log, or set QUALM_STATIC_LIBGIT2=OFF")
else()
  target_link_libraries(qualm_libgit2 INTERFACE PkgConfig::QUALM_LIBGIT2)
  message(STATUS "libgit2 ${QUALM_LIBGIT2_VERSION}: shared, as packaged")
endif()
