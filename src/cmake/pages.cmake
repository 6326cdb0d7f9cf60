# Install step: manual pages and completions, as the program itself prints them.
# cmake -DQUALM=… -DFOLDER=… -DCOMMANDS="check gate …" -P …

cmake_minimum_required(VERSION 3.25)

function(print file)
  execute_process(COMMAND ${QUALM} ${ARGN} OUTPUT_FILE ${FOLDER}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER}/man1 ${FOLDER}/bash ${FOLDER}/zsh ${FOLDER}/fish)
print(man1/qualm.1 man)
separate_arguments(COMMANDS)
foreach(command ${COMMANDS})
  print(man1/qualm-${command}.1 man ${command})
endforeach()
print(bash/qualm completion bash)
print(zsh/_qualm completion zsh)
print(fish/qualm.fish completion fish)
