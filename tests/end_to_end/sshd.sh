# shellcheck shell=sh
# An SSH server on loopback with a host key, a port and settings of its own. Read in by ssh.sh and
# gitolite.sh.
#
#   start_sshd KEYS [NAME=VALUE…]   KEYS: the file of those who may log in; what else is set in the
#                                   environment of what they run. The port is left in $port. The
#                                   script says by `answers` what works once the server is up.
#
# It runs as whoever runs the test, who is also whom everybody logs in as.
# shellcheck disable=SC2154,SC2034 # what lib.sh sets and reads

need ssh openssh-client
need sshd openssh-server
need ssh-keygen openssh-client
PATH="$PATH:/usr/sbin"
user=$(id -un)
case $(getent passwd "$user" | cut -d: -f7) in
  */nologin | */false | "") say "skipped: nobody can log in as $user"; exit 77 ;;
esac
mkdir -p "$box/ssh"

new_key() { ssh-keygen -q -t ed25519 -N "" -C "$1" -f "$box/ssh/$1"; } # new_key NAME

# Root's sshd insists on this folder, which an installation makes when it boots. It holds nothing.
run_folder() {
  [ "$(id -u)" -eq 0 ] || return 0
  [ ! -d /run/sshd ] || return 0
  mkdir -m 755 /run/sshd || fail "sshd of root needs /run/sshd"
  made="$made /run/sshd"
}

start_sshd() {
  keys=$1
  shift
  new_key host
  run_folder
  attempt=0
  while :; do
    attempt=$((attempt + 1))
    [ "$attempt" -le 20 ] || fail "the server does not come up: $(tail -n 2 "$box/ssh/log")"
    port=$((20000 + ($$ * 7 + attempt * 173) % 12000))
    {
      echo "Port $port"
      echo "ListenAddress 127.0.0.1"
      echo "HostKey $box/ssh/host"
      echo "AuthorizedKeysFile $keys"
      echo "PidFile none"
      echo "StrictModes no"
      echo "UsePAM no"
      echo "PasswordAuthentication no"
      echo "KbdInteractiveAuthentication no"
      echo "PermitRootLogin prohibit-password"
      echo "PrintMotd no"
      printf 'SetEnv'
      for one in "$@" GIT_CONFIG_NOSYSTEM=1 "LSAN_OPTIONS=${LSAN_OPTIONS:-}" \
        "ASAN_OPTIONS=${ASAN_OPTIONS:-}"; do printf ' "%s"' "$one"; done
      echo
    } >"$box/ssh/config"
    printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d' ' -f1,2 "$box/ssh/host.pub")" >"$box/ssh/known"
    "$(command -v sshd)" -D -e -f "$box/ssh/config" >"$box/ssh/log" 2>&1 &
    running=$!
    if comes_up "$running"; then break; fi
    kill "$running" 2>/dev/null || true
  done
}

# with_key NAME: who logs in from now on.
with_key() {
  export GIT_SSH_COMMAND="ssh -F none -i '$box/ssh/$1' -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile='$box/ssh/known' -o StrictHostKeyChecking=yes -o ConnectTimeout=20"
}
