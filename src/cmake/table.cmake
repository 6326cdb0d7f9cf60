# One place to add a thing: a table of everything in a folder, without a list to keep.

# qualm_table(FOLDER folder TYPE type SUFFIX suffix HEADER header NAMESPACE ns FUNCTION function OUTPUT var)
#
# Every FOLDER/<id>.cpp defines `TYPE <id>_SUFFIX()`; the generated source calls them all and defines
# `std::span<const TYPE> FUNCTION()` over the results, sorted by id. A new file is found by the next
# build; a misnamed function is a link error that names it; nothing runs before main, and nothing is
# dropped by the linker.
function(qualm_table)
  cmake_parse_arguments(arg "" "FOLDER;TYPE;SUFFIX;HEADER;NAMESPACE;FUNCTION;OUTPUT" "" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/*.cpp)
  list(SORT sources)
  set(declarations "")
  set(calls "")
  foreach(source ${sources})
    get_filename_component(id ${source} NAME_WE)
    string(APPEND declarations "${arg_TYPE} ${id}_${arg_SUFFIX}();\n")
    string(APPEND calls "    table.push_back(${id}_${arg_SUFFIX}());\n")
  endforeach()
  string(REPLACE "/" "_" stem ${arg_FOLDER})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/generated/${stem}_table.cpp)
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Generated: everything in src/${arg_FOLDER}.

#include \"${arg_HEADER}\"

#include <algorithm>
#include <vector>

namespace ${arg_NAMESPACE} {

${declarations}
std::span<const ${arg_TYPE}> ${arg_FUNCTION}() {
  static const std::vector<${arg_TYPE}> kTable = [] {
    std::vector<${arg_TYPE}> table;
${calls}    std::sort(table.begin(), table.end(),
              [](const ${arg_TYPE}& a, const ${arg_TYPE}& b) { return a.id < b.id; });
    return table;
  }();
  return kTable;
}

}  // namespace ${arg_NAMESPACE}
")
  set(${arg_OUTPUT} ${sources} ${output} PARENT_SCOPE)
endfunction()
