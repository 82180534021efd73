#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tests/vectors/bundles/tool/vector_table.h>

namespace licet::vectors {
namespace {

/// The bundle with the same change in every proof, so that the heads stay the same.
template <class Change>
BundleParts in_each_proof(const Change& change) {
  BundleParts parts = make_parts();
  parts.decision.proof = change(parts.decision.proof);
  for (RecordParts& event : parts.events) event.proof = change(event.proof);
  return parts;
}

/// The text where the signed head begins.
std::size_t head_place(const std::string& proof) { return proof.find("\n\n") + 2; }

/// The hashes' first line: behind the name and the index.
std::size_t hash_place(const std::string& proof) { return proof.find('\n', proof.find('\n') + 1) + 1; }

constexpr std::size_t kHashLine = 45;

std::string crlf(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

}  // namespace

void add_wrong_proofs(std::vector<Vector>& all) {
  const std::string key = print_key(log_signer().key);
  const auto add = [&](std::string name, std::string verdict, const BundleParts& parts) {
    all.push_back({std::move(name), std::move(verdict), {key}, parts.join()});
  };
  const auto each = [&](std::string name, std::string verdict, const auto& change) {
    add(std::move(name), std::move(verdict), in_each_proof(change));
  };
  const auto in_each = [&](std::string name, std::string verdict, std::string_view what, std::string_view with) {
    each(std::move(name), std::move(verdict), [&](const std::string& proof) { return replaced(proof, what, with); });
  };
  const auto one = [&](std::string name, std::string verdict, const auto& change) {
    BundleParts parts = make_parts();
    parts.decision.proof = change(parts.decision.proof);
    add(std::move(name), std::move(verdict), parts);
  };
  const auto in_one = [&](std::string name, std::string verdict, std::string_view what, std::string_view with) {
    one(std::move(name), std::move(verdict), [&](const std::string& proof) { return replaced(proof, what, with); });
  };

  one("proof_empty", "proof", [](const std::string&) { return std::string(); });
  in_one("proof_of_another_version", "proof", "@v1", "@v2");
  in_one("proof_with_extra", "proof", "index 7", "extra AAAA\nindex 7");
  in_one("proof_without_index", "proof", "index 7\n", "");
  in_one("proof_of_another_index", "proof", "index 7", "index 6");
  in_one("index_with_a_zero", "proof", "index 7", "index 07");
  in_one("index_with_a_sign", "proof", "index 7", "index +7");
  in_one("index_beyond_64_bits", "proof", "index 7", "index 18446744073709551623");
  in_one("index_with_a_space", "proof", "index 7", "index 7 ");
  one("proof_with_crlf", "proof", crlf);
  one("hash_of_31_bytes", "proof",
      [](std::string proof) { return proof.replace(hash_place(proof), 44, std::string(42, 'A') + "=="); });
  one("hash_not_canonical", "proof", [](std::string proof) {
    return proof.replace(hash_place(proof) + 42, 1, proof[hash_place(proof) + 42] == 'B' ? "C" : "B");
  });
  one("hash_without_padding", "proof", [](std::string proof) { return proof.erase(hash_place(proof) + 43, 1); });
  one("hashes_65", "proof", [](std::string proof) {
    const std::string line = proof.substr(hash_place(proof), kHashLine);
    for (int i = 0; i < 65; ++i) proof.insert(hash_place(proof), line);
    return proof;
  });
  one("proof_without_empty_line", "proof", [](std::string proof) { return proof.erase(head_place(proof) - 1, 1); });
  one("proof_with_a_line_behind", "proof", [](const std::string& proof) { return proof + "more\n"; });
  one("proof_without_its_last_line_break", "proof",
      [](const std::string& proof) { return proof.substr(0, proof.size() - 1); });
  one("head_without_signature", "proof",
      [](const std::string& proof) { return proof.substr(0, proof.rfind("\n\n") + 2); });
  in_one("signature_line_of_another_dash", "proof", "\n\xE2\x80\x94 ", "\n- ");
  in_one("heads_that_differ", "proof", "\n11\n", "\n12\n");
  add("heads_of_different_signatures", "proof", [] {
    BundleParts parts = make_parts();
    const std::string& proof = parts.decision.proof;
    const std::string line = proof.substr(proof.rfind("\n\xE2\x80\x94") + 1);
    parts.decision.proof += replaced(line, "shop", "stop");
    return parts;
  }());
  add("proofs_swapped", "proof", [] {
    BundleParts parts = make_parts();
    std::swap(parts.events[0].proof, parts.events[1].proof);
    return parts;
  }());

  in_each("size_with_a_zero", "proof", "\n11\n", "\n011\n");
  in_each("size_not_a_number", "proof", "\n11\n", "\neleven\n");
  in_each("size_of_another_head", "head", "\n11\n", "\n12\n");
  in_each("origin_of_another_head", "head", "\n\nshop.example/log\n", "\n\nshop.example/other\n");
  in_each("head_of_two_lines", "proof", "\n11\n", "\n");
  in_each("head_with_an_unsigned_line", "proof", "\n11\n", "\n11\n11\n");
  each("signature_flipped", "head", [](std::string proof) {
    const std::size_t place = proof.rfind('\n') - 10;
    proof[place] = proof[place] == 'A' ? 'B' : 'A';
    return proof;
  });
  each("root_flipped", "head", [](std::string proof) {
    const std::size_t place = proof.find("\n11\n") + 4;
    proof[place] = proof[place] == 'A' ? 'B' : 'A';
    return proof;
  });

  one("hash_flipped_in_proof", "inclusion", [](std::string proof) {
    char& c = proof[hash_place(proof)];
    c = c == 'A' ? 'B' : 'A';
    return proof;
  });
  one("hash_missing", "inclusion", [](std::string proof) { return proof.erase(hash_place(proof), kHashLine); });
  one("hash_twice", "inclusion",
      [](std::string proof) { return proof.insert(hash_place(proof), proof.substr(hash_place(proof), kHashLine)); });
  one("hashes_swapped", "inclusion", [](std::string proof) {
    const std::size_t place = hash_place(proof);
    const std::string first = proof.substr(place, kHashLine);
    return proof.erase(place, kHashLine).insert(place + kHashLine, first);
  });
  const auto in_leaf = [&](std::string name, std::size_t place, bool of_event) {
    BundleParts parts = make_parts();
    std::string& leaf = of_event ? parts.events[1].leaf : parts.decision.leaf;
    leaf[place] = static_cast<char>(leaf[place] ^ 1);
    add(std::move(name), "inclusion", parts);
  };
  in_leaf("time_of_the_batch_changed", 16, false);
  in_leaf("record_id_changed", 56, false);
  in_leaf("record_id_of_event_changed", 71, true);
  in_leaf("policy_of_event_changed", 24, true);
  Plan plan;
  plan.size = plan.decision;
  all.push_back({"decision_behind_the_head", "inclusion", {key}, make_parts(plan).join()});
}

}  // namespace licet::vectors
