#pragma once
// To whom an event belongs, of those it names. Private to engine/facts.
//
// Pure functions. Source: language.md section 11, the paragraph after the table.

#include <engine/check/model.h>
#include <licet/event.h>

namespace licet::facts {

struct Belonging {
  bool to_customer = false;
  bool to_device = false;
  bool to_recipient = false;
};

/// Of a device-scoped consent, or of a fact `of device`? No for names that the model does not declare.
bool is_of_device(const Event& event, const model::Model& model);

/// At least one is true for an event that names a holder.
Belonging belonging_of(const Event& event, const model::Model& model);

}  // namespace licet::facts
