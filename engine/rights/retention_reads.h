#pragma once
// Which events the due dates of categories rest on.
//
// Due is a function of these events alone: what is not among them may go without moving a date, today or later.
// Thread rule: const members by any number of threads. Private to engine/rights. Source: language.md section 7.

#include <engine/check/model.h>
#include <engine/facts/fact_store.h>
#include <engine/facts/readable_event.h>
#include <vector>

namespace licet::rights {

class RetentionReads {
 public:
  /// The model must outlive it.
  RetentionReads(const model::Model& model, facts::HolderKind kind);

  /// What the due date of the category rests on for a holder of this kind: its events of collection and erasure, holds,
  /// requests for erasure, and what the anchors and `while` of its retention rules read. O(expressions).
  /// Of a category by item, of this piece.
  void add_category(model::DataId category, const std::optional<std::string>& item);
  /// The events of a consent, and what their due date rests on.
  void add_proof(model::ConsentId consent);
  /// Objections and their lifting, and what their due date rests on; of which retention rules may say nothing.
  void add_objections();
  /// What the due date of recorded decisions rests on.
  void add_decisions();

  /// Does one of the categories' dates rest on this event, of such a holder?
  bool contains(const facts::ReadableEvent& event) const;

 private:
  /// What is asked about a consent; each asks what those before it do, and more.
  enum class About : std::uint8_t {
    kGrants,
    kStatus,    ///< also what its period runs from
    kValidity,  ///< also what it is `provided` for
  };

  struct Piece {
    model::DataId category;
    std::optional<std::string> item;
  };

  /// Contacts for a purpose that is one of these or lies within one, by such a channel; an empty list: for or by any.
  struct Contacts {
    std::vector<model::PurposeId> purposes;
    std::vector<model::ChannelId> channels;
  };

  template <class Keeps>
  void add_rules(const Keeps& keeps);
  void add_time(model::TimeId time);
  void add_condition(model::ExpressionId condition);
  void add_fact(model::FactId fact);
  void add_consent(model::ConsentId consent, About about);
  bool names_one(const facts::ReadableEvent& event) const;
  bool counts(const facts::ReadableEvent& contact) const;

  const model::Model& model_;
  facts::HolderKind kind_;
  std::vector<Piece> pieces_;
  std::vector<model::DataId> collections_;  ///< whose latest collection is read
  bool holds_ = false;                      ///< something is kept that a `hold` may suspend
  bool requests_ = false;                   ///< something is kept that a request for everything concerns
  bool all_objections_ = false;
  bool restrictions_ = false;
  std::vector<model::PurposeId> objections_to_;
  std::vector<Contacts> contacts_;
  std::vector<bool> seen_;      ///< by ExpressionId
  std::vector<bool> times_;     ///< by TimeId: added
  std::vector<bool> facts_;     ///< by FactId
  std::vector<bool> notices_;   ///< by NoticeId
  std::vector<bool> consents_;  ///< by ConsentId
  std::vector<bool> proofs_;    ///< by ConsentId: all its events
};

}  // namespace licet::rights
