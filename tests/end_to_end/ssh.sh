#!/bin/sh
# A concern over SSH: openssh-server on loopback, the hooks as `qualm hook install` leaves them.
#
#   ssh.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/end_to_end/story.sh
. "$(dirname "$0")/story.sh"
# shellcheck source=tests/end_to_end/sshd.sh
. "$(dirname "$0")/sshd.sh"
need git-shell git

git init -q --bare "$box/srv/project.git"
git -C "$box/srv/project.git" config qualm.timeout "$slow_server"
( cd "$box/srv/project.git" && does "hook install" qualm hook install pre-receive update reference-transaction &&
  does "hook status" qualm hook status )
new_key team
# They may fetch and push, and nothing else.
# shellcheck disable=SC2016 # for the server to expand
printf 'restrict,command="git-shell -c \\"$SSH_ORIGINAL_COMMAND\\"" %s\n' "$(cat "$box/ssh/team.pub")" >"$box/ssh/keys"
answers() { git ls-remote "ssh://$user@127.0.0.1:$port$box/srv/project.git"; }
with_key team
start_sshd "$box/ssh/keys" "HOME=$box/home"
url=ssh://$user@127.0.0.1:$port$box/srv/project.git
say "ok    git over $(ssh -V 2>&1)"
story "$url"
