#include <fmt/format.h>
#include <optional>
#include <sqlite3.h>
#include <tools/benchmarks/conditions_by_hand.h>
#include <tools/benchmarks/customers_in_sql.h>
#include <tools/benchmarks/or_end.h>

namespace licet::benchmarks {
namespace {

using by_hand::contains;

constexpr const char* kTables = R"(
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE customer (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, dead_from INTEGER, restricted INTEGER NOT NULL, to_be_erased INTEGER NOT NULL,
  adult_from INTEGER, open_claims INTEGER, contact INTEGER, contact_until INTEGER, closed_from INTEGER,
  pause_until INTEGER, breach INTEGER, breach_until INTEGER, access INTEGER, access_until INTEGER,
  address_from_sale INTEGER, objection_notice INTEGER, purchase INTEGER, recent_until INTEGER);
CREATE TABLE objection (number INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE consent (number INTEGER NOT NULL, given INTEGER NOT NULL, until INTEGER NOT NULL);
)";

constexpr const char* kIndexes = R"(
CREATE INDEX objection_of ON objection (number, at);
CREATE INDEX consent_of ON consent (number, given);
ANALYZE;
)";

/// ?1 is the time that is asked about.
constexpr const char* kQuestion = R"(
SELECT id FROM (
  SELECT *, (breach <= ?1 AND ?1 < breach_until) IS TRUE OR (access <= ?1 AND ?1 < access_until) IS TRUE AS must_be_told
  FROM customer) AS c
WHERE NOT (dead_from <= ?1) IS TRUE
  AND (restricted = 0 OR must_be_told)
  AND (to_be_erased = 0 OR must_be_told)
  AND adult_from <= ?1
  AND NOT (open_claims > 2) IS TRUE
  AND NOT (contact <= ?1 AND ?1 < contact_until) IS TRUE
  AND NOT (closed_from <= ?1) IS TRUE
  AND NOT (pause_until > ?1) IS TRUE
  AND (must_be_told OR
       (address_from_sale = 1 AND objection_notice <= ?1 AND purchase <= ?1 AND ?1 < recent_until))
  AND NOT EXISTS (
    SELECT 1 FROM objection AS o WHERE o.number = c.number AND o.at = (
      SELECT max(at) FROM objection WHERE number = c.number)
    AND NOT EXISTS (
      SELECT 1 FROM consent AS g WHERE g.number = c.number AND g.given > o.at AND ?1 < g.until))
)";

[[noreturn]] void end_with(sqlite3* base) { end_program(std::string("SQLite: ") + sqlite3_errmsg(base)); }

void run(sqlite3* base, const char* statements) {
  if (sqlite3_exec(base, statements, nullptr, nullptr, nullptr) != SQLITE_OK) end_with(base);
}

class Statement {
 public:
  Statement(sqlite3* base, const char* text) : base_(base) {
    if (sqlite3_prepare_v2(base, text, -1, &statement_, nullptr) != SQLITE_OK) end_with(base);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  void begin() {
    sqlite3_reset(statement_);
    next_ = 1;
  }
  void bind(std::optional<std::int64_t> value) {
    const int code = value ? sqlite3_bind_int64(statement_, next_, *value) : sqlite3_bind_null(statement_, next_);
    if (code != SQLITE_OK) end_with(base_);
    ++next_;
  }
  void bind(std::string_view text) {
    if (sqlite3_bind_text(statement_, next_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT) !=
        SQLITE_OK) {
      end_with(base_);
    }
    ++next_;
  }
  bool step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) end_with(base_);
    return code == SQLITE_ROW;
  }
  int text_bytes() {
    const unsigned char* const text = sqlite3_column_text(statement_, 0);
    return text == nullptr ? 0 : sqlite3_column_bytes(statement_, 0);
  }

 private:
  sqlite3* base_;
  sqlite3_stmt* statement_ = nullptr;
  int next_ = 1;
};

sqlite3* opened(const std::filesystem::path& file) {
  sqlite3* base = nullptr;
  if (sqlite3_open(file.c_str(), &base) != SQLITE_OK) end_with(base);
  return base;
}

std::optional<std::int64_t> micros(const std::optional<Instant>& at) {
  return at ? std::optional(at->micros) : std::nullopt;
}

}  // namespace

struct CustomersInSql::State {
  explicit State(const std::filesystem::path& file) : base(opened(file)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    customer.reset();
    objection.reset();
    consent.reset();
    question.reset();
    sqlite3_close(base);
  }

