# shellcheck shell=sh
# What the end-to-end scripts share: a folder of their own, people, bounded waits, and an end that
# leaves nothing running. Each script is called with the path of the qualm binary, and its exit
# status is 0 for shown, 1 for not, and 77 where what it needs is not installed.
#
#   qualm=$1; . "$(dirname "$0")/lib.sh"
#
# shellcheck disable=SC2154 # $qualm is set by whoever reads this in

here=$(cd "$(dirname "$0")" && pwd)
source_folder=$(cd "$here/../.." && pwd)
qualm=$(cd "$(dirname "$qualm")" && pwd)/$(basename "$qualm")
[ -x "$qualm" ] || { echo "there is no qualm at $qualm" >&2; exit 1; }

box=$(mktemp -d "${TMPDIR:-/tmp}/qualm-e2e-XXXXXX")
box=$(cd "$box" && pwd -P)
running=""  # ids of the processes that this script started and has to end
made=""     # empty folders outside of its own that it made and has to take away

finish() {
  code=$?
  trap - EXIT HUP INT TERM
  for one in $running; do kill "$one" 2>/dev/null || true; done
  for one in $running; do
    wait_for 5 gone "$one" || kill -9 "$one" 2>/dev/null || true
  done
  for one in $made; do rmdir "$one" 2>/dev/null || true; done
  # The processes of a server may still write for a moment.
  rm -rf "$box" 2>/dev/null || { sleep 1; rm -rf "$box"; } || true
  exit "$code"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Nothing of the machine's own settings, and nothing of whoever runs this.
mkdir -p "$box/home" "$box/bin"
ln -s "$qualm" "$box/bin/qualm"
export HOME="$box/home" XDG_CONFIG_HOME="$box/home/.config" GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1
export LC_ALL=C.UTF-8 GIT_TERMINAL_PROMPT=0 GIT_EDITOR=true
export PATH="$box/bin:$PATH"
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_ASKPASS SSH_ASKPASS QUALM_CONFIG
# A build with sanitizers takes several times as long, and a machine may be busy. Servers here may
# take longer than those outside; the clock itself is tried in security.sh.
# shellcheck disable=SC2034 # for those who read this in
slow_server=60
git config --global init.defaultBranch main
git config --global advice.detachedHead false
git config --global protocol.file.allow always
git config --global safe.directory '*'
# What a push may leave behind is no part of what is shown here.
git config --global gc.auto 0
git config --global maintenance.auto false
git config --global receive.autogc false

say() { printf '%s\n' "$*"; }
number=""  # of the scenario that is being shown, where they have numbers
ok() { printf 'ok    %s\n' "${number:+$number: }$*"; }
fail() { # fail WORDS…: says them, with what was printed last
  printf 'FAILED: %s\n' "${number:+$number: }$*" >&2
  if [ -s "$box/said" ]; then sed 's/^/    /' "$box/said" >&2; fi
  exit 1
}

# need PROGRAM PACKAGE: the test is skipped where it is not installed.
need() {
  PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null && return 0
  say "skipped: $1 is not installed (Debian: apt-get install $2)"
  exit 77
}

gone() { ! kill -0 "$1" 2>/dev/null; }
wait_for() { # wait_for SECONDS COMMAND…: whether it succeeds before that long has gone by
  tries=$(($1 * 10))
  shift
  while ! "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

# comes_up PROCESS: whether the server that PROCESS is to be answers (`answers`, which the script says),
# or else has come to an end, as it does when somebody else has the port.
comes_up() {
  tries=200
  until answers >"$box/said" 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ] || gone "$1"; then return 1; fi
    sleep 0.1
  done
}

# as WHO COMMAND…: as somebody of the team, today, with their own key where $keys holds one.
keys=""
as() {
  who=$1
  shift
  case $who in
    ana) name="Ana Souza" ;;
    ben) name="Ben Okafor" ;;
    chidi) name="Chidi Eze" ;;
    dana) name="Dana Whitfield" ;;
    cai) name="Cai Wynn" ;;
    mira) name="Mira Lindqvist" ;;
    nils) name="Nils Berg" ;;
    jonas) name="Jonas Hale" ;;
    mal) name="Mal Stranger" ;;
    *) fail "there is no $who" ;;
  esac
  if [ -n "$keys" ] && [ -f "$keys/$who" ]; then
    export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=gpg.format GIT_CONFIG_VALUE_0=ssh
    export GIT_CONFIG_KEY_1=user.signingkey GIT_CONFIG_VALUE_1="$keys/$who"
  else
    export GIT_CONFIG_COUNT=0
  fi
  GIT_AUTHOR_NAME=$name GIT_AUTHOR_EMAIL=$who@example.com \
    GIT_COMMITTER_NAME=$name GIT_COMMITTER_EMAIL=$who@example.com timeout -k 5 100 "$@" </dev/null
}

# The files of the story, before the launch, into the folder $1.
example() { cp -r "$source_folder"/templates/example/claims-triage/1-before-launch/. "$1"; }

# touch_system WORDS: a commit of Dana's that changes the system.
touch_system() {
  printf '\n- %s\n' "$1" >>models/claims-triage/model-card.md
  printf '\n- %s\n' "$1" >>models/claims-triage/deliberation-note.md
  as dana git commit -qam "$1"
}

# pushed WHO WHAT REFSPEC…: the push passes. refused WHO WHAT WORDS REFSPEC…: it does not, the words
# are among what the client prints, and no ref of the remote has changed.
pushed() {
  who=$1 what=$2
  shift 2
  as "$who" git push --no-verify origin "$@" >"$box/said" 2>&1 || fail "refused: $what"
  ok "$what"
}
refused() {
  who=$1 what=$2 words=$3
  shift 3
  before=$(git ls-remote origin)
  if as "$who" git push --no-verify origin "$@" >"$box/said" 2>&1; then fail "accepted: $what"; fi
  grep -qi -- "$words" "$box/said" || fail "refused without a word of \"$words\": $what"
  [ "$(git ls-remote origin)" = "$before" ] || fail "refused, and refs have changed: $what"
  ok "refused: $what"
}
# does WHAT COMMAND…, does_not WHAT WORDS COMMAND…: the same for any command.
does() {
  what=$1
  shift
  "$@" >"$box/said" 2>&1 || fail "fails: $what"
  ok "$what"
}
does_not() {
  what=$1 words=$2
  shift 2
  if "$@" >"$box/said" 2>&1; then fail "passes: $what"; fi
  grep -qi -- "$words" "$box/said" || fail "fails without a word of \"$words\": $what"
  ok "refused: $what"
}
