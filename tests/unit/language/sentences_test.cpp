// Where sentences begin and end.

#include "language/sentences.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "harness/catch.hpp"

namespace qualm::language {
namespace {

struct Probe {
  std::string_view text;
  std::size_t sentences;
};

std::size_t count(std::string_view text, std::string_view locale = "en") {
  return split_sentences(prose_of(text), locale).size();
}

}  // namespace

TEST_CASE("sentences are counted as a reader counts them") {
  const std::vector<Probe> probes = {
      // Plain ones.
      {"Route risky claims to expert review without delaying legitimate claims.", 1},
      {"Route risky claims to expert review", 1},
      {"Route risky claims. Do it fast.", 2},
      {"Warn residents! Then tell the fire brigade.", 2},
      {"Help nurses; help doctors too.", 1},
      // Abbreviations that never end a sentence.
      {"Help triage nurses, e.g. Band 6 staff, spot sepsis earlier.", 1},
      {"Help carers (e.g. Family members) rest.", 1},
      {"Tell staff, i.e. Nurses and porters, what comes next.", 1},
      {"Compare machine grading vs. Manual grading for teachers.", 1},
      {"Shorten the queue at Dr. Lindqvist's surgery.", 1},
      {"Guide visitors through St. Bride's hospital.", 1},
      {"See Fig. A and help drivers read it.", 1},
      {"Let Prof. Adeyemi and Mrs. Kovacs read their mail.", 1},
      // Abbreviations that may.
      {"Pay suppliers such as Borealis Inc. Customers wait less.", 2},
      {"Sort mail, parcels, etc. Also warn the driver.", 2},
      {"Sort mail, parcels, etc. before noon.", 1},
      {"Follow Mensah et al. (2021) in grading.", 1},
      {"Help U.S. Veterans find work.", 1},
      {"Serve farmers in the U.K. The rest must wait.", 2},
      {"Remind riders at 3 p.m. Eastern time.", 1},
      {"Remind riders at 3 p.m. The last bus leaves then.", 2},
      {"Help No. 10 staff answer letters.", 1},
      {"Does it deny claims? No. We never do.", 3},
      // Words that only CLDR's list takes for abbreviations.
      {"Tell people what to do. Do it early.", 2},
      {"Show riders where to go. All of them matter.", 2},
      // Initials.
      {"Help J. Lind and M. C. Okafor answer the phone.", 1},
      // Brackets and quotations.
      {"Help nurses (Do not replace them.) spot sepsis.", 1},
      {"Answer \"Who is next? When?\" for people who wait.", 1},
      {"Answer “Who is next? When?” for people who wait.", 1},
      {"\"Route risky claims. Do it fast.\"", 2},
      {"(Route risky claims. Do it fast.)", 2},
      {"Help staff (nurses. Help doctors.", 2},
      // Ellipses.
      {"Warn drivers... before the ice forms.", 1},
      {"Warn drivers… before the ice forms.", 1},
      // List markers, URLs, code, footnotes, emoji.
      {"1. Route risky claims to experts.", 1},
      {"- Route risky claims to experts.", 1},
      {"Send people to https://example.org/find?c=x&d=1 to help them.", 1},
      {"Send people to https://example.org/. Then help them.", 2},
      {"Ask help@desk.example.org. It answers.", 2},
      {"Call `retry(). Now` and help users.", 1},
      {"Help nurses.[1] [^2]", 1},
      {"🚑 Help nurses spot sepsis. 🚑", 1},
      {"Keep version 2.1 of Node.js away from patients.", 1},
      {"Port the .NET tools (and the .Net docs) for developers.", 1},
      // A hard wrap is white space; a paragraph is not.
      {"Help nurses\nspot sepsis\nearlier.", 1},
      // Other scripts and languages.
      {"人間が審査する。遅延させない。", 2},
      {"帮助护士更早发现败血症。", 1},
      {"Помочь медсёстрам. Не мешать им.", 2},
      {"Hilft Pflegekräften, z. B. Nachtwachen, Stürze zu verhindern.", 1},
      {"Hilft Menschen, d. h. Kunden und u. a. Nachbarn, schneller.", 1},
      {"Aider les soignants, p. ex. Infirmiers, à prévenir les chutes.", 1},
      {"Ayudar a cuidadores, p. ej. Familiares, a descansar.", 1},
      // Nothing to read.
      {"", 0},
      {"   ", 0},
      {"…", 0},
      {"--- !!! ???", 0},
      {"🚑", 0},
  };
  for (const Probe& probe : probes) {
    INFO(probe.text);
    CHECK(count(probe.text) == probe.sentences);
  }
}

TEST_CASE("German text may also be read as German") {
  CHECK(count("Hilft Menschen, z. B. Kunden. Schadet niemandem.", "de") == 2);
  CHECK(count("Help nurses. Help doctors.", "no-such-locale") == 2);
}

TEST_CASE("a sentence knows its place") {
  const std::string text = "  Warn residents. Then tell the brigade! ";
  const std::vector<Sentence> found = split_sentences(text);
  REQUIRE(found.size() == 2);
  CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == "Warn residents.");
  CHECK(text.substr(found[1].begin, found[1].end - found[1].begin) == "Then tell the brigade!");
}

