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
"
# Whether a page shows commands: in a block for them, or (unmarked) in one of no language, which
# nothing runs even where the page is run.
shows_commands() { # shows_commands PAGE [unmarked]
  awk -v unmarked="${2:-}" '/^```/ { if (inside) { inside = 0 } else { inside = 1; language = substr($0, 4) }; next }
    inside && unmarked == "" && (language == "sh" || language == "console") { found = 1 }
    inside && language == "" && /^ *(\$ |sudo |qualm |git |apt-get |\.\/dev )/ { found = 1 }
    END { exit !found }' "$1"
}
missing=0
for page in README.md docs/*.md docs/packaging/*.md; do
  shows_commands "$page" || continue
  printf '%s' "$excused" | grep -q "^$page: " && continue
  if ! grep -q '^<!-- run$' "$page" || shows_commands "$page" unmarked; then
    echo "$page shows commands that nothing runs"
    missing=$((missing + 1))
  fi
done
[ "$missing" -eq 0 ] && echo "every page is run or excused"
