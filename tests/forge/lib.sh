# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by the tests of this folder: a team with a remote, the scripts of a workflow file, and
# what a forge does before it runs them. QUALM and SOURCE are set by who sources it.
#
# Nothing of a forge is here: its checkout is made with git from a bare repository, its steps are
# the shell that stands in the file, and its files (outputs, job summary) are files.

box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
mkdir -p "$box/home" "$box/bin" "$box/without"
HOME=$box/home
export HOME GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1 LC_ALL=C TZ=UTC
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE QUALM_CONFIG
git config --global init.defaultBranch main
git config --global protocol.file.allow always
git config --global advice.detachedHead false
git config --global safe.directory '*'

# The day is part of every judgement; the files under test rightly do not say which it is.
cat >"$box/bin/qualm" <<SHIM
#!/bin/sh
case \$1 in
  gate) exec "$QUALM" "\$@" --now 2026-11-25 ;;
  *) exec "$QUALM" "\$@" ;;
esac
SHIM
chmod +x "$box/bin/qualm"
PATH=$box/bin:$SOURCE/tests/harness/team:$PATH
export PATH

failed=0
bad() { # bad WHAT: the test goes on, and fails in the end; what was said last is shown
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$1" >&2
  [ ! -s "$box/said" ] || sed 's/^/  | /' "$box/said" >&2
}

# expect STATUS WHAT [TEXT…]: how the last run ended, and what it has to have said
expect() {
  wanted=$1 what=$2
  shift 2
  [ "${status:-}" = "$wanted" ] || bad "$what: exit status $status, expected $wanted"
  for text in "$@"; do
    grep -qF -- "$text" "$box/said" || bad "$what: it does not say \"$text\""
  done
}

# finish: to be called last
finish() {
  [ "$failed" -eq 0 ] || { printf '%s failed\n' "$failed" >&2; exit 1; }
  echo "all held"
}

# rendered FILE: what `qualm init` would write, for the branch main
rendered() {
  sed -e '1s/^{{=<% %>=}}//' -e 's/<%branch%>/main/g' -e 's/\([^$]\){{branch}}/\1main/g' "$1"
}

# block FILE NUMBER: the text of the NUMBERth block of shell (`run: |` or `- |`)
block() {
  awk -v wanted="$2" '
    function indent(line) { match(line, /^ */); return RLENGTH }
    inside {
      if ($0 ~ /^ *$/) { if (seen == wanted) print ""; next }
      if (first == 0) first = indent($0)
      if (indent($0) >= first) { if (seen == wanted) print substr($0, first + 1); next }
      inside = 0
    }
    /^ *(- )?run: \|$/ || /^ *- \|$/ { inside = 1; first = 0; seen++ }
  ' "$1"
}

# keys_are FILE KEY…: the file is YAML, read strictly, and has exactly these keys at the top. The
# policy reader is strict, reads any YAML, and then names every key that is none of its own.
keys_are() {
  file=$1
  shift
  ! "$QUALM" check --repo "$box/team" --config "$file" >"$box/said" 2>&1 || bad "$file was taken for a policy"
  found=$(grep -o 'unknown key "[a-z_-]*"' "$box/said" | sed 's/.*"\(.*\)"/\1/' | tr '\n' ' ')
  [ "$found" = "$* " ] || bad "$file: the keys at the top are: $found"
}

# A team: team.git with a complete system on main, and work of three people on it.
make_team() { # make_team [DEFAULT BRANCH]
  branch=${1:-main}
  rm -rf "$box/team.git" "$box/team"
  git init -q --bare -b "$branch" "$box/team.git"
  git init -q -b "$branch" "$box/team"
  cp -R "$SOURCE/templates/example/claims-triage/1-before-launch/." "$box/team"
  (
    cd "$box/team" || exit
    git remote add origin "file://$box/team.git"
    git add -A
    by dana 2026-11-16 git commit -qm "Claims triage before the launch"
    git push -q -u origin "$branch"
  )
}

# propose NUMBER FILE TEXT: a pull request of Jon that appends TEXT to FILE, with the refs that a
# forge keeps of it. Sets `proposed` and `merged`.
propose() {
  (
    cd "$box/team" || exit
    git checkout -q -B "pull-$1" "origin/$branch"
    printf '%s\n' "$3" >>"$2"
    git add -A
    by jon 2026-11-17 git commit -qm "Change $2"
    git push -q -f origin "HEAD:refs/pull/$1/head" "HEAD:refs/merge-requests/$1/head"
    git checkout -q --detach "origin/$branch"
    by jon 2026-11-17 git merge -q --no-ff -m "Merge pull request $1" "pull-$1"
    git push -q -f origin "HEAD:refs/pull/$1/merge"
    git checkout -q "$branch"
  )
  proposed=$(git -C "$box/team.git" rev-parse "refs/pull/$1/head")
  merged=$(git -C "$box/team.git" rev-parse "refs/pull/$1/merge")
}

# move_on FILE TEXT: somebody else's change lands on the default branch
move_on() {
  (
    cd "$box/team" || exit
    git checkout -q "$branch"
    printf '%s\n' "$2" >>"$1"
    git add -A
    by dana 2026-11-18 git commit -qm "Change $1"
    git push -q origin "$branch"
  )
}

