#include <engine/explain/person_document.h>

namespace licet::explain {

std::vector<PersonalRight> rights_of_a_person(Language language) {
  if (language == Language::kGerman) {
    return {
        {"DSGVO Art. 7 Abs. 3",
         "Sie können eine Einwilligung jederzeit widerrufen; was zuvor geschah, bleibt rechtmäßig."},
        {"DSGVO Art. 16",
         "Sie können unrichtige Daten über Sie berichtigen und unvollständige vervollständigen lassen."},
        {"DSGVO Art. 17", "Sie können Daten über Sie löschen lassen, soweit kein Gesetz ihre Aufbewahrung verlangt."},
        {"DSGVO Art. 18",
         "Sie können die Verarbeitung von Daten über Sie einschränken lassen, etwa solange ihre Richtigkeit geprüft "
         "wird."},
        {"DSGVO Art. 20",
         "Sie können die Daten, die Sie bereitgestellt haben, in maschinenlesbarer Form erhalten und anderswohin "
         "mitnehmen."},
        {"DSGVO Art. 21",
         "Sie können der Verarbeitung von Daten über Sie aus Gründen Ihrer besonderen Situation widersprechen, der "
         "Direktwerbung jederzeit und ohne Gründe."},
        {"DSGVO Art. 22",
         "Sie haben das Recht, keiner ausschließlich automatisierten Entscheidung unterworfen zu werden, die Ihnen "
         "gegenüber rechtliche Wirkung entfaltet oder Sie ähnlich beeinträchtigt, soweit das Gesetz nichts anderes "
         "bestimmt."},
        {"DSGVO Art. 77", "Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren."},
    };
  }
  return {
      {"GDPR Art. 7(3)", "You may withdraw a consent at any time; what was done before stays lawful."},
      {"GDPR Art. 16", "You may have wrong data about you corrected, and incomplete data completed."},
      {"GDPR Art. 17", "You may have data about you erased, as far as no law requires that they be kept."},
      {"GDPR Art. 18",
       "You may have the processing of data about you restricted, for instance while their correctness is being "
       "checked."},
      {"GDPR Art. 20",
       "You may have the data that you provided handed over in a machine-readable form, and take them elsewhere."},
      {"GDPR Art. 21",
       "You may object to the processing of data about you on grounds of your particular situation, and to direct "
       "marketing at any time without giving grounds."},
      {"GDPR Art. 22",
       "You have the right not to be subject to a decision based solely on automated processing that has legal effect "
       "for you or affects you similarly, unless the law provides otherwise."},
      {"GDPR Art. 77", "You may lodge a complaint with a supervisory authority for data protection."},
  };
}

}  // namespace licet::explain
