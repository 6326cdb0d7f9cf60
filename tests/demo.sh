#!/bin/sh
# The main job on a real repository with a real remote: from an empty folder to a gate that holds a
# deployment up while somebody's concern is open, and lets it pass once it is settled.
set -eu

box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
export HOME="$box" GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2>/dev/null || true
git config --global init.defaultBranch main

tell() { printf '\n\033[1m%s\033[0m\n' "$*"; }
# Who acts from here on: `be Dana Whitfield` is dana@example.com.
be() {
  mail=$(printf '%s' "$1" | tr '[:upper:]' '[:lower:]')@example.com
  export GIT_AUTHOR_NAME="$1 $2" GIT_AUTHOR_EMAIL="$mail"
  export GIT_COMMITTER_NAME="$1 $2" GIT_COMMITTER_EMAIL="$mail"
}
# A command as somebody would have typed it.
show() {
  printf '$'
  for word in "$@"; do
    case $word in
      *[!a-zA-Z0-9_./:=@-]*) printf ' "%s"' "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
}
run() {
  show "$@"
  "$@"
}
# A step that must be refused; the demo fails when it is not.
refused() {
  show "$@"
  code=0
  "$@" || code=$?
  [ "$code" -ne 0 ] || { echo "this should have been refused"; exit 1; }
  printf '(exit code %s)\n' "$code"
}

cd "$box"
be Dana Whitfield
tell "A repository for claims triage: who answers for it, what people want from it, how it may fail"
git init -q --bare remote.git
git clone -q remote.git work 2>/dev/null
cd work
run qualm init --example claims-triage
git add -A
run git commit -q -m "Describe claims triage before it is launched"
run qualm check
run git push -q origin main

tell "The same gate on the server, where nobody can skip it, and in this clone, where it is quicker"
run git -C ../remote.git config receive.denyDeletes true
(cd ../remote.git && run qualm hook install pre-receive reference-transaction)
run qualm hook install pre-push pre-commit

tell "A card that no longer says how a proxy fails is refused where it is written"
sed 's/^| AUROC |\([^|]*\)|.*/| AUROC |\1| TBD |/' models/claims-triage/model-card.md >card
mv card models/claims-triage/model-card.md
git add -A
refused git commit -q -m "Tidy the card"
git reset -q --hard

tell "Ana, an engineer, raises a concern. Nobody has to agree, and her files stay as they are"
be Ana Souza
run qualm concern raise --system models/claims-triage --severity high \
  --title "Calibration collapses on unfamiliar supplier codes" \
  --message "Claims with codes from new suppliers are scored as safe, and claimants are denied." \
  --harm "Claimants of suppliers that joined this year." \
  --settled-by "A robustness case with codes of this autumn that passes."
id=$(git for-each-ref --format='%(refname:lstrip=-1)' refs/heads/concern/)

tell "From now on nothing that changes the system is deployed: not from this clone …"
be Dana Whitfield
sed 's/^# .*/& (v1.4)/' models/claims-triage/deliberation-note.md >note
mv note models/claims-triage/deliberation-note.md
run git commit -q -a -m "Name the version in the note"
refused git push -q origin main

tell "… and not past the hook either: the server judges the same push with the same words"
refused git push -q --no-verify origin main
run git push -q origin main:fix-calibration

tell "Dana owns the system, so it is not hers to settle. Ben is a neutral reviewer, so he may"
refused qualm concern resolve "$id" --message "We think this is fine and will watch it."
be Ben Okafor
run qualm concern resolve "$id" --message "Supplier codes are in the robustness pack; recall 0.93." \
  --evidence models/claims-triage/robustness/pack.yaml

tell "The same push passes, and the history of the concern stays"
be Dana Whitfield
run git push -q origin main
run qualm concern show "$id"

tell "What CI sees: a fresh clone of the remote, judged by revision, with a report for the forge"
cd "$box"
git clone -q remote.git ci
cd ci
run qualm check --rev HEAD --output text --output sarif="$box/qualm.sarif"
tell "The whole story held."