# raise TITLE: Ana's concern about the system, on the remote. Sets `concern`.
raise() {
  (
    cd "$box/team" || exit
    git fetch -q origin
    by ana 2026-11-20 qualm concern raise --title "$1" --system models/claims-triage \
      --severity high --message "Unfamiliar codes are scored as safe." --harm "Claimants." \
      --settled-by "Recall on unseen codes." >"$box/raised" 2>&1
  ) || { cat "$box/raised" >&2; exit 1; }
  concern=$(grep -oE '[0-9a-f]{16}' "$box/raised" | head -n 1)
}

# settle: Ben resolves it, on the remote
settle() {
  (
    cd "$box/team" || exit
    git fetch -q origin
    by ben 2026-11-21 qualm concern resolve "$concern" --message "Cases for new codes were added." \
      --evidence models/claims-triage/robustness/pack.yaml >"$box/settled" 2>&1
  ) || { cat "$box/settled" >&2; exit 1; }
}

# clone_of DEPTH REF COMMIT: a fresh clone as a forge's checkout makes it, detached at COMMIT.
# DEPTH 0 is all of history with all branches.
clone_of() {
  rm -rf "$box/clone"
  git init -q "$box/clone"
  (
    cd "$box/clone" || exit
    git remote add origin "file://$box/team.git"
    if [ "$1" = 0 ]; then
      git fetch -q --no-tags --prune origin '+refs/heads/*:refs/remotes/origin/*' "+$3:$2"
    else
      git fetch -q --no-tags --prune --depth="$1" origin "+$3:$2"
    fi
    git checkout -q --force --detach "$2"
  )
}

# story: what every integration has to hold. It is told with two functions of the test that calls
# it: `clone DEPTH` checks the proposal out as the forge does, and `run TARGET COMMIT [NAME=VALUE…]`
# runs the steps there, and sets `status` and $box/said.
story() {
  propose 1 models/claims-triage/model-card.md "Wording."
  clone 0
  run main "$proposed"
  expect 0 "nothing is open"
  raise "Calibration collapses"
  clone 0
  run main "$proposed"
  expect 1 "a concern is open" "concern $concern \"Calibration collapses\""
  clone 1
  run main "$proposed"
  expect 1 "the checkout is shallow" "concern $concern"
  [ "$(git -C "$box/clone" rev-parse --is-shallow-repository)" = false ] || bad "history was not completed"

  # The concern has been settled; and again with a runner that keeps its workspace.
  settle
  clone 1
  run main "$proposed"
  expect 0 "the concern is settled"
  raise "Thresholds are guessed"
  run main "$proposed"
  expect 1 "a concern was raised since the workspace was last used" "concern $concern"
  settle

  # The target has moved on: what it would become is judged, not what the proposal was made from.
  move_on notes.md "Unrelated."
  clone 1
  run main "$proposed"
  expect 0 "the target has moved on"
  move_on models/claims-triage/model-card.md "Other wording, in the same place."
  clone 1
  run main "$proposed"
  expect 2 "it does not merge" "could not judge: it does not merge into main by itself"

  # What cannot be judged does not pass.
  propose 1 models/claims-triage/model-card.md "Wording."
  clone 1
  git -C "$box/clone" remote set-url origin "file://$box/gone.git"
  run main "$proposed"
  expect 2 "the remote is gone" "could not judge: the branches could not be fetched"
  clone 1
  mkdir -p "$box/plain"
  ln -sf /usr/bin/* /bin/* "$box/plain"
  rm -f "$box/plain/qualm"
  run main "$proposed" PATH="$box/plain"
  expect 2 "qualm is not installed" "could not judge: "
  run "" "$proposed"
  expect 2 "there is no target" "could not judge: it is not known what would change"

  # A default branch by another name is as protected.
  make_team develop
  propose 1 models/claims-triage/model-card.md "Wording."
  raise "Calibration collapses"
  clone 1
  run develop "$proposed"
  expect 1 "the default branch is develop" "concern $concern"
}

# step_is_safe FILE…: scripts in which nothing of an event is text
step_is_safe() {
  for script in "$@"; do
    [ -s "$script" ] || bad "$script: there is no script"
    ! grep -n '[$]{{' "$script" >"$box/said" || bad "a value of the event becomes part of a script"
  done
}

# fetches_as_told FILE: the script fetches concerns by the command that qualm tells people to run
fetches_as_told() {
  fetches=$(sed -n 's/^ *\(git fetch --atomic.*fetched\).*/\1/p' "$1")
  rm -rf "$box/shallow"
  git clone -q --depth 1 "file://$box/team.git" "$box/shallow"
  qualm gate --repo "$box/shallow" --ref main >"$box/said" 2>&1 || :
  grep -qxF "  next: $fetches" "$box/said" || bad "it does not fetch concerns as qualm says"
}

# only_reads FILE: a workflow that can do nothing but read, and cannot be skipped
only_reads() {
  ! grep -n '{{' "$1" | grep -v '[$]{{' >"$box/said" || bad "something is left to fill in"
  ! grep -E '^ *(- )?uses:' "$1" | grep -vE 'uses: [a-z]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$' >"$box/said" ||
    bad "an action is not pinned to a commit"
  sed -n '/^permissions:$/,/^$/p' "$1" | tr '\n' ' ' >"$box/said"
  [ "$(cat "$box/said")" = "permissions:   contents: read  " ] || bad "it may do more than read"
  ! grep -nE '^ *(if|paths|paths-ignore|continue-on-error):' "$1" >"$box/said" ||
    bad "a gate that is skipped counts as passed"
  ! grep -v '^ *#' "$1" | grep -nE 'pull_request_target|secrets|github[.]token' >"$box/said" ||
    bad "it is not safe for pull requests from forks"
  :
}
