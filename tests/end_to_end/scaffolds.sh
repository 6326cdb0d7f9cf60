#!/bin/sh
# Scaffolds of other tools, made as docs/scaffolding.md says: with Cookiecutter, `qualm init` in its
# hook and our templates as its own come to the same documents; with Jinja alone, as Copier uses it,
# our templates are filled in as they stand. Copier itself is not in Debian 12, and is not run.
#
#   scaffolds.sh QUALM
set -eu
qualm=$1
# shellcheck source=tests/end_to_end/lib.sh
. "$(dirname "$0")/lib.sh"
need cookiecutter cookiecutter
page=$source_folder/docs/scaffolding.md
templates=$source_folder/templates
git config --global user.name "Ana Souza"
git config --global user.email ana@example.com

# The block of commands behind the line of the page that holds WORDS.
block() { # block WORDS
  awk -v words="$1" 'index($0, words) { near = 1 } near && /^```sh$/ { inside = 1; next }
    inside && /^```/ { exit } inside' "$page"
}
same() { # same FILE OTHER
  diff "$1" "$2" >"$box/said" || fail "$1 and $2 differ"
}
prefixed() { # prefixed TEMPLATE: as the page has it for Cookiecutter
  cp "$1" "$box/model-card.md"
  (cd "$box" && sh -c "$(block 'put its prefix in front')")
}

# The short way.
short=$box/short
mkdir -p "$short/{{cookiecutter.name}}" "$short/hooks"
echo '{"name": "team", "system": "triage", "owner": "Dana Whitfield <dana@example.com>"}' >"$short/cookiecutter.json"
echo '# {{cookiecutter.name}}' >"$short/{{cookiecutter.name}}/README.md"
block hooks/post_gen_project.sh >"$short/hooks/post_gen_project.sh"
grep -q '^qualm init' "$short/hooks/post_gen_project.sh" || fail "the page has no hook for Cookiecutter"
cookiecutter --no-input --output-dir "$box/out" "$short" >"$box/said" 2>&1 || fail "Cookiecutter fails"
grep -q 'Dana Whitfield' "$box/out/team/.qualm.yaml" || fail "the policy does not name the owner"
cd "$box/out/team"
qualm init --now 2026-11-20 >"$box/said" 2>&1 || fail "qualm init fails in what Cookiecutter made"
grep -q '^nothing changed: everything is there' "$box/said" || fail "something was missing"
ok "Cookiecutter makes a repository, and qualm init the rest"

# Our templates as those of Cookiecutter.
long=$box/long
inside="$long/{{cookiecutter.name}}"
mkdir -p "$inside"
cat >"$long/cookiecutter.json" <<'JSON'
{"name": "team", "title": "Triage", "system": "models/triage", "owned": "/models/triage/", "level": "3",
 "owner_name": "Dana Whitfield", "owner_email": "dana@example.com", "author_name": "Ana Souza"}
JSON
for pair in model-card/model-card.md:models/triage/model-card.md safety-slos/safety-slos.yaml:models/triage/safety-slos.yaml \
  robustness-pack/pack.yaml:models/triage/robustness/pack.yaml policy/qualm.yaml:.qualm.yaml \
  working-agreements/WORKING_AGREEMENTS.md:WORKING_AGREEMENTS.md code-owners/CODEOWNERS:CODEOWNERS; do
  to=$inside/${pair#*:}
  mkdir -p "$(dirname "$to")"
  prefixed "$templates/${pair%%:*}" >"$to"
done
cookiecutter --no-input --output-dir "$box/other" "$long" >"$box/said" 2>&1 || fail "Cookiecutter does not read our templates"
cd "$box/other/team"
find . -type f | while read -r file; do same "$file" "$box/out/team/$file"; done
[ "$(find . -type f | wc -l)" -eq 6 ] || fail "six templates make other than six files"
ok "our templates, read by Cookiecutter, are what qualm init writes"

# Jinja alone, with the fields as they stand in our templates.
for folder in "$templates"/*/; do
  case $folder in */ci/ | */example/) continue ;; esac
  for file in "$folder"*; do
    /usr/bin/python3 - "$file" >"$box/filled" 2>"$box/said" <<'PYTHON' || fail "Jinja does not read $file"
import sys, jinja2
source = open(sys.argv[1], encoding="utf-8").read()
class Named(jinja2.Undefined):
    def __str__(self): return "<" + self._undefined_name + ">"
print(jinja2.Environment(undefined=Named, keep_trailing_newline=True).from_string(source).render(), end="")
PYTHON
    sed 's/{{\([a-z0-9_]*\)}}/<\1>/g' "$file" >"$box/wanted"
    same "$box/filled" "$box/wanted"
    prefixed "$file" | grep -o '{{[^}]*}}' | grep -v '^{{cookiecutter\.[a-z0-9_]*}}$' >"$box/said" &&
      fail "the page leaves fields of $file without a prefix"
  done
done
ok "Jinja fills in every template, and nothing else in it"
