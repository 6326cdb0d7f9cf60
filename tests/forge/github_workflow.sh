#!/bin/sh
# The GitHub workflow that `qualm init` writes: what it may do, and its steps run as GitHub would.
#
#   github_workflow.sh QUALM
# shellcheck disable=SC2154,SC2034,SC2016
set -eu
QUALM=$1
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/forge/lib.sh
. "$SOURCE/tests/forge/lib.sh"

make_team
workflow=$box/qualm.yml
rendered "$SOURCE/templates/ci/github/qualm.yml" >"$workflow"
block "$workflow" 1 >"$box/step1"
block "$workflow" 2 >"$box/step2"

# What the file says.
keys_are "$workflow" name on permissions env jobs
only_reads "$workflow"
step_is_safe "$box/step1" "$box/step2"
fetches_as_told "$box/step2"
for line in 'TARGET: ${{ github.event.merge_group.base_ref || github.base_ref }}' \
  'PROPOSED: ${{ github.event.pull_request.head.sha || github.event.merge_group.head_sha }}'; do
  grep -qF "          $line" "$workflow" || bad "the steps do not get $line"
done

# Both steps, with what the file hands them.
run() {
  target=$1 commit=$2
  shift 2
  : >"$box/summary"
  status=0
  (
    cd "$box/clone"
    for number in 1 2; do
      env TARGET="$target" PROPOSED="$commit" QUALM_DEB= GITHUB_ACTIONS=true \
        GITHUB_STEP_SUMMARY="$box/summary" "$@" sh -e "$box/step$number" || exit
    done
  ) >"$box/out" 2>"$box/err" || status=$?
  cat "$box/out" "$box/err" >"$box/said"
}
clone() { clone_of "$1" refs/remotes/pull/1/merge "$merged"; }

story

# Annotations, the job summary, a merge queue.
make_team
propose 1 models/claims-triage/model-card.md "Wording."
clone 0
run main "$proposed"
grep -q 'main from .* to .*: allowed' "$box/summary" || bad "the summary does not say that it passes"
run refs/heads/main "$merged"
expect 0 "a merge queue"
raise "Calibration collapses"
run refs/heads/main "$merged"
expect 1 "a merge queue, and a concern is open"
grep -q "^::error title=gate/refused::concern $concern " "$box/out" || bad "no annotation names the concern"
grep -q "$concern" "$box/summary" || bad "the summary does not name the concern"
run main "$proposed" QUALM_DEB=tools/qualm.deb
expect 2 "a package of the pull request's own" "QUALM_DEB is no absolute path"
# The package is installed before anything is judged; lists of packages are fetched where need be.
for program in apt-get sudo; do
  printf '%s\n' '#!/bin/sh' '[ "$1" != apt-get ] || shift' "echo \"\$*\" >>'$box/installed'" \
    "[ \"\$1\" = update ] || [ -e '$box/lists' ] || { : >'$box/lists'; exit 100; }" >"$box/bin/$program"
  chmod +x "$box/bin/$program"
done
run main "$proposed" QUALM_DEB=/opt/qualm.deb
expect 1 "with a package" "concern $concern"
[ "$(tr '\n' ';' <"$box/installed")" = "install --yes --no-install-recommends /opt/qualm.deb;update;install --yes --no-install-recommends /opt/qualm.deb;" ] ||
  bad "the package is installed as $(cat "$box/installed")"
rm "$box/bin/apt-get" "$box/bin/sudo"

# Text of others stays text.
raise '::stop-commands::x %0A##[error]y'
run main "$proposed"
expect 1 "a hostile title" "concern $concern"
! grep -E '^[[:space:]]*::' "$box/said" | grep -vE '^::(error|warning|notice) ' >"$box/commands" ||
  bad "a command of others: $(cat "$box/commands")"
! grep -F '##[' "$box/said" >"$box/commands" || bad "a command of others: $(cat "$box/commands")"

finish
