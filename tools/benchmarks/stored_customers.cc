#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <numeric>
#include <tools/benchmarks/asked.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/dice.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/stored_customers.h>

namespace licet::benchmarks {
namespace {

bool is_same(const decide::Verdict& a, const decide::Verdict& b) {
  return a.deciding.outcome() == b.deciding.outcome() && a.deciding.rule == b.deciding.rule && a.until == b.until;
}

}  // namespace

void name_customer(std::optional<std::string>& id, std::size_t customer) {
  constexpr std::size_t most_digits = 20;
  constexpr std::string_view prefix = "customer_";
  std::array<char, most_digits> digits{};
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), customer).ptr;
  if (!id) id.emplace();
  id->assign(prefix).append(digits.data(), end);
}

decide::States states_of(const facts::Session& session) {
  decide::States states;
  states.person = session.person();
  states.has_person = true;
  return states;
}

StoredCustomers::StoredCustomers(const StoreFolder& folder, const PolicySet& policy, std::size_t customers)
    : policy_(policy), directory_(prepared_store(folder, policy, customers)) {
  draw(customers);
  compare();
}

void StoredCustomers::draw(std::size_t customers) {
  Dice dice(customers);
  order_.resize(customers);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  for (std::size_t i = customers; i > 1; --i) std::swap(order_[i - 1], order_[dice.below(i)]);
  const record::StoreKeys& keys = opened().store.log().keys();
  for (const std::size_t customer : order_) keys_.push_back(keys.holder_hash('c', customer_id(customer)).row);
  for (std::size_t i = 0; i < kQuestions; ++i) {
    const Request request = make_asked(i, dice.below(request_count()), shop_suffix()).request;
    auto question = exchange::resolve(request, policy_.model(), *request.at);
    if (!question) end_program("a question does not fit the policy");
    questions_.push_back(std::move(*question));
  }
}

void StoredCustomers::compare() {
  const decide::Decider& decider = policy().decider();
  decide::Workspace workspace = decider.make_workspace();
  OpenedStore& with = opened();
  std::size_t differ = 0;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    const std::size_t customer = order_[i % size()];
    const exchange::Question& question = questions_[i];
    const facts::Holder holder{facts::HolderKind::kCustomer, customer_id(customer)};
    const std::vector<std::uint64_t> folded =
        facts::fold(policy().fold_plan(), holder, make_short_history(customer, shop_suffix(), 0));
    decide::States states;
    states.person = facts::HolderView(folded);
    states.has_person = true;
    const decide::Verdict expected = decider.decide(question, states, workspace);
    or_end(with.session.look({holder.id, {}}, with.rules, {question.at, question.known}));
    if (with.session.person().header().latest_recorded == kBeforeAll) ++differ;
    if (!is_same(expected, decider.decide(question, states_of(with.session), workspace))) ++differ;
  }
  with.session.release();
  if (differ != 0) end_program(fmt::format("{} answers of the store differ from those on folded events", differ));
}

OpenedStore& StoredCustomers::opened() {
  if (opened_) return *opened_;
  raw_.reset();
  facts::DurableOptions options;
  options.log.access = record::LogAccess::kRead;
  auto store = or_end(facts::DurableStore::open(directory_, options));
  auto session = or_end(store.session());
  opened_ = std::make_unique<OpenedStore>(OpenedStore{
      std::move(store), std::move(session), facts::FoldRules({policy_.shared(), &policy_.ready().fold_plan()})});
  facts::Holders holders;
  for (const std::size_t customer : order_) {
    name_customer(holders.customer, customer);
    or_end(opened_->session.look(holders, opened_->rules, {}));
  }
  opened_->session.release();
  return *opened_;
}

facts::RawRows& StoredCustomers::raw() {
  if (raw_) return *raw_;
  opened_.reset();
  raw_ = or_end(facts::RawRows::open(directory_));
  std::size_t found = 0;
  std::uint64_t sum = 0;
  for (const record::KeyedHash& key : keys_) {
    if (const auto row = raw_->get(key)) {
      sum = std::accumulate(row->begin(), row->end(), sum);
      ++found;
    }
    raw_->reset();
  }
  if (found != keys_.size() || sum == 0) end_program("the index does not have all rows");
  return *raw_;
}

}  // namespace licet::benchmarks
