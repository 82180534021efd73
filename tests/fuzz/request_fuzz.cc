// Any bytes as a line of a request: read, resolved, written and read again.

#include <cstdlib>
#include <engine/exchange/question.h>
#include <engine/exchange/request_json.h>
#include <string_view>
#include <tests/engine/exchange/small_model.h>

namespace {

using namespace licet;

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = exchange::read_request({reinterpret_cast<const char*>(data), size});
  if (!request) {
    demand(exchange::write_error(request.error()).find('\n') == std::string::npos);
    return 0;
  }
  const auto again = exchange::read_request(exchange::write_request(*request));
  demand(again.has_value());
  demand(*again == *request);

  const model::Model& model = test::small_model();
  const auto question = exchange::resolve(*request, model, Instant{0});
  if (!question) return 0;
  demand(question->customer || question->device);
  demand(question->action.value < model.actions.titles.size());
  demand(question->purpose.value < model.purposes.titles.size());
  demand(question->data.size() <= model.data.titles.size());
  demand(question->request_facts.size() == request->facts.size());
  for (const exchange::StatedFact& stated : question->request_facts) {
    demand(stated.fact.value < model.facts.size());
    demand(model.facts[stated.fact].owner == model::FactOwner::kRequest);
    demand(question->stated(stated.fact) == &stated.value);
  }
  return 0;
}
