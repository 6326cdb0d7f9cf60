#!/bin/sh
# Which pages show commands that nothing runs. A page with a block of `sh` or `console` has to be
# run (it holds `<!-- run`), or to be named here with the reason.
#
#   covered.sh SOURCE
set -eu
cd "$1"
# PAGE: why its commands are not run
excused="
docs/architecture.md: commands of the build
docs/contributing.md: commands of the build
docs/corpus.md: needs the corpus, which is not part of the repository
docs/measures.md: older than this test; tests/scenarios/report.scenario runs the same commands
docs/writing-rules.md: older than this test; tests/scenarios/new_rule.scenario runs the same commands
docs/policy.md: older than this test; tests/scenarios/policy.scenario runs the same commands
docs/production-safety.md: older than this test
docs/hooks.md: older than this test; tests/scenarios/hook_*.scenario run the same commands
docs/concerns.md: older than this test; tests/scenarios/concern_*.scenario run the same commands
docs/scaffolding.md: written at the same time as this test; the scenarios of init and new run the same commands
docs/slos.md: older than this test; tests/scenarios/slo_*.scenario run the same commands
README.md: what it shows is longer in docs/first-ten-minutes.md, which is run
"
missing=0
for page in README.md docs/*.md; do
  grep -qE '^```(sh|console)$' "$page" || continue
  grep -q '^<!-- run$' "$page" && continue
  printf '%s' "$excused" | grep -q "^$page: " && continue
  echo "$page shows commands that nothing runs"
  missing=$((missing + 1))
done
[ "$missing" -eq 0 ] && echo "every page is run or excused"
