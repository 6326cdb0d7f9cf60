// Which language a text is written in.

#include "language/language_of.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "harness/catch.hpp"

namespace qualm::language {

TEST_CASE("languages are told by script and small words") {
  struct Case {
    std::string_view text;
    std::string_view language;
  };
  const std::vector<Case> cases = {
      {"Help the nurses to spot sepsis earlier, and tell the doctors of the ward.", "en"},
      {"O modelo ajuda as pessoas que não conseguem ler, e não substitui uma pessoa.", "pt"},
      {"Le modèle aide les soignants dans les hôpitaux et ne remplace pas une personne.", "fr"},
      {"El modelo ayuda a las personas que no pueden leer y no sustituye a una persona.", "es"},
      {"Das Modell hilft der Pflege und ersetzt nicht die Menschen, die mit ihm arbeiten.", "de"},
      {"Il modello aiuta le persone che non sono in grado di leggere il testo.", "it"},
      {"Het model helpt mensen die niet kunnen lezen en is niet voor de dokter.", "nl"},
      {"Модель помогает врачам и не заменяет людей.", "ru"},
      {"Модель допомагає лікарям і не замінює їхніх людей.", "uk"},
      {"该模型帮助护士更早发现败血症。", "zh"},
      {"このモデルは看護師を助けます。", "ja"},
      {"이 모델은 간호사를 돕습니다.", "ko"},
      {"Το μοντέλο βοηθά τους νοσηλευτές.", "el"},
      {"يساعد النموذج الممرضات.", "ar"},
      {"", ""},
      {"42", ""},
      {"AUROC 0.91", ""},
      {"Risk", ""},
  };
  for (const Case& each : cases) {
    INFO(each.text);
    CHECK(likely_language(each.text) == each.language);
  }
}

TEST_CASE("hostile text has some language or none") {
  (void)likely_language(std::string(300'000, '\xE4'));
  (void)likely_language(std::string(300'000, 'a'));
  CHECK(likely_language("\xFF\xFE").empty());
}

}  // namespace qualm::language
