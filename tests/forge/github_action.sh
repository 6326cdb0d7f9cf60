#!/bin/sh
# action.yml: what it may do, and its step run as GitHub would for each event.
#
#   github_action.sh QUALM
# shellcheck disable=SC2154,SC2034,SC2016
set -eu
QUALM=$1
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/forge/lib.sh
. "$SOURCE/tests/forge/lib.sh"

make_team
action=$SOURCE/action.yml
block "$action" 1 >"$box/step"

# What the file says.
keys_are "$action" name description branding inputs outputs runs
! grep -nE '^ *(- )?(uses|continue-on-error|if):' "$action" >"$box/said" || bad "it does more than one step"
! grep -v '^ *#' "$action" | grep -nE 'secrets|github[.]token' >"$box/said" || bad "it asks for a token"
step_is_safe "$box/step"
fetches_as_told "$box/step"
# Every input reaches the script, and nothing else does.
for input in target proposed qualm sarif summary; do
  grep -qE "^        [A-Z]+: [$][{][{] inputs[.]$input [}][}]$" "$action" || bad "input $input is not handed over"
done

event=pull_request
run() {
  target=$1 commit=$2
  shift 2
  : >"$box/summary"
  : >"$box/output"
  rm -rf "$box/temp"
  mkdir "$box/temp"
  status=0
  (
    cd "$box/clone"
    env EVENT="$event" TARGET="$target" PROPOSED="$commit" QUALM=qualm SARIF=qualm.sarif SUMMARY=true \
      RUNNER_TEMP="$box/temp" GITHUB_OUTPUT="$box/output" GITHUB_STEP_SUMMARY="$box/summary" \
      "$@" sh -e "$box/step"
  ) >"$box/out" 2>"$box/err" || status=$?
  cat "$box/out" "$box/err" >"$box/said"
}
clone() { clone_of "$1" refs/remotes/pull/1/merge "$merged"; }

story

make_team
propose 1 models/claims-triage/model-card.md "Wording."
clone 1
run main "$proposed"
expect 0 "nothing is open"
grep -qx "decision=allowed" "$box/output" || bad "the decision is no output"
grep -qx "sarif=$box/temp/qualm.sarif" "$box/output" || bad "the SARIF file is no output"
raise "Calibration collapses"
run main "$proposed"
expect 1 "a concern is open"
grep -qx "decision=refused" "$box/output" || bad "the refusal is no output"
grep -q "^::error title=gate/refused::concern $concern " "$box/out" || bad "no annotation names the concern"
grep -q "$concern" "$box/summary" || bad "the summary does not name the concern"
grep -q '"ruleId": "gate/refused"' "$box/temp/qualm.sarif" || bad "the SARIF file does not have the concern"
run main "$proposed" SARIF= SUMMARY=false
expect 1 "without reports"
[ "$(cat "$box/summary")$(ls "$box/temp")" = "" ] || bad "reports were written although nobody asked"
run main "$proposed" QUALM=/nowhere/qualm
expect 2 "a path without a program" "could not judge: there is no /nowhere/qualm here"
grep -qx "decision=not judged" "$box/output" || bad "that it could not judge is no output"

# In the job that deploys, all of what is deployed is judged.
tip=$(git -C "$box/team.git" rev-parse main)
event=push
run refs/heads/main "$tip"
expect 1 "deploying main" "concern $concern"
run refs/tags/v1.4.0 "$tip"
expect 1 "deploying a tag" "concern $concern"
settle
run refs/tags/v1.4.0 "$tip"
expect 0 "deploying a tag, and the concern is settled"
event=merge_group
run refs/heads/main "$merged"
expect 0 "a merge queue"
event=pull_request_target
run main "$proposed"
expect 2 "pull_request_target" "could not judge: this action does not run for pull_request_target"

# At most ten errors for a step, and what holds the change back is among them.
event=pull_request
(
  cd "$box/team"
  git checkout -q -B pull-1 origin/main
  for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
    mkdir -p "models/m$n"
    printf -- '---\nlicense: mit\n---\n# Model %s\n' "$n" >"models/m$n/model-card.md"
  done
  git add -A
  by jon 2026-11-17 git commit -qm "Many cards"
  echo "More wording." >>models/claims-triage/model-card.md
  by jon 2026-11-17 git commit -qam "And wording"
  git push -q -f origin HEAD:refs/pull/1/head HEAD:refs/pull/1/merge
)
proposed=$(git -C "$box/team.git" rev-parse refs/pull/1/head) merged=$proposed
raise "Thresholds are guessed"
clone 0
run main "$proposed"
expect 1 "many findings"
[ "$(grep -c '^::error ' "$box/out")" = 10 ] || bad "there are not ten annotations of errors"
[ "$(grep -c '^::warning ' "$box/out")" -le 10 ] || bad "there are more than ten warnings"
grep '^::error ' "$box/out" | head -n 1 | grep -q "concern $concern" || bad "the concern does not come first"

finish
