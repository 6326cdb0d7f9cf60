# shellcheck shell=sh
# What every test of faults begins with: a box that is cleared away, somebody's name, and an empty
# repository, "$box/seed".
command -v strace >/dev/null || { echo "strace is missing: apt-get install strace" >&2; exit 1; }
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
export HOME="$box/home" GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1 LC_ALL=C
export GIT_AUTHOR_NAME="Ana Souza" GIT_AUTHOR_EMAIL=ana@example.com
export GIT_COMMITTER_NAME="Ana Souza" GIT_COMMITTER_EMAIL=ana@example.com
mkdir "$HOME"
git init -q "$box/seed"
