#include <engine/explain/html_page.h>
#include <engine/explain/person_document.h>
#include <licet/export.h>

namespace licet {

std::vector<PersonalRight> personal_rights(Language language) { return explain::rights_of_a_person(language); }

std::string export_page(const Export& all, const PolicySet& policy, Language language) {
  return explain::html_page(explain::person_document(all, policy.model(), language));
}

}  // namespace licet
