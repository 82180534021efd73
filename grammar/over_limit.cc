#include <grammar/over_limit.h>
#include <licet/limits.h>

namespace licet::grammar {
namespace {

struct Words {
  const char* what;
  const char* counted;
};

Words english_words(Limit limit) {
  switch (limit) {
    case Limit::kFile:
      return {"This file", "bytes"};
    case Limit::kDeclarations:
      return {"This file", "declarations"};
    case Limit::kParts:
      return {"This declaration", "names, numbers and texts"};
    case Limit::kName:
      return {"This name", "bytes"};
    case Limit::kNumber:
      return {"This number", "digits"};
    case Limit::kString:
      return {"This text", "bytes"};
    case Limit::kCitation:
      return {"This citation", "bytes"};
    case Limit::kTerms:
      return {"This condition", "terms"};
    default:
      return {"This condition", "parentheses and \"not\" within one another"};
  }
}

}  // namespace

std::size_t greatest(Limit limit) {
  switch (limit) {
    case Limit::kFile:
      return limits::kPolicyFileBytes;
    case Limit::kDeclarations:
      return limits::kFileDeclarations;
    case Limit::kParts:
      return limits::kDeclarationParts;
    case Limit::kName:
    case Limit::kNumber:
      return limits::kNameBytes;
    case Limit::kString:
    case Limit::kCitation:
      return limits::kStringBytes;
    case Limit::kTerms:
      return limits::kConditionTerms;
    default:
      return limits::kConditionDepth;
  }
}

std::vector<std::string> describe_limit(Limit limit, Language /*language*/) {
  const Words words = english_words(limit);
  return {words.what, std::to_string(greatest(limit)), words.counted};
}

}  // namespace licet::grammar
