# What is installed besides the binary, and the Debian package of it.

install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/hooks/ DESTINATION ${CMAKE_INSTALL_DATADIR}/qualm/hooks
        USE_SOURCE_PERMISSIONS)

# Manual pages and completions come from the table that parses the command line.
set(pages ${PROJECT_BINARY_DIR}/pages)
file(GLOB commands RELATIVE ${PROJECT_SOURCE_DIR}/src/commands ${PROJECT_SOURCE_DIR}/src/commands/*.cpp)
list(TRANSFORM commands REPLACE "\\.cpp$" "")
list(JOIN commands " " commands)
install(CODE "execute_process(COMMAND \"${CMAKE_COMMAND}\" \"-DQUALM=$<TARGET_FILE:qualm>\"
  \"-DFOLDER=${pages}\" \"-DCOMMANDS=${commands}\" -P \"${CMAKE_CURRENT_LIST_DIR}/pages.cmake\"
  COMMAND_ERROR_IS_FATAL ANY)")
install(DIRECTORY ${pages}/man1/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY ${pages}/bash/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
set(zsh site-functions)
if(EXISTS /etc/debian_version)
  set(zsh vendor-completions)
endif()
install(DIRECTORY ${pages}/zsh/ DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh})
install(DIRECTORY ${pages}/fish/ DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The qualm authors <qualm@example.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Git repository policy linter for teams that ship AI systems")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS git)
set(CPACK_STRIP_FILES ON)
include(CPack)
