#!/bin/sh
# The numbered scenarios of raising and closing, against a real remote.
#
#   security_closing.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/security_team.sh
. "$(dirname "$0")/security_team.sh"
make_team

number=1
fresh
change
pushed jonas "a change of the system, with no concern open" main

number=2
as ana qualm concern raise --title "Appeals are not answered" --severity low --no-block \
  --system models/claims-triage --message "Nobody reads them." >"$box/said" 2>&1 || fail "raising"
grep -q "^  commit  [0-9a-f]*$" "$box/said" || fail "no receipt is printed"
ok "raised by a push that nobody approved, and the receipt is printed"

number=7
change
pushed jonas "deployed beside a concern that does not block" main
grep -q "remote:.*it is open, and was raised as one that does not block" "$box/said" || fail "it is not shown"
fresh
as ana qualm concern raise --no-push --title "Spelled oddly" --severity low \
  --system models/claims-triage --message "It may block." >"$box/said" 2>&1 || fail "raising"
id=$(sed -n 's/^  concern //p' "$box/said")
git checkout -q --orphan odd
git rm -rqf .
git show "concern/$id:safety/concerns/$id/raised-$id.md" | sed 's/^severity:/blocking: nope\nseverity:/' >"$box/odd.md"
id=$(sha256sum <"$box/odd.md" | cut -c1-16)
mkdir -p "safety/concerns/$id"
cp "$box/odd.md" "safety/concerns/$id/raised-$id.md"
git add -A
as ana git commit -qm "raised by hand"
pushed ana "a concern whose blocking says neither yes nor no" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused jonas "a deployment past it" "concern $id" main

number=8
fresh
as ana qualm concern raise --title "Our backlog" --severity low --system '*' --message "Nobody has time." >"$box/said" 2>&1 || fail "raising"
echo "Ask Dana." >notes.txt
git add -A
as dana git commit -qm "Whom to ask"
refused jonas "anything on a deploy ref, for a concern about every system" "about every system" main

number=3
with_concern
change
refused jonas "a change of the system" "concern $id \"Calibration collapses\"" main
number=5
git tag v1.0
refused jonas "a tag on it" "concern $id" v1.0
number=4
git reset -q --hard origin/main
echo "Ask Dana." >notes.txt
git add -A
as dana git commit -qm "Whom to ask"
pushed jonas "a change outside every system" main

number=10
with_concern
change
as mira qualm concern raise --no-push --title "Another" --severity low --system models/claims-triage --message "More." >"$box/said" 2>&1 || fail "raising"
second=$(sed -n 's/^  concern //p' "$box/said")
refused mira "a concern and a deployment in one push" "push the concern alone: git push .*concern/$second" main "concern/$second"
pushed mira "the concern alone" "concern/$second"

number=11
fresh
echo "levle: 3" >>.qualm.yaml
as dana git commit -qam "A slip"
past_the_hooks "+main:main"
git fetch -q
as ana qualm concern raise --title "Unread policy" --severity low --system models/claims-triage --message "It is broken." >"$box/said" 2>&1 ||
  fail "raising with a policy that cannot be read"
ok "raised with a policy that cannot be read"
change
refused jonas "a deployment with that policy" "could not judge" main

number=13
with_concern
resolve ben >"$box/said" 2>&1 || fail "resolving"
change
pushed jonas "deployed after a signed resolution by somebody neutral" main
# Written by hand it is the same. So what is refused below is not refused for how it is written.
with_concern
event_by_hand resolved "Ben Okafor <ben@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
as ben git commit -q -S -m resolved
pushed ben "the same by hand" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
pushed jonas "deployed after it" main
number=23
event_by_hand reopened "Mira Lindqvist <mira@example.com>" "evidence: $evidence"
as mira git commit -qm reopened
pushed mira "reopened with evidence, by somebody who has no key" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused jonas "a deployment after it was reopened" "concern $id" main

number=14
with_concern
does_not "whoever raised it resolves it" "reviewer\|raised" resolve ana
event_by_hand resolved "Ana Souza <ana@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
as ana git commit -q -S -m resolved
pushed ana "the same by hand" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused jonas "a deployment after it" "concern $id" main

