#pragma once
// The words in which the graph is shown, one table a language. Private to this stage; what shows the graph asks
// Wording.
//
// Constant; any thread. `{}` is a place for a name, a date or a number.

#include <array>
#include <string_view>

namespace licet::graph {

struct Words {
  // Questions.
  std::string_view channel;
  std::string_view recipient;
  std::string_view data;
  std::string_view in_force;
  std::string_view in_force_from;
  std::string_view in_force_until;
  std::string_view in_force_from_until;
  std::string_view consent;
  std::string_view grant_covers;
  std::string_view grant_keeps;
  std::string_view given_after_objection;
  std::string_view objection;
  std::string_view restriction;
  std::string_view erasure;
  std::string_view notice;
  std::string_view last_contact;
  std::string_view last_contact_for;  ///< the purposes
  std::string_view last_contact_by;   ///< last contact, with or without purposes; the channels
  std::string_view collection;        ///< of the category that is kept
  std::string_view collection_of;
  std::string_view consent_starts;
  std::string_view consent_ends;
  std::string_view objection_to;
  std::string_view last_restriction;
  std::string_view first_giving;  ///< of a notice
  std::string_view last_giving;
  std::string_view compared;       ///< one time, another
  std::string_view compared_days;  ///< their days
  std::string_view first_stage;
  std::string_view local_time;
  std::string_view day;
  std::string_view overrides;
  std::string_view at_grant;  ///< the question, the consent

  // Values.
  std::string_view yes;
  std::string_view no;
  std::string_view none_asked;
  std::string_view not_known;
  std::string_view known;
  std::string_view never;
  std::array<std::string_view, 6> consent_status;  ///< by ConsentStatusValue
  std::string_view age_within;                     ///< a period that ends
  std::string_view age_over;
  std::string_view age_less;  ///< a period that is reached
  std::string_view age_reached;
  std::string_view in_the_past;
  std::string_view in_the_future;
  std::string_view before;
  std::string_view on_or_after;
  std::string_view from_to;  ///< days, numbers; both ends belong to it
  std::string_view less_than;
  std::string_view at_least;
  std::array<std::string_view, 5> order;  ///< by OrderValue
  std::string_view other_text;
  std::string_view clock_span;
  std::string_view quoted;
  std::array<std::string_view, 7> weekdays;
  std::array<std::string_view, 6> one_unit;    ///< by time::PeriodUnit, after the number 1
  std::array<std::string_view, 6> many_units;  ///< after other numbers

  // Of many values or names.
  std::string_view otherwise;
  std::string_view more;

  // Leaves.
  std::string_view permitted;
  std::string_view forbidden;
  std::string_view not_ruled_out;
  std::string_view referred;
  std::array<std::string_view, 3> truths;  ///< by Truth

  // Drawings.
  std::string_view nothing_permits;
  std::string_view always_denied;  ///< actions
  std::string_view table;          ///< the purposes, the actions
  std::string_view together;       ///< their size
  std::string_view listed;         ///< place in the decision list, permit or forbid, the rule
  std::string_view permit;
  std::string_view forbid;
  std::string_view refer;
  std::string_view nodes;
  std::string_view one_node;
  std::string_view overview;  ///< the policy set
  std::string_view rule;
  std::string_view applies_if;
  std::string_view effective_if;
  std::string_view overridden_by;
  std::string_view does_override;
  std::array<std::string_view, 3> permit_leaves;  ///< by Truth
  std::array<std::string_view, 3> forbid_leaves;
  std::array<std::string_view, 3> refer_leaves;
};

extern const Words kEnglishWords;

}  // namespace licet::graph
