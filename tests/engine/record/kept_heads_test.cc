#include <engine/record/big_endian.h>
#include <engine/record/log_tree.h>
#include <tests/engine/record/head_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;

/// A witness that cosigns heads with a time, as C2SP tlog-cosignature has it.
class Witness {
 public:
  explicit Witness(const std::string& name)
      : signing_(*generate_signing_key()), key_(*note_key(name, NoteKeyType::kCosignature, signing_.public_key())) {}

  const NoteKey& key() const { return key_; }
  NoteSignature cosign(const SignedNote& note, std::uint64_t time) const {
    const std::string message = "cosignature/v1\ntime " + std::to_string(time) + "\n" + note.text();
    const Signature signature = signing_.sign(message);
    std::string bytes;
    append_big_endian(bytes, time);
    bytes.append(signature.begin(), signature.end());
    return {key_.name, key_.id, bytes};
  }
  /// The lines as a witness answers.
  std::string answer(const SignedNote& note, std::uint64_t time) const {
    SignedNote cosigned = note;
    EXPECT_TRUE(cosigned.add(cosign(note, time)));
    const std::string all = cosigned.print();
    return all.substr(note.print().size());
  }

 private:
  SigningKey signing_;
  NoteKey key_;
};

class KeptHeadsTest : public HeadFixture {
 protected:
  Result<SignedHead> add(const std::string& text, const std::vector<NoteKey>& witnesses) {
    return keeper().add_cosignatures(*log_, text, witnesses);
  }
  Witness witness_{"witness.example"};
};

TEST_F(KeptHeadsTest, CosignaturesAreAddedToTheHeadTheyAreOfAndKept) {
  const SignedHead head = sign();
  const auto kept = add(witness_.answer(head.note, 1'700'000'000), {witness_.key()});
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(kept->checkpoint, head.checkpoint);
  EXPECT_EQ(kept->note.signatures().size(), 2U);
  EXPECT_TRUE(is_cosigned(*kept));
  EXPECT_EQ(read(kept_head_path(directory(), head.checkpoint.size)), *kept);
  EXPECT_EQ(**keeper().newest(), *kept);
  EXPECT_TRUE(verify_checkpoint(kept->note, {"example.org/log", trusted().keys, {witness_.key()}}));
  EXPECT_TRUE(keeper().sign(*log_));
}

TEST_F(KeptHeadsTest, AWholeNoteIsTakenLikeItsLines) {
  const SignedHead head = sign();
  const Witness other("other.example");
  ASSERT_TRUE(add(head.note.print() + witness_.answer(head.note, 5), {witness_.key()}));
  const auto kept = add(head.note.print() + other.answer(head.note, 6), {witness_.key(), other.key()});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->note.signatures().size(), 3U);
  EXPECT_EQ(keeper().kept()->size(), 1U);
  const auto again = add(other.answer(head.note, 6), {other.key()});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *kept);
}

TEST_F(KeptHeadsTest, AHeadThatIsNoLongerThereIsTakenAsAWholeNoteOnly) {
  const SignedHead head = sign();
  grow(0, 3);
  sign();
  const std::string answer = witness_.answer(head.note, 5);
  EXPECT_FALSE(add(answer, {witness_.key()}));
  const auto kept = add(head.note.print() + answer, {witness_.key()});
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(kept->checkpoint, head.checkpoint);
}

TEST_F(KeptHeadsTest, WhatIsNotRightIsNeitherAddedNorKept) {
  const SignedHead head = sign();
  const Witness stranger("stranger.example");
  std::string changed = witness_.answer(head.note, 5);
  changed[changed.size() - 8] = changed[changed.size() - 8] == 'A' ? 'B' : 'A';
  Checkpoint forged = head.checkpoint;
  forged.root[0] ^= 1U;
  const auto own = *read_signing_keys(key());
  const SignedNote contradicting = *sign_checkpoint(forged, own.signer);
  forged.size += 100;
  const SignedNote beyond = *sign_checkpoint(forged, own.signer);
  const SignedNote foreign = *sign_checkpoint(forged, *note_signer(own.origin(), *generate_signing_key()));
  const struct {
    std::string text;
    NoteKey witness;
    FailureKind kind;
  } wrong[] = {
      {changed, witness_.key(), FailureKind::kDamaged},
      {witness_.answer(head.note, 5), stranger.key(), FailureKind::kWrongUse},
      {"", witness_.key(), FailureKind::kDamaged},
      {"signature\n", witness_.key(), FailureKind::kDamaged},
      {head.note.print(), witness_.key(), FailureKind::kWrongUse},
      {contradicting.print() + witness_.answer(contradicting, 5), witness_.key(), FailureKind::kDamaged},
      {beyond.print() + witness_.answer(beyond, 5), witness_.key(), FailureKind::kWrongUse},
      {foreign.print() + witness_.answer(foreign, 5), witness_.key(), FailureKind::kWrongUse},
  };
  for (const auto& [text, witness, kind] : wrong) {
    const auto refused = add(text, {witness});
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().kind, kind) << text << refused.error().message;
  }
  EXPECT_TRUE(keeper().kept()->empty());
}