TEST_CASE("line ends wrap a sentence and empty lines end it") {
  CHECK(split_sentences("Help nurses\nspot sepsis").size() == 1);
  CHECK(split_sentences("Help nurses\n\nSpot sepsis").size() == 2);
  CHECK(split_sentences("Help nurses.\nSpot sepsis.").size() == 2);
}

TEST_CASE("prose keeps the words and drops the marks") {
  struct Case {
    std::string_view inline_text;
    std::string_view prose;
  };
  const std::vector<Case> cases = {
      {"Help **nurses** _now_", "Help nurses now"},
      {"keep snake_case names", "keep snake_case names"},
      {"read [the guide](https://example.org/a) first", "read the guide first"},
      {"![build](https://example.org/b.svg) Help nurses", "Help nurses"},
      {"see https://example.org/a?b=c, then go", "see X, then go"},
      {"see (https://example.org/a_(b)) there", "see (X there"},
      {"write to maria.okafor@example.org soon", "write to maria.okafor@example.org soon"},
      {"1) Help nurses", "Help nurses"},
      {"- [ ] Help nurses", "Help nurses"},
      {"Help\n  nurses \t now", "Help nurses now"},
      {"Help nurses[1] and doctors[^a]", "Help nurses and doctors"},
      {"run `make`, then ``", "run X, then"},
      {"ship it :rocket: now", "ship it now"},
      {"at 10:30 or 11:45", "at 10:30 or 11:45"},
      {"recall → 0.9 ✅", "recall → 0.9"},
      {"[SEP] stays", "[SEP] stays"},
      {"", ""},
  };
  for (const Case& each : cases) {
    INFO(each.inline_text);
    CHECK(prose_of(each.inline_text) == each.prose);
  }
}

TEST_CASE("hostile text neither crashes nor takes long") {
  const std::vector<std::string> hostile = {
      std::string(200'000, '('),
      std::string(200'000, '['),
      std::string(200'000, '`'),
      std::string(200'000, '.'),
      std::string(200'000, '\xC3'),
      std::string("\xF0\x9F\x98 a. \xFF\xFE B. \xED\xA0\x80 C."),
      [] {
        std::string text;
        for (int i = 0; i < 20'000; ++i) text += "A. (b";
        return text;
      }(),
      [] {
        std::string text;
        for (int i = 0; i < 20'000; ++i) text += "a \" b. C";
        return text;
      }(),
  };
  for (const std::string& text : hostile) {
    (void)split_sentences(text);
    (void)split_sentences(prose_of(text));
  }
}

}  // namespace qualm::language
