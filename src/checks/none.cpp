// Check primitive `none`: there is no such hit; each one is a fault.

#include <array>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::size_t kShown = 300;  // bytes
constexpr std::array<std::string_view, 1> kValues = {"found"};

Result<Judge> compile(const Options& /*options*/) {
  return Judge([](const Subject& subject) {
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      Fault& fault = faults.emplace_back(fault_at(item));
      // What should not be there is told in full: a hit may say in many words what it is.
      for (auto& [name, text] : fault.values) {
        if (const documents::Field* field = item.find(name)) text = shorten(field->text, kShown);
      }
    }
    return Judgement::of(std::move(faults));
  });
}

}  // namespace

Check none_check() {
  return {.id = "none",
          .summary = "There is no such hit: each one is a fault.",
          .options = {},
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
