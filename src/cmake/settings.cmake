# How our own code is compiled: warnings, sanitizers.

add_library(qualm_settings INTERFACE)
target_include_directories(qualm_settings INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(qualm_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  # A designated initialiser names what matters and leaves the rest at its default on purpose.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # gcc 12 sees overlapping copies in std::string concatenation that cannot be (gcc bug 105651).
  target_compile_options(qualm_settings INTERFACE -Wno-restrict)
endif()
if(QUALM_WARNINGS_AS_ERRORS)
  target_compile_options(qualm_settings INTERFACE -Werror)
endif()
if(QUALM_SANITIZE)
  target_compile_options(qualm_settings INTERFACE
    -fsanitize=${QUALM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(qualm_settings INTERFACE -fsanitize=${QUALM_SANITIZE})
endif()
