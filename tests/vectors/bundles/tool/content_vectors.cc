#include <engine/record/crc32c.h>
#include <engine/record/little_endian.h>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tests/vectors/bundles/tool/vector_table.h>

namespace licet::vectors {
namespace {

class Adding {
 public:
  explicit Adding(std::vector<Vector>& all) : all_(all) {}

  /// A bundle made by a plan.
  template <class Change>
  void plan(std::string name, std::string verdict, const Change& change) {
    Plan plan;
    change(plan);
    add(std::move(name), std::move(verdict), make_parts(plan));
  }
  /// The usual one, its parts changed.
  template <class Change>
  void parts(std::string name, std::string verdict, const Change& change) {
    BundleParts parts = make_parts();
    change(parts);
    add(std::move(name), std::move(verdict), parts);
  }

 private:
  void add(std::string name, std::string verdict, const BundleParts& parts) {
    all_.push_back({std::move(name), std::move(verdict), {print_key(log_signer().key)}, parts.join()});
  }

  std::vector<Vector>& all_;
};

/// The archive's header with its CRC made right again.
void summed(std::string& policy) {
  record::put_number(policy, 24, record::crc32c(std::string_view(policy).substr(0, 24)));
}

void add_policies(Adding& add) {
  add.parts("policy_empty", "policy", [](BundleParts& p) { p.policy.clear(); });
  add.parts("policy_short", "policy", [](BundleParts& p) { p.policy.resize(31); });
  add.parts("policy_of_other_magic", "policy", [](BundleParts& p) {
    p.policy[0] = 'M';
    summed(p.policy);
  });
  add.parts("policy_of_other_sum", "policy", [](BundleParts& p) { p.policy[24] ^= 1; });
  add.parts("policy_without_zeros", "policy", [](BundleParts& p) { p.policy[28] = 1; });
  add.parts("policy_of_version_2", "policy", [](BundleParts& p) {
    p.policy[8] = 2;
    summed(p.policy);
  });
  add.parts("policy_without_files", "policy", [](BundleParts& p) {
    p.policy[16] = 0;
    summed(p.policy);
  });
  add.parts("policy_of_two_files_stated", "good", [](BundleParts& p) {
    p.policy[16] = 2;
    summed(p.policy);
  });
  add.parts("policy_of_no_main_file", "policy", [](BundleParts& p) {
    p.policy[12] = 1;
    summed(p.policy);
  });
  add.parts("policy_text_changed", "policy", [](BundleParts& p) { p.policy.back() ^= 1; });
  add.parts("policy_text_longer", "policy", [](BundleParts& p) { p.policy += '\n'; });
  add.parts("policy_digest_in_leaf_changed", "policy", [](BundleParts& p) { p.decision.leaf[24] ^= 1; });
}

void add_openings(Adding& add) {
  add.plan("leaf_of_version_2", "version", [](Plan& p) { p.leaf_version = 2; });
  add.plan("leaf_of_version_0", "version", [](Plan& p) { p.leaf_version = 0; });
  add.plan("leaf_of_event_of_version_2", "version", [](Plan& p) { p.event_leaf_version = 2; });
  add.plan("decision_of_kind_event", "opening", [](Plan& p) { p.decision_kind = 1; });
  add.plan("event_of_kind_decision", "opening", [](Plan& p) { p.event_kind = 2; });
  add.plan("event_of_kind_kept", "opening", [](Plan& p) { p.event_kind = 4; });
  add.plan("event_of_kind_unknown", "opening", [](Plan& p) { p.event_kind = 5; });
  add.plan("leaf_without_zeros", "opening", [](Plan& p) { p.leaf_reserved = 1; });
  add.parts("payload_missing", "opening", [](BundleParts& p) { p.decision.payload.clear(); });
  add.parts("payload_of_event_missing", "opening", [](BundleParts& p) { p.events[1].payload.clear(); });
  add.parts("payload_cut", "opening", [](BundleParts& p) { p.decision.payload.resize(511); });
  add.parts("payload_longer", "opening", [](BundleParts& p) { p.decision.payload.append(512, '\0'); });
  add.parts("salt_changed", "opening", [](BundleParts& p) { p.decision.payload[0] ^= 1; });
  add.parts("content_changed", "opening", [](BundleParts& p) { p.decision.payload[30] ^= 1; });
  add.parts("event_changed", "opening", [](BundleParts& p) { p.events[2].payload[30] ^= 1; });
  add.parts("commitment_changed", "opening", [](BundleParts& p) { p.decision.leaf[72] ^= 1; });
  add.parts("payloads_of_events_swapped", "opening",
            [](BundleParts& p) { std::swap(p.events[0].payload, p.events[1].payload); });
  add.plan("padding_committed_to_not_zero", "opening", [](Plan& p) { p.padding = 'x'; });
  add.plan("padding_committed_to_too_long", "opening", [](Plan& p) { p.more_padding = 512; });
  add.plan("padding_committed_to_uneven", "opening", [](Plan& p) { p.more_padding = 64; });
  add.plan("length_committed_to_too_great", "opening", [](Plan& p) { p.length_beyond = 512; });
  add.plan("length_committed_to_very_great", "opening", [](Plan& p) { p.length_beyond = 0xFFFF0000U; });
}

void add_stamps(Adding& add) {
  const std::string usual = usual_content({});
  const auto stamped = [&](std::string name, std::string verdict, std::string_view what, std::string_view with) {
    add.plan(std::move(name), std::move(verdict), [&](Plan& p) { p.decision_content = replaced(usual, what, with); });
  };
  stamped("content_with_a_space", "zone", R"({"recorded")", R"({ "recorded")");
  stamped("content_with_a_backslash", "zone", "2026-03", R"(2026\u002d03)");
  stamped("content_with_a_control_character", "zone", "0.1.0", "0.1\n0");
  stamped("content_with_a_letter_beyond_ascii", "zone", "0.1.0", "0.1.ä");
  stamped("content_with_any_engine", "good", "0.1.0", "any ~ engine!");
  stamped("content_with_an_empty_engine", "good", "0.1.0", "");
  stamped("content_of_another_order", "zone", R"("basis":6,"engine":"0.1.0")", R"("engine":"0.1.0","basis":6)");
  stamped("basis_with_a_zero", "zone", R"("basis":6)", R"("basis":06)");
  stamped("basis_with_a_sign", "zone", R"("basis":6)", R"("basis":+6)");
  stamped("basis_missing", "zone", R"("basis":6)", R"("basis":)");
  stamped("basis_with_a_fraction", "zone", R"("basis":6)", R"("basis":6.0)");
  stamped("basis_of_two_to_63", "zone", R"("basis":6)", R"("basis":9223372036854775808)");
  stamped("basis_below_two_to_63", "order", R"("basis":6)", R"("basis":9223372036854775807)");
  stamped("basis_of_twenty_digits", "zone", R"("basis":6)", R"("basis":18446744073709551622)");
  stamped("zone_in_capitals", "zone", zone_digest().substr(0, 64), std::string(64, 'A'));
  stamped("zone_short", "zone", zone_digest(), zone_digest().substr(1));
  stamped("zone_of_other_data", "zone", zone_digest(), std::string(64, '0'));
  add.plan("content_empty_object", "zone", [](Plan& p) { p.decision_content = "{}"; });
  add.plan("content_ends_in_zone", "zone",
           [&](Plan& p) { p.decision_content = usual.substr(0, usual.find(zone_digest()) + 64); });
  add.plan("content_ends_behind_zone", "good",
           [&](Plan& p) { p.decision_content = usual.substr(0, usual.find(zone_digest()) + 65); });
  add.plan("event_of_another_beginning", "zone", [](Plan& p) { p.event_content = R"({"event":{}})"; });
  add.plan("event_with_a_backslash", "zone", [](Plan& p) { p.event_content = R"({"recorded":"\u0041"})"; });
  add.plan("event_not_ended", "zone", [](Plan& p) { p.event_content = R"({"recorded":"2026)"; });
  add.parts("zone_data_changed", "zone", [](BundleParts& p) { p.zone.back() = ' '; });
  add.parts("zone_data_missing", "zone", [](BundleParts& p) { p.zone.clear(); });
}

void add_orders(Adding& add) {
  add.plan("events_falling", "order", [](Plan& p) { p.events = {3, 2, 5}; });
  add.plan("event_twice", "order", [](Plan& p) { p.events = {2, 3, 3}; });
  add.plan("event_at_the_basis", "order", [](Plan& p) { p.events = {2, 3, 6}; });
  add.plan("event_behind_the_decision", "order", [](Plan& p) { p.events = {2, 3, 9}; });
  add.plan("basis_behind_the_decision", "order", [](Plan& p) { p.basis = 8; });
  add.plan("event_without_any_before", "order", [](Plan& p) { p.basis = 0; });
}

}  // namespace

void add_wrong_contents(std::vector<Vector>& all) {
  Adding add(all);
  add_policies(add);
  add_openings(add);
  add_stamps(add);
  add_orders(add);
}

}  // namespace licet::vectors
