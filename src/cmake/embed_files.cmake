# Build step: the files below FOLDER as a C++ table, by path, that FUNCTION of scaffold/templates.hpp
# returns: cmake -DFOLDER=… -DFUNCTION=… -DOUTPUT=… -P …

cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE ${FOLDER} ${FOLDER}/* ${FOLDER}/*/.* )
list(SORT files)
list(REMOVE_DUPLICATES files)
set(rows "")
foreach(file ${files})
  file(READ ${FOLDER}/${file} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR bytes "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" text "${hex}")
  string(APPEND rows "    {\"${file}\", {\"${text}\", ${bytes}}},\n")
endforeach()
list(LENGTH files count)
file(WRITE ${OUTPUT}
"// Generated: every file of a folder.

#include \"scaffold/templates.hpp\"

#include <array>

namespace qualm::scaffold {

std::span<const TemplateFile> ${FUNCTION}() {
  static constexpr std::array<TemplateFile, ${count}> kFiles = {{
${rows}  }};
  return kFiles;
}

}  // namespace qualm::scaffold
")