TEST_F(KeptHeadsTest, ARecordIsCoveredByACosignedHeadIfThereIsOneElseByTheNewest) {
  const SignedHead first = sign();
  const std::uint64_t under_first = first.checkpoint.size - 1;
  EXPECT_EQ((*keeper().covering(under_first))->checkpoint.size, first.checkpoint.size);
  EXPECT_EQ(*keeper().covering(first.checkpoint.size), std::nullopt);
  const auto cosigned = add(witness_.answer(first.note, 5), {witness_.key()});
  ASSERT_TRUE(cosigned);
  grow(0, 3);
  const SignedHead second = sign();
  EXPECT_EQ(*keeper().covering(under_first), *cosigned);
  EXPECT_EQ(*keeper().covering(under_first + 1), second);
  EXPECT_EQ(*keeper().covering(second.checkpoint.size), std::nullopt);
}

TEST_F(KeptHeadsTest, AChangeOfKeysIsSignedWithBothAndOldHeadsStillVerify) {
  const auto old_keys = *read_signing_keys(key());
  const SignedHead before = sign();
  grow(0, 2);
  const auto keys = keeper().rotate(*log_);
  ASSERT_TRUE(keys) << keys.error().message;
  EXPECT_EQ(keys->before, std::vector<NoteKey>{old_keys.signer.key});
  EXPECT_EQ(read_signing_keys(key())->signer.key, keys->signer.key);
  const auto kept = keeper().kept();
  ASSERT_EQ(kept->size(), 1U);
  EXPECT_EQ(kept->front().checkpoint.size, log_->end().records);
  EXPECT_TRUE(verify_checkpoint(kept->front().note, trusted_log(old_keys.signer.key)));
  EXPECT_TRUE(verify_checkpoint(kept->front().note, trusted_log(keys->signer.key)));
  EXPECT_FALSE(is_cosigned(kept->front()));
  EXPECT_TRUE(verify_checkpoint(before.note, trusted()));
  const SignedHead same = sign();
  EXPECT_TRUE(verify_checkpoint(same.note, trusted_log(keys->signer.key)));
  grow(0, 2);
  const SignedHead later = sign();
  EXPECT_TRUE(verify_checkpoint(later.note, trusted_log(keys->signer.key)));
  EXPECT_FALSE(verify_checkpoint(later.note, trusted_log(old_keys.signer.key)));
  ASSERT_TRUE(keeper().rotate(*log_));
  EXPECT_EQ(trusted().keys.size(), 3U);
}

TEST_F(KeptHeadsTest, AChangeOfKeysIsRefusedWhereSigningIs) {
  sign();
  std::filesystem::remove(second());
  const std::string before = contents_of(key());
  EXPECT_EQ(keeper().rotate(*log_).error().kind, FailureKind::kDamaged);
  EXPECT_EQ(contents_of(key()), before);
  EXPECT_TRUE(keeper().kept()->empty());
}

/// Whatever call fails: the key is the old one or the new one, and heads can be signed and verified with it.
TEST_F(KeptHeadsTest, AChangeOfKeysInWhichAnyCallFailsCanBeMadeAgain) {
  bool met = true;
  for (std::size_t call = 0; met; ++call) {
    const auto before = *read_signing_keys(key());
    FaultyFiles faulty(call, call % 2 == 0 ? Fault::kRefused : Fault::kHalf, EIO);
    const auto changed = HeadKeeper(directory(), key(), faulty).rotate(*log_);
    met = faulty.met();
    ASSERT_EQ(changed.has_value(), !met) << call;
    const auto after = read_signing_keys(key());
    ASSERT_TRUE(after) << call;
    const bool is_old = after->signer.key == before.signer.key;
    if (!is_old) {
      EXPECT_EQ(after->before.front(), before.signer.key);
    }
    EXPECT_TRUE(!changed || !is_old);
    EXPECT_TRUE(verify_checkpoint(sign().note, trusted_log(after->signer.key)));
  }
}

}  // namespace
}  // namespace licet::record
