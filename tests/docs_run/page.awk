# Makes a scenario of a page, so that what it shows can be run (page.sh).
#
#   ```console    lines with "$ " are commands, a "\" at the end goes on; what follows is what a
#                 terminal shows, compared as a scenario compares: [...] is any text in a line,
#                 a line [any] any lines; blanks at the end of a line, with which Git pads what a
#                 server says, are nothing
#   ```sh         every line is a command; it has to succeed, and what it prints is not compared
#   <!-- run      the lines up to --> are steps of a scenario that a reader does not see: what makes
#   …             the repository that the page is about, `= 1` behind a block whose last command
#   -->           ends so, `with ID $(cat id)` to put something in place of a word from here on,
#                 `as ben 2026-11-21` to run what follows as somebody of the team on that day, and
#                 `as` alone not to any more,
#                 `file PATH` to write the next block, of whatever language, to that file,
#                 `skip` to leave out the next block, with the reason
function swapped(text, word, value,   done, at, before, behind) {
  done = ""
  while ((at = index(text, word)) > 0) {
    before = at == 1 ? " " : substr(text, at - 1, 1)
    behind = substr(text, at + length(word), 1)
    done = done substr(text, 1, at - 1) (before behind ~ /[A-Za-z0-9_-]/ ? word : value)
    text = substr(text, at + length(word))
  }
  return done text
}
function replaced(command,   word) {
  for (word in put) command = swapped(command, word, put[word])
  return command
}
function emit(command, compared,   said) {
  command = replaced(command)
  if (who != "") sub(/^qualm /, "by " who " qualm ", command)
  if (compared) {
    said = "\"$HOME/said\""
    print "$ exec 3>&1 >" said " 2>&1; " command "; code=$?; exec >&3; sed 's/ *$//' " said "; (exit $code)"
  } else {
    print "$ exec 2>&1; " command
    print "> [any]"
  }
}
function unfinished(line) { return line ~ /\\$/ }
hidden && /^-->$/ { hidden = 0; next }
hidden && /^with / { name = $2; sub(/^with [^ ]+ /, ""); put[name] = $0; next }
hidden && /^as( |$)/ { who = NF > 1 ? $2 " " $3 : ""; next }
hidden && /^file / { file = $2; next }
hidden && /^skip/ { skip = 1; next }
hidden { print (/^\$ / ? replaced($0) : $0); next }
/^<!-- run$/ { hidden = 1; next }
/^```/ && fence == "" {
  fence = file != "" ? "file" : substr($0, 4)
  if (fence == "") fence = "text"
  if (fence == "file") print "write " file
  file = ""
  left_out = skip
  skip = 0
  part = ""
  next
}
/^```/ { fence = ""; next }
left_out && fence != "" { next }
fence == "file" { print ($0 == "" ? "|" : "| " $0); next }
fence == "console" || fence == "sh" {
  line = $0
  start = fence == "sh" || line ~ /^\$ /
  if (part != "") {
    sub(/^ +/, "", line)
  } else if (start) {
    if (fence == "console") line = substr(line, 3)
    if (line ~ /^ *(#.*)?$/) next
  } else {
    print (line == "" ? ">" : "> " line)
    next
  }
  if (unfinished(line)) { sub(/\\$/, "", line); part = part line; next }
  emit(part line, fence == "console")
  part = ""
}
