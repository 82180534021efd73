#include <engine/check/conditions.h>
#include <engine/check/consents.h>
#include <engine/check/facts.h>
#include <engine/check/names.h>
#include <grammar/codes_of_meaning.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

void take_coverage(Checking& checking, const syntax::ConsentDeclaration& declared, model::Consent& consent) {
  consent.purposes = resolve_all<model::PurposeId>(checking, declared.purposes);
  consent.channels = resolve_all<model::ChannelId>(checking, declared.channels);
  if (declared.data) consent.data = resolve_data(checking, *declared.data);
  if (declared.recipients) consent.recipients = resolve_all<model::RecipientId>(checking, *declared.recipients);
  consent.actions = resolve_all<model::ActionId>(checking, declared.actions);
}

void take_validity(Checking& checking, const ConditionUses& uses, const syntax::ConsentDeclaration& declared,
                   model::Consent& consent) {
  consent.needs_confirmation = declared.confirmation.has_value();
  if (declared.confirmation && declared.confirmation->within) {
    consent.confirmation_within = declared.confirmation->within->period;
  }
  if (declared.provided) {
    consent.provided = lower(checking, declared.provided->condition);
    consent.provided_at_grant = declared.provided->at_grant;
    if (consent.provided) uses.check(checking, *consent.provided, forbidden_in_provided());
  }
  if (declared.validity) {
    consent.valid_for = declared.validity->duration.period;
    consent.valid_from = declared.validity->start;
    if (consent.valid_from == model::ValidityStart::kConfirmation && !consent.needs_confirmation) {
      checking.report.add(kNoConfirmationNeeded, declared.validity->range, {declared.name.text});
    }
  }
}

std::vector<std::string> texts_of(const std::vector<syntax::Text>& citations) {
  std::vector<std::string> texts;
  texts.reserve(citations.size());
  for (const syntax::Text& citation : citations) texts.push_back(citation.text);
  return texts;
}

}  // namespace

void check_consents(Checking& checking, const ConditionUses& uses) {
  std::vector<model::Consent>& consents = checking.model->consents.list;
  for (std::size_t i = 0; i < consents.size(); ++i) {
    const syntax::ConsentDeclaration& declared = *checking.declared.consents[i];
    model::Consent& consent = consents[i];
    take_coverage(checking, declared, consent);
    consent.scope = declared.scope.value_or(model::ConsentScope::kPerson);
    take_validity(checking, uses, declared, consent);
    consent.wordings = check_wordings(checking, declared.wordings);
    consent.citations = texts_of(declared.citations);
  }
}

}  // namespace licet::check
