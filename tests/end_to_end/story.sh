# shellcheck shell=sh
# The story of a concern against a real server, whichever way it is reached. Read in by http.sh,
# ssh.sh and gitolite.sh, once their server is up:
#
#   story URL      the URL of an empty bare repository whose hooks stand
#
# shellcheck disable=SC2154 # what lib.sh sets

raise() { # raise WHO TITLE: its id is left in $id
  as "$1" qualm concern raise --title "$2" --severity high --system models/claims-triage \
    --message "Claims with new supplier codes are scored as safe." --harm "Claimants." \
    --settled-by "Recall on new codes of 0.9." >"$box/said" 2>&1 || fail "$1 cannot raise: $2"
  id=$(sed -n 's/^  concern //p' "$box/said" | head -n 1)
  [ -n "$(git ls-remote origin "refs/heads/concern/$id")" ] || fail "concern $id is not there"
  say "ok    $1 raises: $2"
}

story() {
  does "clone" git clone -q "$1" "$box/work"
  cd "$box/work" || exit 1
  example .
  git add -A
  as dana git commit -qm "Before the launch"
  pushed dana "the first push, judged by the policy that it brings" main

  before=$(git status --porcelain; git rev-parse HEAD)
  raise ana "Calibration collapses on unfamiliar supplier codes"
  [ "$before" = "$(git status --porcelain; git rev-parse HEAD)" ] ||
    fail "raising touched the work tree or HEAD"

  touch_system "A change of wording."
  refused dana "a change of the system, past the client's hooks" "remote: qualm: refused: main: concern $id" main
  grep -q "Calibration collapses" "$box/said" || fail "the title of the concern is not shown"
  grep -q "remote:   next: Ben Okafor" "$box/said" || fail "nobody is named who can settle it"
  git tag v1.4.0
  refused dana "a release tag" "remote: qualm: refused: tags/v1.4.0: concern $id" v1.4.0
  as dana git tag -a -m "Release" v1.4.1
  refused dana "an annotated release tag" "concern $id" v1.4.1
  refused dana "a release branch" "concern $id" main:release/1.4
  refused dana "two refs at once, atomically" "concern $id" --atomic main main:fix
  pushed dana "a branch that mends it" main:fix
  grep -q "remote:.*concern $id" "$box/said" || fail "the open concern is not shown to the fix"
  # In a folder of its own: what is outside every system is deployed as ever.
  git worktree add -q "$box/outside" origin/main
  ( cd "$box/outside" && echo "Ask Dana." >notes.txt && git add notes.txt &&
    as dana git commit -qm "Whom to ask" && pushed dana "a change outside every system" HEAD:main )
  git fetch -q
  as dana git rebase -q origin/main

  refused mal "deleting the concern" "concern" ":refs/heads/concern/$id"
  as ana git commit-tree -m "Another history" "concern/$id^{tree}" >"$box/other"
  refused ana "rewriting the concern" "concern" "+$(cat "$box/other"):refs/heads/concern/$id"
  refused ana "a branch that would keep concerns out" "concern" main:refs/heads/concern
  refused dana "deleting the protected branch" "main" :main

  does_not "the owner resolves it" "reviewer" as dana qualm concern resolve "$id" \
    --message "We will watch it."
  does_not "whoever raised it resolves it" "reviewer" as ana qualm concern resolve "$id" \
    --message "Never mind."
  refused dana "a change of the system, after attempts to settle" "concern $id" main
  settle_and_deploy_at_once
  does "the neutral reviewer resolves it" as ben qualm concern resolve "$id" \
    --message "Supplier codes were added; recall is 0.93." \
    --evidence models/claims-triage/robustness/pack.yaml
  git fetch -q
  pushed dana "the change of the system" main
  pushed dana "a release tag" v1.4.1
  git fetch -q
  git worktree remove --force "$box/outside"

  does "whoever raised it disputes it" as ana qualm concern dispute "$id" \
    --message "The cases do not cover codes of this year."
  touch_system "Another change of wording."
  refused dana "a change of the system, disputed" "concern $id" main
  # A concern and a deployment in one push: what would save the concern is said, and works.
  as ana qualm concern raise --no-push --title "Appeals are not answered" --severity low \
    --system models/claims-triage --message "Nobody reads them." >"$box/said" 2>&1 ||
    fail "raising without a push"
  second=$(sed -n 's/^  concern //p' "$box/said" | head -n 1)
  refused ana "a concern together with a deployment" \
    "push the concern alone: git push .* concern/$second" main "concern/$second"
  pushed ana "the concern alone" "concern/$second"
}

# Closing and deploying in one push is refused, and both are lost with it.
settle_and_deploy_at_once() {
  git fetch -q
  as ben qualm concern resolve "$id" --no-push --message "Supplier codes were added." \
    --evidence models/claims-triage/robustness/pack.yaml >"$box/said" 2>&1 ||
    fail "resolving without a push"
  refused dana "settling and deploying in one push" "concern $id" "concern/$id" main
  git update-ref "refs/heads/concern/$id" "refs/remotes/origin/concern/$id"
}
