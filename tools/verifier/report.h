#pragma once
// What was found, as text or as one JSON object a line.
//
// Pure functions; what they return ends in a line break. What a bundle states is untrusted: it is printed so that it
// cannot steer a terminal.

#include <engine/record/bundle_check.h>
#include <engine/record/checkpoint.h>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace licet::verifier {

using BundleVerdict = tl::expected<record::CheckedBundle, record::BundleFault>;

/// `path` names the bundle. With `show` the request and the answer of a good one.
std::string bundle_text(std::string_view path, const BundleVerdict& verdict, double milliseconds, bool show);
std::string bundle_json(std::string_view path, const BundleVerdict& verdict, double milliseconds, bool show);

std::string log_text(std::string_view path, const Result<record::VerifiedCheckpoint>& verdict, double seconds);
std::string log_json(std::string_view path, const Result<record::VerifiedCheckpoint>& verdict, double seconds);

/// A file that cannot be read.
std::string unreadable_text(std::string_view path);
std::string unreadable_json(std::string_view path);

}  // namespace licet::verifier
