#!/bin/sh
# `qualm concern raise`, killed at every system call it makes, and failed at each by which it changes
# anything.
#
#   raise.sh QUALM
#
# After each run the concern is wholly there or wholly absent, exit 0 means that it is there, `git
# fsck` has nothing to say, and raising again succeeds.
set -eu
qualm=$1
# shellcheck source=tests/faults/lib.sh
. "$(dirname "$0")/lib.sh"
git -C "$box/seed" commit -q --allow-empty -m start

raise() { # raise REPOSITORY TITLE [TRACER…]
  repository=$1 title=$2
  shift 2
  ( cd "$repository" && exec timeout 30 "$@" "$qualm" concern raise --no-push --title "$title" \
      --severity high --system . --message "It fails in the dark." ) >"$box/said" 2>&1 </dev/null
} 2>/dev/null  # the shell's own words about what was killed

probe="$box/probe"
cp -r "$box/seed" "$probe"
if ! raise "$probe" probe strace -f -o "$box/trace"; then
  echo "strace cannot trace here: $(tail -n 1 "$box/said")" >&2
  exit 1
fi

runs=0 killed=0 absent=0 present=0
try() { # try SYSCALL WHEN FAULT
  rm -rf "$box/work"
  cp -r "$box/seed" "$box/work"
  code=0
  raise "$box/work" "a concern" \
    strace -f -o /dev/null -e "trace=$1" -e "inject=$1:$3:when=$2" || code=$?
  runs=$((runs + 1))
  what="$3 at $1 number $2 (exit $code)"
  [ "$code" -ne 124 ] || { echo "$what: it hangs"; exit 1; }
  refs=$(git -C "$box/work" for-each-ref --format='%(refname)' refs/heads/concern/)
  if [ -n "$refs" ]; then
    present=$((present + 1))
    id=${refs##*/}
    file=safety/concerns/$id/raised-$id.md
    digest=$(git -C "$box/work" cat-file blob "$refs:$file" | sha256sum | cut -c1-16)
    [ "$digest" = "$id" ] || { echo "$what: half a concern: $refs"; exit 1; }
  else
    absent=$((absent + 1))
    [ "$code" -ne 0 ] || { echo "$what: absent, and the exit status says it is there"; exit 1; }
  fi
  [ "$code" -lt 128 ] || killed=$((killed + 1))
  git -C "$box/work" fsck --strict >"$box/fsck" 2>&1 ||
    { echo "$what: git fsck: $(cat "$box/fsck")"; exit 1; }
  raise "$box/work" "once more" env || { echo "$what: raising again fails: $(cat "$box/said")"; exit 1; }
}

# The places, among all calls of that name, of those that look like PATTERN.
places() { # places SYSCALL PATTERN
  grep -E "^[0-9]+ +$1\(" "$box/trace" | grep -nE "$2" | cut -d: -f1
}
# The first call starts the program and the last ends it: nothing is under way at either.
calls=$(sed -nE 's/^[0-9]+ +([a-z0-9_]+)\(.*/\1/p' "$box/trace" | sort -u | grep -vE '^(execve|exit|exit_group)$')
for call in $calls; do
  for when in $(places "$call" .); do try "$call" "$when" signal=SIGKILL; done
done
for call in openat mkdir write fsync link rename; do
  case $call in
    openat) pattern=O_CREAT ;;
    *) pattern=. ;;
  esac
  for when in $(places "$call" "$pattern"); do
    for error in ENOSPC EROFS EIO; do try "$call" "$when" "error=$error"; done
  done
done
echo "$runs faults, $killed kills: $present times there, $absent times absent"
[ "$present" -gt 0 ] && [ "$absent" -gt 0 ] && [ "$killed" -gt 0 ]
