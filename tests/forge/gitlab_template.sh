#!/bin/sh
# The GitLab job that `qualm init` writes: what it says, and its script run as a merge request
# pipeline would, with a depth of 20 as well.
#
#   gitlab_template.sh QUALM
# shellcheck disable=SC2154,SC2034
set -eu
QUALM=$1
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/forge/lib.sh
. "$SOURCE/tests/forge/lib.sh"

make_team
template=$box/qualm.gitlab-ci.yml
rendered "$SOURCE/templates/ci/gitlab/qualm.gitlab-ci.yml" >"$template"
{ block "$template" 1; block "$template" 2; } >"$box/script"

# What the file says.
keys_are "$template" variables qualm
! grep -nE '^ *(changes|when: (manual|never)|allow_failure: true)' "$template" >"$box/said" ||
  bad "a gate that is skipped counts as passed"
! grep -nE 'TOKEN|PASSWORD' "$template" >"$box/said" || bad "it asks for a token"
step_is_safe "$box/script"
fetches_as_told "$box/script"

# A runner hands over the script as one.
run() {
  target=$1 commit=$2
  shift 2
  status=0
  (
    cd "$box/clone"
    env QUALM_DEB= CI=true GITLAB_CI=true CI_PIPELINE_SOURCE=merge_request_event CI_PROJECT_ID=7 \
      CI_MERGE_REQUEST_PROJECT_ID=7 CI_MERGE_REQUEST_IID=1 CI_COMMIT_SHA="$commit" \
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME="$target" "$@" sh -e "$box/script"
  ) >"$box/said" 2>&1 || status=$?
}
# Depth 1 stands for the 20 that are usual: both cut history off here.
clone() { clone_of "$1" refs/pipelines/1 "$proposed"; }

story

# Reports, also over what a merge request put in their place.
make_team
propose 1 models/claims-triage/model-card.md "Wording."
raise "Calibration collapses"
clone 20
echo untouched >"$box/elsewhere"
ln -s "$box/elsewhere" "$box/clone/qualm-code-quality.json"
run main "$proposed"
expect 1 "a concern is open, at depth 20" "concern $concern"
[ "$(cat "$box/elsewhere")" = untouched ] || bad "a report was written through a link"
grep -q "gate/refused: concern $concern" "$box/clone/qualm-code-quality.json" ||
  bad "the code quality report does not name the concern"
grep -q "$concern" "$box/clone/qualm-junit.xml" || bad "the test report does not name the concern"

# The pipeline of a fork has no view of the concerns.
run main "$proposed" CI_PROJECT_ID=8
expect 2 "a fork" "could not judge: this pipeline runs in a fork"

finish
