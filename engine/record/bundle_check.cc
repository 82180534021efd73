#include <algorithm>
#include <engine/record/bundle_check.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/payload.h>
#include <engine/record/policy_archive.h>
#include <engine/record/tlog_proof.h>
#include <optional>
#include <string>
#include <utility>

namespace licet::record {
namespace {

constexpr std::size_t kLeafPolicyPlace = 24;
constexpr std::size_t kPolicyHeaderBytes = 32;
constexpr std::string_view kRecorded = R"({"recorded":")";
constexpr std::string_view kBasis = R"(,"basis":)";
constexpr std::string_view kEngine = R"(,"engine":")";
constexpr std::string_view kZone = R"(,"zone":")";
constexpr std::size_t kZoneDigits = 64;
constexpr std::size_t kBasisDigits = 19;
constexpr std::uint64_t kBasisLimit = std::uint64_t{1} << 63U;

using Fault = std::optional<BundleFault>;

Fault fault(BundleCheck check, std::string message) { return BundleFault{check, std::move(message)}; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view beginning) {
  if (text.substr(0, beginning.size()) != beginning) return false;
  text.remove_prefix(beginning.size());
  return true;
}

/// Up to the next quotation mark, which is taken too.
std::optional<std::string_view> take_plain_text(std::string_view& text) {
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\'; });
  if (end == text.end() || *end != '"') return std::nullopt;
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length + 1);
  return taken;
}

