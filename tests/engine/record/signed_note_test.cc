#include <engine/record/signed_note.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/record/published_vectors.h>
#include <tests/engine/record/witness.h>

namespace licet::record {
namespace {

using test::published_key;
using test::published_note;
using test::published_signer;
using test::vector_file;

constexpr std::string_view kDash = "\xE2\x80\x94 ";

const NoteKey& peter() {
  static const NoteKey key = published_key("PeterNeumann");
  return key;
}

const NoteKey& enoch() {
  static const NoteKey key = published_key("EnochRoot");
  return key;
}

std::optional<FailureKind> refusal(const Result<VerifiedSignatures>& verified) {
  if (verified) return std::nullopt;
  return verified.error().kind;
}

TEST(SignedNote, EveryPublishedOneIsReadAndWrittenAsItIs) {
  for (const char* file : {"two_signers.note", "one_signer.note", "cosigned.checkpoint"}) {
    EXPECT_EQ(published_note(file).print(), vector_file(file)) << file;
  }
}

TEST(SignedNote, IsVerifiedWithTheKeyOfItsSigner) {
  const std::vector<NoteKey> known = {published_key("example.com/foo")};
  const auto verified = verify_note(published_note("one_signer.note"), known);
  ASSERT_TRUE(verified) << verified.error().message;
  ASSERT_EQ(verified->known.size(), 1U);
  EXPECT_EQ(verified->known[0].key, known[0]);
  EXPECT_FALSE(verified->known[0].time);
  EXPECT_TRUE(verified->unknown.empty());
}

TEST(SignedNote, SignaturesOfUnknownKeysAreIgnoredAndKept) {
  const SignedNote note = published_note("two_signers.note");
  const std::vector<NoteKey> known = {peter()};
  const auto verified = verify_note(note, known);
  ASSERT_TRUE(verified) << verified.error().message;
  ASSERT_EQ(verified->known.size(), 1U);
  EXPECT_EQ(verified->known[0].key.name, "PeterNeumann");
  ASSERT_EQ(verified->unknown.size(), 1U);
  EXPECT_EQ(verified->unknown[0], note.signatures()[1]);
  const std::vector<NoteKey> both = {enoch(), peter()};
  const auto all = verify_note(note, both);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->known.size(), 2U);
  EXPECT_TRUE(all->unknown.empty());
}

TEST(SignedNote, WithoutASignatureOfAKnownKeyIsRefused) {
  EXPECT_EQ(refusal(verify_note(published_note("two_signers.note"), {})), FailureKind::kWrongUse);
  const std::vector<NoteKey> other = {published_key("sum.golang.org")};
  EXPECT_EQ(refusal(verify_note(published_note("two_signers.note"), other)), FailureKind::kWrongUse);
}

TEST(SignedNote, WithTwoKnownKeysOfOneNameAndIdIsRefusedOnlyIfOneOfThemSigned) {
  const std::vector<NoteKey> used = {peter(), peter()};
  EXPECT_EQ(refusal(verify_note(published_note("two_signers.note"), used)), FailureKind::kWrongUse);
  const NoteKey other = published_key("sum.golang.org");
  const std::vector<NoteKey> unused = {other, peter(), other};
  EXPECT_TRUE(verify_note(published_note("two_signers.note"), unused));
}

TEST(SignedNote, OneBadSignatureOfAKnownKeySpoilsItWhoeverElseSigned) {
  const SignedNote note = published_note("two_signers.note");
  const std::vector<NoteKey> both = {peter(), enoch()};
  for (std::size_t damaged = 0; damaged < 2; ++damaged) {
    std::string bytes = note.text() + "\n";
    auto spoilt = SignedNote::read(note.print());
    std::vector<NoteSignature> lines(note.signatures().begin(), note.signatures().end());
    lines[damaged].bytes[5] = static_cast<char>(lines[damaged].bytes[5] ^ 1);
    ASSERT_TRUE(spoilt->add(lines[damaged]));
    EXPECT_EQ(refusal(verify_note(*spoilt, both)), FailureKind::kDamaged) << damaged;
  }
}

TEST(SignedNote, ASignatureOfAnotherLengthIsBad) {
  const std::vector<NoteKey> known = {peter()};
  for (const std::size_t length : {std::size_t{1}, std::size_t{63}, std::size_t{65}, std::size_t{72}}) {
    auto note = published_note("two_signers.note");
    ASSERT_TRUE(note.add(NoteSignature{peter().name, peter().id, std::string(length, 'x')}));
    EXPECT_EQ(refusal(verify_note(note, known)), FailureKind::kDamaged) << length;
  }
}

TEST(SignedNote, NameAndIdTogetherTellWhoseASignatureIs) {
  auto note = published_note("two_signers.note");
  ASSERT_TRUE(note.add(NoteSignature{peter().name, peter().id + 1, "not his"}));
  ASSERT_TRUE(note.add(NoteSignature{"Somebody", peter().id, "nor this"}));
  const std::vector<NoteKey> known = {peter()};
  const auto verified = verify_note(note, known);
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->known.size(), 1U);
  EXPECT_EQ(verified->unknown.size(), 3U);
}

