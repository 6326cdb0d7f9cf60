# shellcheck shell=sh
# The team of the numbered scenarios, and their remote. What settles a concern has to be signed.
#
# Ana and Mira are engineers, Jonas is one who also holds the role reviewer; Ben and Nils are
# reviewers (the key of Nils has expired); Chidi and Cai are the board, two of whom override; Dana
# answers for models/claims-triage. Mal is a stranger.
#
#   make_team     once; then, for each scenario that changes anything:
#   fresh         a remote as the team has it, with the hooks standing, and a clone, in $box/work
#   with_concern  the same with a concern of Ana's, in $id; her receipt is $box/receipt
# shellcheck disable=SC2154,SC2034 # what lib.sh sets and reads

need ssh-keygen openssh-client
key_of() { cut -d' ' -f1,2 "$keys/$1.pub"; }

make_team() {
  keys=$box/keys
  mkdir "$keys"
  for one in ana ben cai chidi dana jonas nils mal; do
    ssh-keygen -q -t ed25519 -N "" -C "$one" -f "$keys/$one"
  done
  remote=$box/template.git
  git init -q --bare "$remote"
  git -C "$remote" config qualm.timeout "$slow_server"
  git clone -q "$remote" "$box/start" 2>/dev/null
  cd "$box/start" || exit 1
  example .
  {
    echo "level: 3"
    echo "people:"
    echo "  - {name: Dana Whitfield, emails: [dana@example.com], roles: [owner], keys: ['$(key_of dana)']}"
    echo "  - {name: Ana Souza, emails: [ana@example.com], roles: [engineer], keys: ['$(key_of ana)']}"
    echo "  - {name: Mira Lindqvist, emails: [mira@example.com], roles: [engineer]}"
    echo "  - {name: Jonas Hale, emails: [jonas@example.com], roles: [engineer, reviewer], keys: ['$(key_of jonas)']}"
    echo "  - {name: Ben Okafor, emails: [ben@example.com], roles: [reviewer], keys: ['$(key_of ben)']}"
    echo "  - {name: Nils Berg, emails: [nils@example.com], roles: [reviewer], keys: ['valid-before=\"20200101\" $(key_of nils)']}"
    echo "  - {name: Chidi Eze, emails: [chidi@example.com], roles: [board], keys: ['$(key_of chidi)']}"
    echo "  - {name: Cai Wynn, emails: [cai@example.com], roles: [board], keys: ['$(key_of cai)']}"
    echo "systems:"
    echo "  - {path: models/claims-triage, covers: [services/triage/**]}"
    echo "concerns: {identity: signature, override: {quorum: 2}}"
    echo "revision: 3"
  } >.qualm.yaml
  git add -A
  as dana git commit -qm "Before the launch"
  echo "threshold: 0.8" >models/claims-triage/settings.yaml
  git add -A
  as jonas git commit -qm "Raise the threshold"
  as dana git push -q origin main >"$box/said" 2>&1 || fail "the first push"
  ( cd "$remote" && qualm hook install --files pre-receive reference-transaction >"$box/said" 2>&1 ) || fail "hook install"
  remote=$box/remote.git
  fresh
  as ana qualm concern raise --title "Calibration collapses" --severity high \
    --system models/claims-triage --message "Scores say nothing." --harm "Claimants." \
    --settled-by "A sample." >"$box/said" 2>&1 || fail "raising"
  concern_id=$(sed -n 's/^  concern //p' "$box/said" | head -n 1)
  cp "$box/said" "$box/receipt"
  cp -r "$remote" "$box/template-concern.git"
}

start_from() {
  cd "$box" || exit 1
  rm -rf "$remote" "$box/work"
  cp -r "$1" "$remote"
  git clone -q "$remote" "$box/work"
  cd "$box/work" || exit 1
}
fresh() { start_from "$box/template.git"; }
with_concern() {
  start_from "$box/template-concern.git"
  id=$concern_id
}

# past_the_hooks REFSPEC: as somebody with a shell on the server could do it.
past_the_hooks() {
  git -C "$remote" -c core.hooksPath=/dev/null fetch -q "$box/work" "$1" >"$box/said" 2>&1 ||
    fail "past the hooks: $1"
}
change() { touch_system "A change of wording."; }
review() { as ben qualm concern review "$id" --message "The risk is real." >"$box/said" 2>&1 || fail "reviewing"; }
evidence=models/claims-triage/robustness/pack.yaml
resolve() { # resolve WHO [OPTION]…
  one=$1
  shift
  as "$one" qualm concern resolve "$id" --message "Cases were added." --evidence "$evidence" "$@"
}
# event_by_hand TYPE "NAME <ADDRESS>" [LINE OF THE HEAD]…: an event that follows the raise, as anybody
# can write it, added in the index of a work tree at the tip of the concern.
event_by_hand() {
  git fetch -q
  git checkout -q --detach "origin/concern/$id"
  type=$1
  {
    printf -- '---\nqualm: 1\nevent: %s\nfollows: %s\nby: %s\n' "$1" "$id" "$2"
    shift 2
    for line in "$@"; do printf '%s\n' "$line"; done
    printf -- '---\nIt is fine now.\n'
  } >"safety/concerns/$id/by-hand.md"
  qualm concern seal "safety/concerns/$id/by-hand.md" >"$box/sealed" 2>&1 ||
    mv "safety/concerns/$id/by-hand.md" "safety/concerns/$id/$type-$(sha256sum <"safety/concerns/$id/by-hand.md" | cut -c1-16).md"
  git add safety
}
