#!/bin/sh
# What docs/lefthook.md, docs/husky.md and .pre-commit-hooks.yaml tell other tools to run, run as
# those tools do.
#
#   hook_tools.sh QUALM
# shellcheck disable=SC2154,SC2034,SC2016
set -eu
QUALM=$1
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/forge/lib.sh
. "$SOURCE/tests/forge/lib.sh"

# qualm hook run judges by today; this test is about what it is told of, not about the day.
make_team
git clone -q "$box/team.git" "$box/clone"
cd "$box/clone"
raise "Calibration collapses"
git fetch -q
echo "Wording." >>models/claims-triage/model-card.md
git add -A
by jon 2026-11-20 git commit -qm "Wording"
before=$(git rev-parse origin/main)
zeros=0000000000000000000000000000000000000000
push_main="refs/heads/main $(git rev-parse HEAD) refs/heads/main $before"
push_side="refs/heads/main $(git rev-parse HEAD) refs/heads/side $zeros"
remote_url=$(git remote get-url origin)

# told INPUT SCRIPT [ARGUMENT…]: SCRIPT as a tool would run it, with INPUT on standard input
told() {
  input=$1 script=$2
  shift 2
  status=0
  printf '%s\n' "$input" | sh -e -c "$script" hook "$@" >"$box/said" 2>&1 || status=$?
}

# lefthook puts the arguments in place of {1} and {2}, and passes standard input where it is asked to.
lefthook=$(sed -n 's/^ *run: \(qualm hook run pre-push .*\)/\1/p' "$SOURCE/docs/lefthook.md" |
  sed -e 's/{1}/"$1"/' -e 's/{2}/"$2"/')
grep -qx '      use_stdin: true' "$SOURCE/docs/lefthook.md" || bad "lefthook is not told to pass standard input"
told "$push_side
$push_main" "$lefthook" origin "$remote_url"
expect 1 "lefthook, two refs" "refused: main: concern $concern"
told "$push_side" "$lefthook" origin "$remote_url"
expect 0 "lefthook, a side branch"

# husky runs the file with `sh -e`, and passes both.
husky=$(grep -x 'qualm hook run pre-push -- "$@"' "$SOURCE/docs/husky.md")
told "$push_side
$push_main" "$husky" origin "$remote_url"
expect 1 "husky, two refs" "refused: main: concern $concern"
told "$push_side" "$husky" origin "$remote_url"
expect 0 "husky, a side branch"

# pre-commit passes nothing, and sets variables. Its entries are words, as a shell splits them.
entry() { # entry ID
  awk -v id="$1" '
    /^- id: / { here = $3 == id }
    here && /^  entry: >-$/ { folded = 1; next }
    here && /^  entry: / { sub(/^  entry: /, ""); print }
    folded && /^    / { sub(/^    /, ""); printf "%s ", $0; next }
    { folded = 0 }
  ' "$SOURCE/.pre-commit-hooks.yaml"
}
for id in qualm-check qualm-gate; do
  [ -n "$(entry "$id")" ] || bad "there is no hook $id"
done
[ "$(grep -c '^  language: system$' "$SOURCE/.pre-commit-hooks.yaml")" = 2 ] || bad "pre-commit would install something"
[ "$(grep -c '^  always_run: true$' "$SOURCE/.pre-commit-hooks.yaml")" = 2 ] || bad "pre-commit would skip a hook"
push() { # push REMOTE-BRANCH
  status=0
  env PRE_COMMIT_REMOTE_NAME=origin PRE_COMMIT_REMOTE_URL="$remote_url" PRE_COMMIT_REMOTE_BRANCH="$1" \
    PRE_COMMIT_TO_REF="$(git rev-parse HEAD)" sh -c "$(entry qualm-gate)" </dev/null >"$box/said" 2>&1 || status=$?
}
push refs/heads/main
expect 1 "pre-commit, a protected branch" "refused: main: concern $concern"
push refs/heads/side
expect 0 "pre-commit, a side branch"
push refs/heads/release/1.4
expect 1 "pre-commit, a new protected branch" "refused: release/1.4: concern $concern"
git checkout -q --detach "origin/concern/$concern"
push "refs/heads/concern/$concern"
expect 0 "pre-commit, a concern"
git checkout -q main
printf '\n## Human objective\n\nTBD\n' >models/claims-triage/model-card.md
git add -A
status=0
sh -c "$(entry qualm-check)" </dev/null >"$box/said" 2>&1 || status=$?
expect 1 "pre-commit, a commit" "model-card"

finish