TEST(SignedNote, ARepeatedSignatureCountsOnce) {
  const std::string once = vector_file("two_signers.note");
  const std::string lines = once.substr(once.find(kDash));
  const auto note = SignedNote::read(once + lines + lines);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->print(), once + lines + lines);
  const std::vector<NoteKey> known = {peter()};
  const auto verified = verify_note(*note, known);
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->known.size(), 1U);
  EXPECT_EQ(verified->unknown.size(), 1U);
}

TEST(SignedNote, IsSignedToTheVeryBytesThatWerePublished) {
  const SignedNote published = published_note("two_signers.note");
  auto note = SignedNote::sign(published.text(), published_signer("PeterNeumann"));
  ASSERT_TRUE(note);
  ASSERT_TRUE(note->add(*note_signer("EnochRoot", SigningKey(SecretKey()))));
  EXPECT_EQ(note->print(), vector_file("two_signers.note"));
  ASSERT_TRUE(note->add(published_signer("PeterNeumann")));
  EXPECT_EQ(note->print(), vector_file("two_signers.note"));
}

TEST(SignedNote, OnlyTextIsSigned) {
  const NoteSigner signer = published_signer("PeterNeumann");
  for (const std::string text : {"", "no line break", "tab\t\n", "\x01\n", "\xFF\n", "\r\n"}) {
    const auto note = SignedNote::sign(text, signer);
    ASSERT_FALSE(note) << text;
    EXPECT_EQ(note.error().kind, FailureKind::kWrongUse);
  }
  for (const std::string text :
       {"\n", "\n\n\n", "a\n", "a\n\n", "\xE2\x80\x94 a b\n", "\n\xE2\x80\x94 a AAAAAAA=\n\n"}) {
    const auto note = SignedNote::sign(text, signer);
    ASSERT_TRUE(note) << text;
    EXPECT_EQ(SignedNote::read(note->print()), *note);
    EXPECT_TRUE(verify_note(*SignedNote::read(note->print()), std::vector<NoteKey>{peter()})) << text;
  }
}