std::optional<std::uint64_t> take_basis(std::string_view& text) {
  std::size_t digits = 0;
  std::uint64_t number = 0;
  while (digits < text.size() && digits <= kBasisDigits && is_digit(text[digits])) {
    number = number * 10 + static_cast<std::uint64_t>(text[digits] - '0');
    ++digits;
  }
  const bool leading_zero = digits > 1 && text[0] == '0';
  if (digits == 0 || digits > kBasisDigits || leading_zero || number >= kBasisLimit) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool is_zone_digest(std::string_view digits) {
  return digits.size() == kZoneDigits &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

/// How a message speaks of a record: the decision is -1.
constexpr std::size_t kTheDecision = static_cast<std::size_t>(-1);

std::string named(std::size_t event) {
  return event == kTheDecision ? "the decision" : "event " + std::to_string(event + 1) + " of the bundle";
}

class Checking {
 public:
  Checking(CheckedBundle& result, std::span<const NoteKey> keys) : result_(result), keys_(keys) {}

  Fault check() {
    using Step = Fault (Checking::*)();
    constexpr Step steps[] = {&Checking::versions, &Checking::policy, &Checking::openings, &Checking::zone,
                              &Checking::order,    &Checking::proofs, &Checking::head,     &Checking::inclusion};
    for (const Step step : steps) {
      if (Fault found = (this->*step)()) return found;
    }
    return std::nullopt;
  }

 private:
  const Bundle& sections() const { return result_.sections; }

  /// Calls `act` with the decision's section, then each event's, and its place among the events.
  template <class Act>
  Fault each_record(const Act& act) const {
    if (Fault found = act(sections().decision, kTheDecision)) return found;
    for (std::size_t i = 0; i < sections().events.size(); ++i) {
      if (Fault found = act(sections().events[i], i)) return found;
    }
    return std::nullopt;
  }

  Fault versions() {
    return each_record([](const BundledRecord& record, std::size_t place) -> Fault {
      if (number_at<std::uint8_t>(record.leaf, 0) == kRecordFormatVersion) return std::nullopt;
      return fault(BundleCheck::kVersion,
                   "The leaf of " + named(place) + " is of a version that is unknown here: a newer Licet wrote it.");
    });
  }

  Fault policy() {
    const std::string_view file = sections().policy;
    if (!read_policy_file(std::string(file))) {
      return fault(BundleCheck::kPolicy, "The policy text does not stand in the bundle as it is archived.");
    }
    if (sha256(file.substr(kPolicyHeaderBytes)) != number_at<Digest>(sections().decision.leaf, kLeafPolicyPlace)) {
      return fault(BundleCheck::kPolicy,
                   "The policy text is not the one that decided: the decision names another digest.");
    }
    return std::nullopt;
  }

  Fault openings() {
    return each_record([this](const BundledRecord& record, std::size_t place) -> Fault {
      const RecordKind kind = place == kTheDecision ? RecordKind::kDecision : RecordKind::kEvent;
      const auto leaf = read_leaf(record.leaf);
      if (!leaf || leaf->kind != kind) {
        return fault(BundleCheck::kOpening, "The leaf of " + named(place) + " is not as the record has it.");
      }
      const auto content = content_of_payload(record.plain_payload, payload_alignment(kind));
      if (!content) {
        return fault(BundleCheck::kOpening, "What " + named(place) + " holds is not laid out as in the record.");
      }
      if (commitment_of(record.plain_payload) != leaf->commitment) {
        return fault(BundleCheck::kOpening,
                     "What " + named(place) + " holds is not what its leaf in the record commits to.");
      }
      if (place == kTheDecision) {
        result_.decision = {*leaf, *content};
      } else {
        result_.events.push_back({*leaf, *content});
      }
      return std::nullopt;
    });
  }

  Fault zone() {
    for (std::size_t i = 0; i < result_.events.size(); ++i) {
      std::string_view text = result_.events[i].content;
      if (!take(text, kRecorded) || !take_plain_text(text)) {
        return fault(BundleCheck::kZone, "The content of " + named(i) + " does not begin as an event's does.");
      }
    }
    std::string_view text = result_.decision.content;
    if (!take_stamp(text)) {
      return fault(BundleCheck::kZone, "The content of the decision does not begin as a decision's does.");
    }
    if (to_hex(sha256(sections().zone)) != result_.zone) {
      return fault(BundleCheck::kZone, "The time zone is not the one by which it was decided.");
    }
    return std::nullopt;
  }

  bool take_stamp(std::string_view& text) {
    const auto recorded = take(text, kRecorded) ? take_plain_text(text) : std::nullopt;
    const auto basis = recorded && take(text, kBasis) ? take_basis(text) : std::nullopt;
    const auto engine = basis && take(text, kEngine) ? take_plain_text(text) : std::nullopt;
    const auto zone = engine && take(text, kZone) ? take_plain_text(text) : std::nullopt;
    if (!zone || !is_zone_digest(*zone)) return false;
    result_.recorded = *recorded;
    result_.basis = *basis;
    result_.engine = *engine;
    result_.zone = *zone;
    return true;
  }

  Fault order() {
    std::uint64_t least = 0;
    for (const OpenedBundleRecord& event : result_.events) {
      if (event.leaf.number < least || event.leaf.number >= result_.basis) {
        return fault(BundleCheck::kOrder, "The events do not stand in the order of the record before the decision.");
      }
      least = event.leaf.number + 1;
    }
    if (result_.basis > result_.decision.leaf.number) {
      return fault(BundleCheck::kOrder, "The decision rests on records that stand behind it.");
    }
    return std::nullopt;
  }

  Fault proofs() {
    proofs_.reserve(result_.events.size() + 1);
    return each_record([this](const BundledRecord& record, std::size_t place) -> Fault {
      const Leaf& leaf = place == kTheDecision ? result_.decision.leaf : result_.events[place].leaf;
      auto proof = read_tlog_proof(record.proof);
      if (!proof || !proof->extra.empty()) {
        return fault(BundleCheck::kProof, "The proof of " + named(place) + " is not a tlog-proof as a bundle has it.");
      }
      if (proof->index != leaf.number) {
        return fault(BundleCheck::kProof, "The proof of " + named(place) + " is that of another record.");
      }
      if (!proofs_.empty() && proof->checkpoint != proofs_.front().checkpoint) {
        return fault(BundleCheck::kProof, "The proofs of the bundle end in different heads.");
      }
      proofs_.push_back(std::move(*proof));
      return std::nullopt;
    });
  }

  Fault head() {
    const SignedNote& note = proofs_.front().checkpoint;
    auto checkpoint = read_checkpoint(note.text());
    if (!checkpoint) return fault(BundleCheck::kHead, std::move(checkpoint.error().message));
    result_.head = std::move(*checkpoint);
    result_.signatures.assign(note.signatures().begin(), note.signatures().end());
    if (keys_.empty()) return std::nullopt;
    auto verified = verify_note(note, keys_);
    if (!verified) return fault(BundleCheck::kHead, std::move(verified.error().message));
    const bool by_log = std::any_of(verified->known.begin(), verified->known.end(), [this](const auto& good) {
      return good.key.type == NoteKeyType::kEd25519 && good.key.name == result_.head.origin;
    });
    if (!by_log) {
      return fault(BundleCheck::kHead, "No key of the log that the head names signed it, only others did.");
    }
    result_.signed_by = std::move(verified->known);
    return std::nullopt;
  }

  Fault inclusion() {
    return each_record([this](const BundledRecord& record, std::size_t place) -> Fault {
      const TlogProof& proof = proofs_[place == kTheDecision ? 0 : place + 1];
      if (includes(leaf_hash(record.leaf), proof.index, result_.head.size, proof.hashes, result_.head.root)) {
        return std::nullopt;
      }
      return fault(BundleCheck::kInclusion, "The proof does not lead from " + named(place) + " to the signed head.");
    });
  }

  CheckedBundle& result_;
  std::span<const NoteKey> keys_;
  std::vector<TlogProof> proofs_;  ///< the decision's, then those of the events
};

}  // namespace

tl::expected<CheckedBundle, BundleFault> check_bundle(std::string_view bytes, std::span<const NoteKey> keys) {
  auto sections = read_bundle(bytes);
  if (!sections) return tl::unexpected(std::move(sections.error()));
  CheckedBundle result;
  result.sections = std::move(*sections);
  if (Fault found = Checking(result, keys).check()) return tl::unexpected(std::move(*found));
  return result;
}

}  // namespace licet::record
