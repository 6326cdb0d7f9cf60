# Third-party libraries, by the names that Debian, Fedora, vcpkg and Homebrew share.
#
# QUALM_STATIC takes archives where they are installed: the binary then needs nothing but the C
# library, and starts a millisecond sooner for want of a dozen libraries to load.

option(QUALM_STATIC "Link what is shipped as an archive into the binary" OFF)
if(QUALM_STATIC)
  list(PREPEND CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(pugixml REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc data)
pkg_check_modules(CMARK REQUIRED IMPORTED_TARGET libcmark)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)

# Two that are known by their targets rather than by their files.
set(qualm_fmt fmt::fmt)
set(qualm_pugixml pugixml::pugixml)
if(QUALM_STATIC)
  set(qualm_fmt fmt::fmt-header-only)
  if(TARGET pugixml::static)
    set(qualm_pugixml pugixml::static)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND NOT APPLE)
    add_link_options(-static-libgcc -static-libstdc++)
  endif()
endif()