number=15
with_concern
does_not "a reviewer resolves who changed the system" "changed" resolve jonas
event_by_hand resolved "Jonas Hale <jonas@example.com>" "evidence: $evidence" "subject: $(git rev-parse origin/main)"
as jonas git commit -q -S -m resolved
pushed jonas "the same by hand" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused dana "a deployment after it" "concern $id" main

number=16
with_concern
change
resolve ben --no-push >"$box/said" 2>&1 || fail "resolving"
refused dana "resolved and deployed in one push" "concern $id" "concern/$id" main
pushed ben "the resolution" "concern/$id"
pushed dana "the same deployment again" main

number=18
with_concern
review
accept() { as dana qualm concern accept "$id" "$@"; }
does_not "an acceptance without an end" "expires" accept --message "Few claims have new codes." --bearer "The insurer" --mitigation "A person looks."
does_not "an acceptance without who bears it" "bear" accept --message "Few." --expires 30d --mitigation "A person looks."
event_by_hand accepted "Dana Whitfield <dana@example.com>" "subject: $(git rev-parse origin/main)"
as dana git commit -q -S -m accepted
pushed dana "the same by hand" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused jonas "a deployment after it" "concern $id" main
qualm concern show "$id" >"$box/said" 2>&1 || true
git fetch -q
qualm concern show "$id" | tr -s '\n ' ' ' | grep -q "accepted by Dana Whitfield: .*expires" || fail "what is missing is not named"
ok "what is missing is named"

number=19
with_concern
review
does "an acceptance for a month" accept --message "Few claims have new codes." --bearer "The insurer" --mitigation "A person looks." --expires 30d
change
git fetch -q
does "deployable now" qualm gate --base origin/main --head main --ref main
does_not "and not after it has expired" "concern $id" qualm gate --base origin/main --head main --ref main --now "$(date -d '+45 days' +%F)"
pushed jonas "deployed" main

number=20
with_concern
review
override() { as "$1" qualm concern override "$id" --message "The launch is on Monday." --independent-reviewer "Mira Lindqvist <mira@example.com>"; }
does "one of the board overrides" override chidi
change
refused jonas "a deployment on the word of one" "concern $id" main
does "the other does" override cai
git fetch -q
pushed jonas "deployed on the word of two" main
git fetch -q
qualm concern show "$id" | grep -q "^concern $id: overridden" || fail "it is not shown as overridden"
qualm report 2>/dev/null | grep -qi "overrid" || fail "no figure counts it"
ok "shown as overridden, and counted"
number=52
git reset -q --hard origin/main
printf '\n- By Ana.\n' >>models/claims-triage/deliberation-note.md
as ana git commit -qam "Wording, by whoever raised it"
refused jonas "deploying what whoever raised it was made to commit" "conscience" main
git reset -q --hard origin/main
as ana git tag -a -m "Release" v2.0
refused ana "a release tag by whoever raised it" "conscience" v2.0
does "she consents" as ana qualm concern consent "$id"
git fetch -q
pushed ana "the same tag" v2.0

number=22
with_concern
does_not "somebody else withdraws it" "raised" as jonas qualm concern withdraw "$id" --message "Never mind."
event_by_hand withdrawn "Jonas Hale <jonas@example.com>"
as jonas git commit -q -S -m withdrawn
pushed jonas "the same by hand" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused dana "a deployment after it" "concern $id" main
does "whoever raised it withdraws it" as ana qualm concern withdraw "$id" --message "It was the sample."
git fetch -q
qualm concern show "$id" | grep -q "^concern $id: withdrawn" || fail "it is not listed as withdrawn"
pushed dana "the deployment" main

number=24
with_concern
resolve ben >"$box/said" 2>&1 || fail "resolving"
event_by_hand escalated "Mira Lindqvist <mira@example.com>"
as mira git commit -qm "an event of a later version"
pushed mira "an event that this version does not know" "HEAD:refs/heads/concern/$id"
git checkout -q main
change
refused dana "a deployment after it" "concern $id" main