TEST(SignedNote, WhatIsNotAsTheFormatHasItIsRefused) {
  const std::string good = vector_file("one_signer.note");
  const std::string text = good.substr(0, good.find(kDash) - 1);
  const std::string line = good.substr(good.find(kDash));
  ASSERT_EQ(text + "\n" + line, good);
  const std::string blob = line.substr(line.rfind(' ') + 1);
  const std::string dash(kDash);
  const std::vector<std::string> bad = {"",
                                        "\n",
                                        "\n\n",
                                        text,
                                        text + "\n",
                                        text + line,                                    // no empty line
                                        text + "\n" + line.substr(0, line.size() - 1),  // no last line break
                                        text + "\n" + line + "\n",
                                        text + "\n" + line + "more\n",
                                        text + "\nmore\n" + line,
                                        "\x01" + good,
                                        "\xFF" + good,
                                        "\r" + good,
                                        std::string(1, '\0') + good,
                                        text + "\n" + dash + "example.com/f oo " + blob,
                                        text + "\n" + dash + "example.com+foo " + blob,
                                        text + "\n" + dash + " " + blob,
                                        text + "\n" + dash + blob,
                                        text + "\n" + dash + "example.com/foo  " + blob,
                                        text + "\n" + dash + "example.com/foo\t" + blob,
                                        text + "\n" + dash + "example.com/foo " + blob.substr(1),
                                        text + "\n" + dash + "example.com/foo " + blob.substr(4, 4) + "\n",
                                        text + "\n" + dash + "example.com/foo AAAAAA==\n",  // nothing after the id
                                        text + "\n" + dash + "example.com/foo AAAAAAB=\n",  // not canonical
                                        text + "\n" + dash + "example.com/foo \n",
                                        text + "\n\xE2\x80\x94" + line.substr(dash.size()),
                                        text + "\n-" + line.substr(3),
                                        text + "\n " + line};
  for (const std::string& bytes : bad) {
    const auto note = SignedNote::read(bytes);
    ASSERT_FALSE(note) << bytes;
    EXPECT_EQ(note.error().kind, FailureKind::kDamaged);
    EXPECT_EQ(note.error().message.find("example"), std::string::npos);
  }
  EXPECT_TRUE(SignedNote::read(text + "\n" + dash + "example.com/foo AAAAAAA=\n"));
}

TEST(SignedNote, HasAHundredSignaturesAtMost) {
  auto note = SignedNote::sign("text\n", published_signer("PeterNeumann"));
  for (std::uint32_t i = 1; i < kNoteSignatures; ++i) ASSERT_TRUE(note->add(NoteSignature{"somebody", i, "x"}));
  EXPECT_TRUE(SignedNote::read(note->print()));
  const NoteSignature one_more{"somebody", 0, "x"};
  EXPECT_EQ(note->add(one_more).error().kind, FailureKind::kLimit);
  const std::string line = std::string(kDash) + "somebody " + to_base64(std::string("\0\0\0\0x", 5)) + "\n";
  EXPECT_EQ(SignedNote::read(note->print() + line).error().kind, FailureKind::kLimit);
  EXPECT_EQ(note->signatures().size(), kNoteSignatures);
}

TEST(SignedNote, HasAMebibyteAtMost) {
  const NoteSigner signer = published_signer("PeterNeumann");
  const std::size_t rest = SignedNote::sign("\n", signer)->print().size() - 1;
  const auto largest = SignedNote::sign(std::string(kNoteBytes - rest - 1, 'a') + "\n", signer);
  ASSERT_TRUE(largest);
  EXPECT_EQ(largest->print().size(), kNoteBytes);
  EXPECT_TRUE(SignedNote::read(largest->print()));
  EXPECT_EQ(SignedNote::read("a" + largest->print()).error().kind, FailureKind::kLimit);
  EXPECT_EQ(SignedNote::sign(std::string(kNoteBytes - rest, 'a') + "\n", signer).error().kind, FailureKind::kLimit);
}

TEST(SignedNote, CosignaturesAreVerifiedOverTheirTimeAndKept) {
  const test::Witness witness("witness.example.com/w1");
  auto note = SignedNote::sign("text\n", published_signer("PeterNeumann"));
  ASSERT_TRUE(note->add(witness.cosign(note->text(), 1679315147)));
  ASSERT_TRUE(note->add(witness.cosign(note->text(), 1679315148)));
  const auto read = SignedNote::read(note->print());
  ASSERT_TRUE(read);
  const std::vector<NoteKey> known = {peter(), witness.key};
  const auto verified = verify_note(*read, known);
  ASSERT_TRUE(verified) << verified.error().message;
  ASSERT_EQ(verified->known.size(), 3U);
  EXPECT_EQ(verified->known[1].key, witness.key);
  EXPECT_EQ(verified->known[1].time, 1679315147U);
  EXPECT_EQ(verified->known[2].time, 1679315148U);
}

