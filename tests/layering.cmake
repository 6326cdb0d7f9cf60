# Fails on an #include that goes against the table of rooms in docs/architecture.md.

cmake_minimum_required(VERSION 3.25)

# room: the rooms it may include besides its own.
set(support "")
set(model support)
set(language support)
set(git support model)
set(documents support model)
set(checks support model language documents)
set(rules support model documents checks)
set(engine support model language documents checks rules)
set(concerns support model git documents)
set(gate support model git language documents checks rules engine concerns)
set(reports support model)
set(scaffold support model documents)
set(commands support model git language documents checks rules engine concerns gate reports scaffold)
set(app commands support)

# Third-party headers, and the only places that may include them.
set(third_party
  "git2|^src/git/.*\\.cpp$|^src/git/libgit2\\.hpp$|^src/git/no_network\\.c$|^src/cmake/libgit2_probe\\.c$"
  "cmark|^src/documents/.*\\.cpp$"
  "yaml\\.h|^src/documents/yaml\\.cpp$|^src/documents/libraries\\.cpp$"
  "nlohmann|^src/support/json_text\\.cpp$"
  "re2/|^src/support/pattern\\.cpp$"
  "unicode/|^src/language/.*\\.cpp$"
  "nettle|^src/git/object_id\\.cpp$"
  "sodium|^src/support/digest\\.cpp$|^src/support/libraries\\.cpp$"
  "pugixml|^src/reports/junit\\.cpp$"
  "kainjow|^src/scaffold/templates\\.cpp$"
  "CLI/|^src/app/parser\\.cpp$"
  "fmt/|^src/.*\\.cpp$"
  "tl/expected|^src/support/result\\.hpp$")

set(faults "")
file(GLOB_RECURSE sources RELATIVE ${SOURCE} ${SOURCE}/src/*.cpp ${SOURCE}/src/*.hpp ${SOURCE}/src/*.c)
foreach(source ${sources})
  string(REGEX REPLACE "^src/([^/]+)/.*$" "\\1" room ${source})
  file(STRINGS ${SOURCE}/${source} includes REGEX "^#include")
  foreach(line ${includes})
    if(line MATCHES "^#include \"([a-z_]+)/")
      set(target ${CMAKE_MATCH_1})
      if(room MATCHES "\\.cpp$")  # main.cpp
        set(allowed app commands)
      else()
        set(allowed ${room} ${${room}})
      endif()
      if(NOT target IN_LIST allowed)
        list(APPEND faults "${source}: ${room} may not include ${target}")
      endif()
    elseif(line MATCHES "^#include <([^>]+)>")
      set(header ${CMAKE_MATCH_1})
      foreach(row ${third_party})
        string(REPLACE "|" ";" row "${row}")
        list(POP_FRONT row prefix)
        if(header MATCHES "^${prefix}")
          set(fine FALSE)
          foreach(place ${row})
            if(source MATCHES "${place}")
              set(fine TRUE)
            endif()
          endforeach()
          if(NOT fine)
            list(APPEND faults "${source}: <${header}> does not belong here")
          endif()
        endif()
      endforeach()
    endif()
  endforeach()
endforeach()

list(LENGTH sources count)
if(faults)
  list(JOIN faults "\n" text)
  message(FATAL_ERROR "includes against the table of rooms:\n${text}")
endif()
message(STATUS "${count} files keep to the table of rooms")
