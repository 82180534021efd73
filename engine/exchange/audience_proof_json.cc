#include <engine/base/base64.h>
#include <engine/base/hexadecimal.h>
#include <engine/exchange/audience_proof_json.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>

namespace licet::exchange {
namespace {

constexpr JsonLimits kProofLimits{std::size_t{128} << 20U, limits::kJsonDepth, 64};

const JsonValue* field(const JsonValue& object, std::string_view key, JsonValue::Kind kind) {
  const JsonValue* const value = object.find(key);
  return value != nullptr && value->kind == kind ? value : nullptr;
}

bool read_bytes(const JsonValue& object, std::string_view key, std::string& into) {
  const JsonValue* const value = field(object, key, JsonValue::Kind::kText);
  auto bytes = value != nullptr ? from_base64(value->text) : std::nullopt;
  if (bytes) into = std::move(*bytes);
  return bytes.has_value();
}

bool read_path(const JsonValue& object, std::vector<Digest>& path) {
  const JsonValue* const list = field(object, "path", JsonValue::Kind::kList);
  if (list == nullptr) return false;
  for (const JsonValue& item : list->items) {
    if (item.kind != JsonValue::Kind::kText || !read_hexadecimal(item.text, path.emplace_back())) return false;
  }
  return true;
}

}  // namespace

std::string write_audience_proof(const AudienceProof& proof) {
  std::vector<std::string> path;
  for (const Digest& hash : proof.path) path.push_back(to_hex(hash));
  std::string json;
  ObjectWriter out(json);
  out.text("customer", proof.customer);
  out.text("outcome", to_base64(proof.outcome));
  out.text("salt", to_base64(proof.salt));
  out.number("index", proof.index);
  out.texts("path", path);
  out.text("leaf", to_base64(proof.leaf));
  out.text("payload", to_base64(proof.payload));
  out.text("receipt", proof.receipt);
  out.end();
  return json;
}

std::optional<AudienceProof> read_audience_proof(std::string_view json) {
  const auto object = parse_object(json, kProofLimits);
  if (!object) return std::nullopt;
  AudienceProof proof;
  const JsonValue* const customer = field(*object, "customer", JsonValue::Kind::kText);
  const JsonValue* const index = field(*object, "index", JsonValue::Kind::kInteger);
  const JsonValue* const receipt = field(*object, "receipt", JsonValue::Kind::kText);
  if (customer == nullptr || index == nullptr || index->integer < 0 || receipt == nullptr) return std::nullopt;
  proof.customer = customer->text;
  proof.index = static_cast<std::uint64_t>(index->integer);
  proof.receipt = receipt->text;
  const bool read = read_bytes(*object, "outcome", proof.outcome) && read_bytes(*object, "salt", proof.salt) &&
                    read_bytes(*object, "leaf", proof.leaf) && read_bytes(*object, "payload", proof.payload) &&
                    read_path(*object, proof.path);
  if (!read || write_audience_proof(proof) != json) return std::nullopt;
  return proof;
}

}  // namespace licet::exchange
