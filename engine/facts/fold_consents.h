#pragma once
// Folds the events of one consent declaration. Private to folding. Source: language.md section 3.

#include <engine/facts/fold.h>
#include <engine/facts/readable_event.h>
#include <map>
#include <optional>
#include <vector>

namespace licet::facts {

class ConsentFold {
 public:
  ConsentFold(const model::Model& model, model::ConsentId consent);

  void take(const ReadableEvent& event);

  /// The entry, with its sets in the builder's bits and its grants' facts in the builder; none if nothing ever
  /// happened.
  std::optional<ConsentEntry> finish(StateBuilder& builder) const;

 private:
  struct GrantFactEvent {
    std::optional<exchange::FactValue> value;
    EventRef stated;
  };
  struct OpenGrant {
    GrantEntry entry;
    std::vector<bool> purposes;
    std::vector<bool> channels;
    bool limits_channels = false;
    std::map<std::uint32_t, GrantFactEvent> facts;  ///< by FactId

    bool covers_nothing() const;
  };

  void granted(const ReadableEvent& event);
  void confirmed(const ReadableEvent& event);
  void contacted(const ReadableEvent& event);
  void withdrawn(const ReadableEvent& event);
  void end(ConsentEnd how, const ReadableEvent& event);
  void make_current(OpenGrant grant);
  void clear_current(Instant at);
  static void state_facts(OpenGrant& grant, const ReadableEvent& event);
  void add_facts(GrantPlace place, const OpenGrant& grant, StateBuilder& builder) const;
  void narrow(OpenGrant& grant, const ReadableEvent& withdrawal) const;
  bool shown_is_known(const ReadableEvent& event) const;

  const model::Model& model_;
  const model::Consent& consent_;
  ConsentEntry entry_;
  std::optional<OpenGrant> current_;
  std::optional<OpenGrant> waiting_;
  std::optional<OpenGrant> last_current_;
  bool touched_ = false;
};

}  // namespace licet::facts
