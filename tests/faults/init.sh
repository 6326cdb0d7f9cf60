#!/bin/sh
# `qualm init --merge`, killed at every system call by which it writes, and failed at each.
#
#   init.sh QUALM
#
# After a failure the work tree stands as it did, or as it shall where only saying so failed. After a
# kill no file is torn, and running the same command again ends where a run that nobody disturbed does.
set -eu
qualm=$1
# shellcheck source=tests/faults/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir "$box/seed/.github"
printf '* @everybody\n' >"$box/seed/.github/CODEOWNERS"
printf 'level: 2\n' >"$box/seed/.qualm.yaml"
chmod 600 "$box/seed/.qualm.yaml"

start() { # start REPOSITORY [TRACER…]
  repository=$1
  shift
  ( cd "$repository" && exec timeout 30 "$@" "$qualm" init --merge --system models/a --forge github \
      --now 2026-11-20 ) >"$box/said" 2>&1 </dev/null
} 2>/dev/null  # the shell's own words about what was killed

# What stands in a work tree: names, modes and content.
state() {
  ( cd "$1" && find . -path ./.git -prune -o -type f -printf '%p %m ' -exec sha256sum {} \; | sort )
}

cp -r "$box/seed" "$box/probe"
if ! start "$box/probe" strace -f -o "$box/trace"; then
  echo "strace cannot trace here: $(tail -n 1 "$box/said")" >&2
  exit 1
fi
state "$box/seed" >"$box/before"
state "$box/probe" >"$box/after"

runs=0 killed=0 half=0
try() { # try SYSCALL WHEN FAULT
  rm -rf "$box/work"
  cp -r "$box/seed" "$box/work"
  code=0
  start "$box/work" strace -f -o /dev/null -e "trace=$1" -e "inject=$1:$3:when=$2" || code=$?
  runs=$((runs + 1))
  what="$3 at $1 number $2 (exit $code)"
  [ "$code" -ne 124 ] || { echo "$what: it hangs"; exit 1; }
  state "$box/work" >"$box/now"
  if [ "$code" -ge 128 ]; then
    killed=$((killed + 1))
    cmp -s "$box/now" "$box/before" || cmp -s "$box/now" "$box/after" || half=$((half + 1))
    # A file under its own name is as it was or as it shall be, and none is missing.
    for file in ./.github/CODEOWNERS ./.qualm.yaml; do grep -q "^$file " "$box/now" || { echo "$what: $file is gone"; exit 1; }; done
    if grep -v '/\.qualm-[0-9]*-[0-9]* ' "$box/now" | sort - "$box/before" "$box/after" | uniq -u |
      grep -Fxf "$box/now"; then
      echo "$what: a file is neither as it was nor as it shall be"
      exit 1
    fi
  elif [ "$code" -ne 0 ] && ! cmp -s "$box/now" "$box/before" && ! cmp -s "$box/now" "$box/after"; then
    echo "$what: something was left behind"
    diff "$box/before" "$box/now"
    exit 1
  fi
  start "$box/work" env || { echo "$what: the second run fails: $(cat "$box/said")"; exit 1; }
  state "$box/work" | diff "$box/after" - || { echo "$what: the second run ends elsewhere"; exit 1; }
}

# The places, among all calls of that name, of those that look like PATTERN.
places() { # places SYSCALL PATTERN
  grep -E "^[0-9]+ +$1\(" "$box/trace" | grep -nE "$2" | cut -d: -f1
}
for call in openat mkdirat fchmodat write fsync linkat renameat2 unlinkat; do
  case $call in
    openat) pattern=O_CREAT ;;
    *) pattern=. ;;
  esac
  for when in $(places "$call" "$pattern"); do
    try "$call" "$when" signal=SIGKILL
    case $call in
      renameat2 | unlinkat) ;; # the first has another way, the last only tidies up
      *) try "$call" "$when" error=ENOSPC ;;
    esac
  done
done
# Where two files cannot trade places, one is put aside for a moment.
try renameat2 1 error=EINVAL
echo "$runs faults, $killed kills: $half times half of it stood"
[ "$half" -gt 0 ]
