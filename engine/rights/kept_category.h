#pragma once
// Why a held category is not due, and by which rule.
//
// Pure function. Private to engine/rights. Source: language.md section 7.

#include <engine/decide/retention.h>
#include <licet/erasure.h>

namespace licet::rights {

/// Precondition: it is not due.
KeptCategory kept_category(const model::Model& model, const decide::HeldCategory& held);

}  // namespace licet::rights
