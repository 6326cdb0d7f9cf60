# A deterministic repository of N systems as a `git fast-import` stream: a card, a note, safety SLOs
# and ten source files each. The same N gives the same commit.

function random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }  # Park and Miller: exact in doubles
function word() { return words[int(random() * count) + 1] }
function sentence(n,  i, s) {
  s = word()
  for (i = 1; i < n; i++) s = s " " word()
  return toupper(substr(s, 1, 1)) substr(s, 2) ".\n"
}
function paragraph(n,  i, s) { for (i = 0; i < n; i++) s = s sentence(7 + int(random() * 11)); return s "\n" }
function file(path, text) { printf "M 100644 inline %s\ndata %d\n%s\n", path, length(text), text }

function card(name,  s, i) {
  s = "---\nlicense: apache-2.0\npipeline_tag: text-classification\naccountable_owner: {name: Dana Whitfield, email: dana@example.com}\n"
  s = s "accountability_chain: [Dana Whitfield, Chidi Eze]\nautonomy: supervised\ntags:\n- " word() "\n- " word() "\n---\n# " name "\n\n"
  s = s "## Human objective\n\nRoute risky " word() " to expert review without delaying legitimate customers of branch " int(random() * 1000) ".\n\n"
  s = s "## Proxies\n\n| Proxy | Stands for | How it fails when over-optimised |\n|---|---|---|\n"
  s = s "| AUROC | ranking risky above safe | learns the easy " word() " and misses new " word() " entirely |\n\n"
  s = s "## Never events\n\n- Never auto-deny when uncertainty exceeds 0.2. (`never_event_violations`)\n\n"
  for (i = 1; i <= 6; i++) {
    s = s "## " titles[i] "\n\n" paragraph(3) "- " sentence(8) "- " sentence(8) "\n"
    s = s "| Metric | Value |\n|---|---|\n| AUROC | 0." int(random() * 900 + 100) " |\n| Recall | 0." int(random() * 900 + 100) " |\n\n"
  }
  return s
}
function note(name,  s) {
  s = "# Deliberation note: " name "\n\n## Change\n\n" paragraph(3) "## Alternatives considered\n\n- " sentence(12) "- " sentence(12)
  s = s "\n## Who might be affected\n\n- Users: " sentence(8) "- Non-users: " sentence(8) "\n## Feedback that changed the plan\n\n" paragraph(3)
  return s
}
function slos(  s, i) {
  s = "slos:\n"
  for (i = 1; i <= 4; i++) {
    s = s "  - name: " word() "_" word() "_" i "\n    objective: \"" substr(sentence(9), 1, 60) "\"\n    target: \">= 0.9" i "\"\n    window: \"7d\"\n    action_on_breach: \"degrade_to_safe_mode\"\n"
    gsub(/\n"\n/, "\"\n", s)
  }
  return s "  - name: never_event_violations\n    objective: \"Nothing that must never occur occurs.\"\n    target: \"== 0\"\n    window: \"rolling\"\n    action_on_breach: \"kill_switch\"\n"
}
function source(i,  s, n) {
  n = 8 + int(random() * 50)
  while (n-- > 0) s = s word() "_" n " = " word() "(" int(random() * 1000000) ")\n"
  return s
}

BEGIN {
  seed = 20260105
  count = split("model data training evaluation safety risk release review threshold incident metric owner deployment context limitation user group benchmark score drift alert oversight audit dataset licence consent privacy bias fairness toxicity refusal prompt output latency monitor rollback escalation severity concern response plan evidence sample estimate interval baseline language image speech code retrieval ranking", words, " ")
  split("Intended use|Out-of-scope use|Training data|Metrics|Fairness evaluation|Limitations", titles, "|")
  print "commit refs/heads/main"
  print "author Gen <gen@example.com> 1700000000 +0000"
  print "committer Gen <gen@example.com> 1700000000 +0000"
  print "data 3\nall"
  file(".qualm.yaml", "level: 3\npeople:\n  - {name: Dana Whitfield, emails: [dana@example.com], roles: [owner]}\n  - {name: Chidi Eze, emails: [chidi@example.com], roles: [board]}\n")
  file("docs/playbook.md", "# Playbook\n\n## degrade_to_safe_mode\n\nThe person on call turns the model off and answers by hand.\n\n## kill_switch\n\nThe same, and nobody turns it on again without the owner.\n")
  for (i = 0; i < N; i++) {
    name = sprintf("%s-%s-%05d", word(), word(), i)
    file("models/" name "/model-card.md", card(name))
    file("models/" name "/deliberation-note.md", note(name))
    file("models/" name "/safety-slos.yaml", slos())
    for (k = 0; k < 10; k++) file(sprintf("src/%s%d/d%d/%s_%d.py", words[i % 7 + 1], i % 8, i, word(), k), source(k))
  }
  print "done"
}
