#include <algorithm>
#include <cstdlib>
#include <engine/base/hexadecimal.h>
#include <engine/decide/ready_policy.h>
#include <engine/exchange/record_content.h>
#include <engine/facts/fact_index.h>
#include <engine/facts/fold.h>
#include <engine/licet/due_dates.h>
#include <engine/record/log.h>
#include <fmt/format.h>
#include <fstream>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/prepared_store.h>
#include <tools/benchmarks/shop_policy.h>
#include <unistd.h>
#include <vector>

namespace licet::benchmarks {
namespace {

constexpr const char* kFolderVariable = "LICET_BENCHMARK_STORE";
constexpr std::string_view kDigestPrefix = "sha256:";
constexpr std::size_t kBatchCustomers = 3'000;  ///< a batch of the record takes 65,536 events
constexpr std::size_t kCommitRows = 48'000;

struct Customer {
  record::HolderHash hash;
  std::size_t number;
};

record::LogOptions creating() {
  record::LogOptions options;
  options.access = record::LogAccess::kCreate;
  return options;
}

class Filling {
 public:
  Filling(const std::filesystem::path& directory, const PolicySet& policy, const MakeHistory& history)
      : rules_({policy.shared(), &policy.ready().fold_plan()}),
        due_(due_dates(policy)),
        history_(history),
        policy_(digest_of(policy)),
        log_(or_end(record::Log::open(directory, creating()))),
        index_(or_end(facts::FactIndex::open(directory / "facts", log_.keys().log(), {.writable = true}))) {
    const check::SetArchive& set = policy.ready().archive();
    const std::string& zone = policy.model().zone->bytes();
    or_end(record::archive_policy(directory, policy_, {set.files, set.bytes, set.main_file}, record::system_files()));
    or_end(record::archive_zone(directory, sha256(zone), zone, record::system_files()));
  }

  void run(std::size_t count) {
    std::vector<Customer> customers;
    for (std::size_t i = 0; i < count; ++i) customers.push_back({log_.keys().holder_hash('c', customer_id(i)), i});
    std::sort(customers.begin(), customers.end(), [](const Customer& a, const Customer& b) { return a.hash < b.hash; });
    const std::span<const Customer> all(customers);
    for (std::size_t begin = 0; begin < count; begin += kBatchCustomers) {
      append(all.subspan(begin, std::min(kBatchCustomers, count - begin)));
      if (change_.rows.size() >= kCommitRows) commit();
    }
    commit();
    or_end(log_.close());
  }

 private:
  void append(std::span<const Customer> customers) {
    std::vector<record::Draft> drafts;
    const std::uint64_t first = log_.end().records;
    const Instant time = log_.next_batch_time(kHistoriesEnd);
    const auto recorded_at = [&](std::size_t unit) { return Instant{time.micros + static_cast<std::int64_t>(unit)}; };
    for (const Customer& customer : customers) {
      facts::RowDraft row;
      row.slot = or_end(log_.new_slot(customer.hash.row));
      row.fold_key = rules_.key;
      row.holder = {facts::HolderKind::kCustomer, customer_id(customer.number)};
      std::vector<RecordedEvent> events = history_(customer.number, first + drafts.size());
      for (RecordedEvent& event : events) {
        event.recorded = recorded_at(drafts.size());
        row.events.push_back(event.record);
        drafts.push_back({record::RecordKind::kEvent, row.slot, policy_,
                          exchange::write_event_content({event.event, event.recorded, {}, {}, {}, {}})});
      }
      row.state = facts::fold(*rules_.plan, row.holder, events);
      row.due = facts::due_day_of(due_.next(row.holder.kind, facts::HolderView(row.state)));
      change_.rows.push_back({customer.hash, row.slot, pack_row(row, customer.hash.row)});
    }
    or_end(log_.append(drafts, time, recorded_at(drafts.size() - 1)));
  }

  void commit() {
    const record::LogEnd end = log_.end();
    change_.marker = {log_.keys().log(), end.records, end.segment, end.bytes,
                      end.recorded,      end.root,    end.slots,   rules_.key};
    change_.retention = due_.key;
    or_end(index_.commit(change_));
    change_.rows.clear();
  }

  facts::FoldRules rules_;
  facts::DueRules due_;
  const MakeHistory& history_;
  Digest policy_;
  record::Log log_;
  facts::FactIndex index_;
  facts::IndexChange change_;
};

}  // namespace

StoreFolder::StoreFolder() {
  const char* const named = std::getenv(kFolderVariable);
  if (named != nullptr && *named != '\0') {
    path_ = named;
    std::filesystem::create_directories(path_);
    return;
  }
  std::string pattern = (std::filesystem::temp_directory_path() / "licet-benchmark-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) end_program("no temporary directory can be made");
  path_ = pattern;
  is_temporary_ = true;
}

StoreFolder::~StoreFolder() {
  std::error_code ignored;
  if (is_temporary_) std::filesystem::remove_all(path_, ignored);
}

std::vector<RecordedEvent> usual_history(std::size_t customer, std::uint64_t first_record) {
  return make_short_history(customer, shop_suffix(), first_record);
}

std::string shop_suffix() { return suffix_of(0); }

PolicySet load_shop_policy(const StoreFolder& folder) {
  const std::filesystem::path path = folder.path() / "shop.licet";
  std::ofstream(path, std::ios::binary) << policy_text(1);
  auto policy = PolicySet::load(path);
  if (!policy) end_program("the policy in " + path.string() + " cannot be loaded");
  return std::move(*policy);
}

Digest digest_of(const PolicySet& policy) {
  Digest digest{};
  if (!read_hexadecimal(std::string_view(policy.digest()).substr(kDigestPrefix.size()), digest)) {
    end_program("the policy has no digest");
  }
  return digest;
}

std::filesystem::path prepared_store(const StoreFolder& folder, const PolicySet& policy, std::size_t customers,
                                     const MakeHistory& history) {
  constexpr std::size_t digits = 8;
  const std::string name = fmt::format("{}-{}", customers, policy.digest().substr(kDigestPrefix.size(), digits));
  std::filesystem::path path = folder.path() / name;
  if (std::filesystem::exists(path)) return path;
  const std::filesystem::path unfinished = folder.path() / (name + ".unfinished");
  make_store(unfinished, policy, customers, history);
  std::filesystem::rename(unfinished, path);
  return path;
}

void make_store(const std::filesystem::path& directory, const PolicySet& policy, std::size_t customers,
                const MakeHistory& history) {
  std::filesystem::remove_all(directory);
  Filling(directory, policy, history).run(customers);
}

}  // namespace licet::benchmarks
