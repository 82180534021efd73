#pragma once
// The numbers of the record's format: docs/record_format.md says what they are.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace licet::record {

inline constexpr std::uint32_t kRecordFormatVersion = 1;

inline constexpr std::string_view kSegmentMagic = "LICETSEG";
inline constexpr std::size_t kSegmentHeaderBytes = 56;  ///< and kPeakBytes for each peak
inline constexpr std::size_t kPeakBytes = 32;

inline constexpr std::string_view kRecordMagic = "LREC";
inline constexpr std::size_t kRecordHeaderBytes = 40;
inline constexpr std::size_t kLeafBytes = 104;
inline constexpr std::size_t kRecordTrailerBytes = 8;
inline constexpr std::uint32_t kEndsUnit = 1;  ///< flag

inline constexpr std::size_t kSaltBytes = 16;
inline constexpr std::size_t kPayloadAlignment = 64;
inline constexpr std::size_t kDecisionAlignment = 512;
inline constexpr std::size_t kPayloadBytes = std::size_t{64} << 20U;  ///< at most
inline constexpr std::size_t kContentBytes = std::size_t{32} << 20U;  ///< of an event or a decision, at most

inline constexpr std::string_view kEndMagic = "LICETEND";
inline constexpr std::size_t kEndSectorBytes = 512;

inline constexpr std::string_view kIndexMagic = "LICETIDX";
inline constexpr std::size_t kIndexHeaderBytes = 48;

inline constexpr std::string_view kKeysMagic = "LICETKEY";
inline constexpr std::size_t kSlotBytes = 64;
inline constexpr std::uint64_t kMaxSlots = std::uint64_t{1} << 48U;

inline constexpr std::string_view kPolicyMagic = "LICETSET";

inline constexpr std::string_view kRunMagic = "LICETRUN";
inline constexpr std::size_t kRunHeaderBytes = 64;

inline constexpr std::size_t kBatchRecords = 65'536;
inline constexpr std::size_t kBatchContentBytes = std::size_t{32} << 20U;  ///< beyond the first record

}  // namespace licet::record
