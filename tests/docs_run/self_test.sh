#!/bin/sh
# That a page that is wrong does not pass, and one that is right does.
#
#   self_test.sh SCENARIO BINARIES SOURCE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
failed=0

# page NAME WANTED: the page on standard input ends with WANTED, 0 or 1
page() {
  name=$1 wanted=$2
  cat >"$box/page.md"
  status=0
  sh "$here/page.sh" "$scenario" "$binaries" "$source" "$box/page.md" >"$box/said" 2>&1 || status=$?
  [ "$status" = "$wanted" ] && return
  failed=$((failed + 1))
  printf 'FAILED: %s: exit status %s, expected %s\n' "$name" "$status" "$wanted"
  sed 's/^/  | /' "$box/said"
}
scenario=$1 binaries=$2 source=$3

page "output as shown, setup unseen, words replaced, a line that goes on" 0 <<'PAGE'
<!-- run
$ echo found >file
with ID $(cat file)
-->
```console
$ echo ID \
    here; echo "again" >&2
found here
[any]
```
PAGE
page "other output" 1 <<'PAGE'
```console
$ echo one
two
```
PAGE
page "output that is not shown" 1 <<'PAGE'
```console
$ echo one
```
PAGE
page "a command that fails, among those whose output is not compared" 1 <<'PAGE'
```sh
true   # fine
false
```
PAGE
page "a command that is meant to fail" 0 <<'PAGE'
```sh
false
```
<!-- run
= 1
-->
PAGE
page "a block that is left out, and no other" 1 <<'PAGE'
<!-- run
skip: this one
-->
```sh
false
```
```sh
false
```
PAGE
page "a block that becomes a file, blanks at the end of a line, and words replaced out of sight" 0 <<'PAGE'
<!-- run
file ../settings
-->
```yaml
level: 3

people: []
```
<!-- run
$ wc -l <../settings >number
with COUNT $(cat number)
$ echo COUNT >again
-->
```console
$ cat again; printf 'two  \n'
3
two
```
PAGE
page "a block that becomes a file is not run" 1 <<'PAGE'
<!-- run
file script
-->
```sh
true
```
PAGE
page "other languages are not run" 1 <<'PAGE'
```yaml
$ false
```
PAGE
[ "$failed" -eq 0 ] && echo "pages are held to what they show"
