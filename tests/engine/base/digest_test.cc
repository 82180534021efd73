#include <engine/base/digest.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

// The vectors of FIPS 180-4's examples.
TEST(Digest, IsThatOfThePublishedExamples) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, OfPartsIsThatOfTheWhole) { EXPECT_EQ(Sha256{}.add("a").add("").add("bc").finish(), sha256("abc")); }

TEST(Digest, NumbersAreEightBytesWithTheLeastSignificantFirst) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(Sha256{}.add_number(0x0102030405060708U).finish(), sha256("\x08\x07\x06\x05\x04\x03\x02\x01"sv));
  EXPECT_EQ(Sha256{}.add_number(1).finish(), sha256("\x01\0\0\0\0\0\0\0"sv));
}

TEST(Digest, AnObjectBeginsAnewAfterItsDigestWasTaken) {
  Sha256 digest;
  EXPECT_EQ(digest.add("something else").finish(), sha256("something else"));
  EXPECT_EQ(digest.add("abc").finish(), sha256("abc"));
}

TEST(Digest, AMovedObjectGoesOnWhereItWas) {
  Sha256 first;
  first.add("a");
  Sha256 second = std::move(first);
  EXPECT_EQ(second.add("bc").finish(), sha256("abc"));
}

}  // namespace
}  // namespace licet