TEST(SignedNote, ACosignatureOfAnotherTimeTextOrKindIsBad) {
  const test::Witness witness("witness.example.com/w1");
  const std::vector<NoteKey> known = {peter(), witness.key};
  const std::string text = "text\n";
  const NoteSignature good = witness.cosign(text, 1679315147);
  const auto refused = [&](const NoteSignature& signature) {
    auto note = SignedNote::sign(text, published_signer("PeterNeumann"));
    EXPECT_TRUE(note->add(signature));
    return refusal(verify_note(*note, known));
  };
  EXPECT_FALSE(refused(good));
  for (std::size_t bit = 0; bit < 8 * good.bytes.size(); ++bit) {
    NoteSignature damaged = good;
    damaged.bytes[bit / 8] = static_cast<char>(damaged.bytes[bit / 8] ^ 1 << bit % 8);
    EXPECT_EQ(refused(damaged), FailureKind::kDamaged) << bit;
  }
  EXPECT_EQ(refused(witness.cosign("another\n", 1679315147)), FailureKind::kDamaged);
  const Signature plain = witness.signing.sign(text);
  EXPECT_EQ(refused({witness.key.name, witness.key.id, std::string(plain.begin(), plain.end())}),
            FailureKind::kDamaged);
  EXPECT_EQ(refused({witness.key.name, witness.key.id, "short"}), FailureKind::kDamaged);
  EXPECT_FALSE(refused(witness.cosign(text, INT64_MAX)));
  EXPECT_EQ(refused(witness.cosign(text, std::uint64_t{INT64_MAX} + 1)), FailureKind::kDamaged);
}

TEST(SignedNote, AWitnessAnswersWithALineThatIsAdded) {
  const std::string cosigned = vector_file("cosigned.checkpoint");
  const std::string line = cosigned.substr(cosigned.rfind(kDash));
  const auto signature = read_signature_line(line);
  ASSERT_TRUE(signature) << signature.error().message;
  EXPECT_EQ(signature->name, "witness.example.com/w1");
  EXPECT_EQ(signature->key_id, 0x8d66cf3fU);
  EXPECT_EQ(signature->bytes.size(), 72U);
  EXPECT_EQ(signature->bytes.substr(0, 8), test::bytes_of_hex("00000000641850cb"));
  auto note = SignedNote::read(cosigned.substr(0, cosigned.rfind(kDash)));
  ASSERT_TRUE(note && note->add(*signature));
  EXPECT_EQ(note->print(), cosigned);
  for (const std::string& bad : {line + line, line.substr(0, line.size() - 1), line + "\n", std::string()}) {
    EXPECT_FALSE(read_signature_line(bad)) << bad;
  }
  EXPECT_FALSE(note->add(NoteSignature{"a b", 1, "x"}));
  EXPECT_FALSE(note->add(NoteSignature{"a", 1, ""}));
}

TEST(SignedNote, RandomDamageIsNeverTakenForTheText) {
  const std::string good = vector_file("two_signers.note");
  const std::string text = published_note("two_signers.note").text();
  const std::vector<NoteKey> known = {peter(), enoch()};
  std::mt19937 random(20);
  for (int i = 0; i < 2000; ++i) {
    std::string damaged = good;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t place = random() % damaged.size();
      switch (random() % 4) {
        case 0:
          damaged.erase(place, 1 + random() % 8);
          break;
        case 1:
          damaged.insert(place, 1, static_cast<char>(random()));
          break;
        case 2:
          damaged.insert(place, damaged.substr(random() % damaged.size(), random() % 40));
          break;
        default:
          damaged[place] = static_cast<char>(damaged[place] ^ 1 << random() % 8);
      }
      if (damaged.empty()) damaged = good;
    }
    const auto note = SignedNote::read(damaged);
    if (!note) continue;
    EXPECT_EQ(note->print(), damaged);
    EXPECT_TRUE(!verify_note(*note, known) || note->text() == text) << damaged;
  }
}

}  // namespace
}  // namespace licet::record