  sqlite3* base;
  std::int64_t number = 0;
  std::optional<Statement> customer;
  std::optional<Statement> objection;
  std::optional<Statement> consent;
  std::optional<Statement> question;
};

CustomersInSql::CustomersInSql(const std::filesystem::path& file) {
  filled_ = std::filesystem::exists(file);
  state_ = std::make_unique<State>(file);
}

CustomersInSql::~CustomersInSql() = default;

void CustomersInSql::begin() {
  run(state_->base, kTables);
  state_->customer.emplace(state_->base, "INSERT INTO customer VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  state_->objection.emplace(state_->base, "INSERT INTO objection VALUES (?,?)");
  state_->consent.emplace(state_->base, "INSERT INTO consent VALUES (?,?,?)");
  run(state_->base, "BEGIN");
}

void CustomersInSql::end() {
  run(state_->base, "COMMIT");
  run(state_->base, kIndexes);
  filled_ = true;
}

void CustomersInSql::add(std::string_view id, const by_hand::Customer& customer, const time::Zone& zone) {
  using by_hand::Channel;
  using by_hand::Purpose;
  const auto until = [&](const std::optional<Instant>& from, time::Period period) {
    return from ? std::optional(time::end_of_period(*from, period, zone).micros) : std::nullopt;
  };
  const std::int64_t number = ++state_->number;
  std::optional<std::int64_t> adult_from;
  if (customer.birth_date)
    adult_from = time::reached(*customer.birth_date, {16, time::PeriodUnit::kYears}, zone).micros;
  const Instant contact = customer.last_contact[static_cast<std::size_t>(Purpose::kOwnProducts)];
  const bool was_contacted = contact != kBeforeAll;
  Statement& row = *state_->customer;
  row.begin();
  row.bind(number);
  row.bind(id);
  row.bind(micros(customer.date_of_death));
  row.bind(contains(customer.restricted, by_hand::Data::kEmailAddress) ? 1 : 0);
  row.bind(contains(customer.to_be_erased, by_hand::Data::kEmailAddress) ? 1 : 0);
  row.bind(adult_from);
  row.bind(customer.open_claims);
  row.bind(was_contacted ? std::optional(contact.micros) : std::nullopt);
  row.bind(was_contacted ? until(contact, {2, time::PeriodUnit::kDays}) : std::nullopt);
  row.bind(until(customer.account_closed_on, {1, time::PeriodUnit::kMonths}));
  row.bind(micros(customer.pause_until));
  row.bind(micros(customer.breach_on));
  row.bind(until(customer.breach_on, {30, time::PeriodUnit::kDays}));
  row.bind(micros(customer.access_requested_on));
  row.bind(until(customer.access_requested_on, {3, time::PeriodUnit::kMonths}));
  row.bind(customer.address_from_sale ? std::optional<std::int64_t>(*customer.address_from_sale ? 1 : 0)
                                      : std::nullopt);
  row.bind(customer.objection_notice.micros);
  row.bind(micros(customer.last_purchase));
  row.bind(until(customer.last_purchase, {24, time::PeriodUnit::kMonths}));
  row.step();
  for (std::size_t i = 0; i < customer.objection_count; ++i) {
    const by_hand::Objection& objection = customer.objections[i];
    const bool is_meant = contains(objection.purposes, Purpose::kOwnProducts) &&
                          (objection.channels == 0 || contains(objection.channels, Channel::kEmail));
    if (!is_meant) continue;
    state_->objection->begin();
    state_->objection->bind(number);
    state_->objection->bind(objection.at.micros);
    state_->objection->step();
  }
  const by_hand::Grant& grant = customer.grants[static_cast<std::size_t>(by_hand::Consent::kMarketing)];
  if (!grant.is_current || !contains(grant.purposes, Purpose::kOwnProducts) ||
      !contains(grant.channels, Channel::kEmail)) {
    return;
  }
  state_->consent->begin();
  state_->consent->bind(number);
  state_->consent->bind(grant.given.micros);
  state_->consent->bind(grant.end.micros);
  state_->consent->step();
}

std::size_t CustomersInSql::ask(Instant at) {
  if (!state_->question) state_->question.emplace(state_->base, kQuestion);
  Statement& question = *state_->question;
  question.begin();
  question.bind(at.micros);
  std::size_t permitted = 0;
  std::size_t bytes = 0;
  while (question.step()) {
    bytes += static_cast<std::size_t>(question.text_bytes());
    ++permitted;
  }
  return bytes < permitted ? 0 : permitted;
}

}  // namespace licet::benchmarks
