#include <algorithm>
#include <map>
#include <stdexcept>
#include <tests/engine/facts/store_pair.h>

namespace licet::test {
namespace {

std::string answer_text(const facts::Receipt& receipt) {
  return (receipt.repeated ? "repeated " : "taken ") + std::to_string(receipt.recorded.micros);
}
std::string answer_text(const InputError& error) { return "refused because of " + error.field; }
std::string answer_text(const facts::Refusal& refusal) {
  const auto* wrong = std::get_if<InputError>(&refusal);
  return wrong != nullptr ? answer_text(*wrong) : "failed: " + std::get<Failure>(refusal).message;
}
template <class Answer>
std::string text_of(const Answer& answer) {
  return answer ? answer_text(*answer) : answer_text(answer.error());
}

template <class Value>
void expect_done(const Result<Value>& done) {
  EXPECT_TRUE(done) << (done ? "" : done.error().message);
}

}  // namespace

StorePair::StorePair() { open(record::LogAccess::kCreate); }

std::vector<bool> StorePair::offer(const std::vector<Offered>& events, Instant now) {
  std::vector<bool> taken;
  facts::Batch batch = durable_->begin(now);
  const Instant begun = durable_->log().next_batch_time(now);
  for (const Offered& offered : events) {
    const auto on_disk = durable_->take(batch, {offered.event, {}, {}}, *offered.policy->model, offered.policy->digest);
    const bool is_new = on_disk && !on_disk->repeated;
    const Instant recorded = is_new ? on_disk->recorded : std::max(begun, Instant{memory_.last_recorded().micros + 1});
    const auto in_memory = memory_.take({offered.event, {}, recorded}, *offered.policy->model, recorded);
    EXPECT_EQ(text_of(on_disk), text_of(in_memory)) << "event " << offered.event.id.value_or("without an id");
    if (is_new) recorded_.push_back(recorded);
    taken.push_back(is_new);
  }
  expect_done(durable_->commit(std::move(batch)));
  return taken;
}

void StorePair::offer_in_vain(const std::vector<Offered>& events, Instant now) {
  facts::Batch batch = durable_->begin(now);
  for (const Offered& offered : events) {
    static_cast<void>(durable_->take(batch, {offered.event, {}, {}}, *offered.policy->model, offered.policy->digest));
  }
}

void StorePair::decide(const facts::Holder& holder, const StorePolicy& policy, Instant now) {
  facts::Holders holders;
  (holder.kind == facts::HolderKind::kCustomer ? holders.customer : holders.device) = holder.id;
  expect_done(session_->look(holders, policy.rules, {}));
  const auto slot = session_->slot();
  const std::uint64_t basis = session_->basis();
  session_->release();
  facts::Batch batch = durable_->begin(now);
  const auto receipt =
      durable_->take_decision(batch, holder, slot, basis, policy.digest, [&](const facts::Receipt& given) {
        exchange::DecisionContent content;
        content.request.customer = holders.customer;
        content.request.device = holders.device;
        content.request.action = "a";
        content.request.purpose = "p";
        content.request.at = given.recorded;
        content.answer = R"({"policy":{"tz":"sha256:0"}})";
        content.recorded = given.recorded;
        content.zone = std::string(64, '0');
        return exchange::write_decision_content(content);
      });
  ASSERT_TRUE(receipt) << receipt.error().message;
  expect_done(durable_->commit(std::move(batch)));
  EXPECT_EQ(memory_.take_decision(receipt->recorded).recorded, receipt->recorded);
}

void StorePair::index(const StorePolicy& policy, bool stopped) {
  std::stop_source stop;
  if (stopped) stop.request_stop();
  expect_done(durable_->index(policy.rules));
  const auto folded = durable_->fold_rows(policy.rules, {}, stop.get_token());
  EXPECT_TRUE(folded) << folded.error().message;
  EXPECT_EQ(durable_->touched(), 0U);
}

void StorePair::close(bool orderly) {
  session_.reset();
  if (orderly) expect_done(durable_->close());
  durable_.reset();
}

void StorePair::open(record::LogAccess access) {
  auto opened = facts::DurableStore::open(scratch_ / "store", small_store(access), files_);
  if (!opened) throw std::runtime_error(opened.error().message);
  durable_ = std::move(*opened);
  auto session = durable_->session();
  if (!session) throw std::runtime_error(session.error().message);
  session_ = std::move(*session);
}

void StorePair::lose_index() { std::filesystem::remove_all(scratch_ / "store/facts"); }

void StorePair::keep_index() {
  std::filesystem::remove_all(scratch_ / "kept");
  if (!std::filesystem::exists(scratch_ / "store/facts")) return;
  std::filesystem::copy(scratch_ / "store/facts", scratch_ / "kept", std::filesystem::copy_options::recursive);
}

void StorePair::put_kept_index_back() {
  if (!std::filesystem::exists(scratch_ / "kept")) return;
  lose_index();
  std::filesystem::copy(scratch_ / "kept", scratch_ / "store/facts", std::filesystem::copy_options::recursive);
}

std::string StorePair::expected(const facts::Holder& holder, const StorePolicy& policy,
                                const facts::FoldBounds& bounds) const {
  const auto events = history(holder);
  const auto words = facts::fold(*policy.rules.plan, holder, events, bounds);
  return state_text(facts::HolderView(words));
}

std::vector<RecordedEvent> StorePair::history(const facts::Holder& holder) const {
  switch (holder.kind) {
    case facts::HolderKind::kCustomer:
      return memory_.history(holder.id, {});
    case facts::HolderKind::kDevice:
      return memory_.history({}, holder.id);
    case facts::HolderKind::kRecipient:
      return memory_.history_of_recipient(holder.id);
  }
  return {};
}

void StorePair::compare(const facts::Holders& holders, const StorePolicy& policy, const facts::FoldBounds& bounds) {
  const auto looked = session_->look(holders, policy.rules, bounds);
  ASSERT_TRUE(looked) << looked.error().message;
  if (holders.customer) {
    EXPECT_EQ(state_text(session_->person()),
              expected({facts::HolderKind::kCustomer, *holders.customer}, policy, bounds));
  }
  if (holders.device) {
    EXPECT_EQ(state_text(session_->device()), expected({facts::HolderKind::kDevice, *holders.device}, policy, bounds));
  }
  ASSERT_EQ(session_->recipients().size(), holders.recipients.size());
  for (std::size_t i = 0; i < holders.recipients.size(); ++i) {
    EXPECT_EQ(state_text(session_->recipients()[i]),
              expected({facts::HolderKind::kRecipient, holders.recipients[i]}, policy, bounds));
  }
  const bool linked = holders.customer && holders.device && memory_.is_linked(*holders.customer, *holders.device);
  EXPECT_EQ(session_->link().has_value(), linked);
  EXPECT_EQ(session_->basis(), durable_->visible().records);
  session_->release();
}

void StorePair::compare_everyone(const StorePolicy& policy, const facts::FoldBounds& bounds) {
  std::map<facts::Holder, std::string> on_disk;
  expect_done(durable_->visit(policy.rules, bounds,
                              [&](const facts::Holder& holder, const facts::HolderView& state) -> Result<void> {
                                EXPECT_TRUE(on_disk.emplace(holder, state_text(state)).second) << "visited twice";
                                return {};
                              }));
  std::map<facts::Holder, std::string> in_memory;
  for (const facts::Holder& holder : memory_.holders()) in_memory.emplace(holder, expected(holder, policy, bounds));
  // Whom only events of others name, or only decisions, nothing is known of.
  const auto says_nothing = [](const auto& entry) { return entry.second.empty(); };
  std::erase_if(on_disk, says_nothing);
  std::erase_if(in_memory, says_nothing);
  EXPECT_EQ(on_disk, in_memory);
}

}  // namespace licet::test
