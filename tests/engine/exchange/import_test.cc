#include <engine/exchange/event_json.h>
#include <engine/exchange/import_row.h>
#include <engine/time/civil.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::exchange {
namespace {

constexpr Instant kNow{1'772'366'400'000'000};  // 2026-03-01T12:00:00Z

const model::Model& small_model() {
  static const model::Model made = test::make_model_with_additions();
  return made;
}

/// The field that is wrong, or "none".
std::string wrong_field(const std::string& text) {
  const auto mapping = read_mapping(text, small_model());
  return mapping ? "none" : mapping.error().field;
}

std::string with_event(const std::string& event) { return R"({"origin":"crm","events":[)" + event + "]}"; }

const char* const kGranted =
    R"({"event":{"constant":"granted"},"customer":"id","consent":{"constant":"newsletter_consent"},)"
    R"("wording":{"constant":"nl-2026-01"},"at":{"column":"given","time":"%d.%m.%Y %H:%M"},)"
    R"("evidence":{"ip":"ip"},"source":"form"})";

TEST(Mapping, NamesTheFieldThatIsWrong) {
  const std::pair<const char*, std::string> cases[] = {
      {"origin", R"({"events":[]})"},
      {"origin", R"({"origin":"","events":[]})"},
      {"events", R"({"origin":"crm"})"},
      {"events", R"({"origin":"crm","events":[]})"},
      {"zone", R"({"origin":"crm","zone":"Mars/Olympus","events":[]})"},
      {"orgin", R"({"origin":"crm","orgin":1,"events":[)" + std::string(kGranted) + "]}"},
      {"key", R"({"origin":"crm","key":[],"events":[]})"},
      {"key", R"({"origin":"crm","key":["a","a"],"events":[]})"},
      {"separator", R"({"origin":"crm","separator":";;","events":[]})"},
      {"events[0].event", with_event(R"({"customer":"id","at":"t"})")},
      {"events[0].event", with_event(R"({"event":"kind","customer":"id","at":"t"})")},
      {"events[0].event", with_event(R"({"event":{"constant":"granded"},"customer":"id","at":"t"})")},
      {"events[0].event", with_event(R"({"event":{"constant":"voided"},"customer":"id","at":"t"})")},
      {"events[0].event.values.1",
       with_event(R"({"event":{"column":"k","values":{"1":"given"}},"customer":"id","at":"t"})")},
      {"events[0].at", with_event(R"({"event":{"constant":"objected"},"customer":"id"})")},
      {"events[0].at.time",
       with_event(R"({"event":{"constant":"objected"},"customer":"id","at":{"column":"t","time":"%Y"}})")},
      {"events[0].customer", with_event(R"({"event":{"constant":"objected"},"at":"t"})")},
      {"events[0].customer", with_event(R"({"event":{"constant":"objected"},"customer":{},"at":"t"})")},
      {"events[0].customer.values",
       with_event(R"({"event":{"constant":"objected"},"customer":{"constant":"x","values":{"a":"b"}},"at":"t"})")},
      {"events[0].customer.separator",
       with_event(R"({"event":{"constant":"objected"},"customer":{"column":"x","separator":";"},"at":"t"})")},
      {"events[0].consent",
       with_event(R"({"event":{"constant":"refused"},"customer":"id","at":"t","consent":{"constant":"news"}})")},
      {"events[0].consent.values.N",
       with_event(
           R"({"event":{"constant":"refused"},"customer":"id","at":"t","consent":{"column":"c","values":{"N":"news"}}})")},
      {"events[0].purposes.values.N",
       with_event(
           R"({"event":{"constant":"objected"},"customer":"id","at":"t","purposes":{"column":"p","values":{"N":"x"}}})")},
      {"events[0].facts.nobody",
       with_event(R"({"event":{"constant":"refused"},"customer":"id","at":"t","consent":"c","facts":{"nobody":"x"}})")},
      {"events[0].evidence",
       with_event(R"({"event":{"constant":"confirmed"},"customer":"id","at":"t","consent":"c"})")},
      {"events[0].evidence",
       with_event(
           R"({"event":{"constant":"confirmed"},"customer":"id","at":"t","consent":"c","evidence":{"constant":"yes"}})")},
      {"events[0].at",
       with_event(
           R"({"event":{"constant":"confirmed"},"customer":"id","at":{"constant":"2020-01-01T00:00:00Z"},"consent":"c","evidence":"e"})")},
  };
  for (const auto& [field, text] : cases) EXPECT_EQ(wrong_field(text), field) << text;
  EXPECT_EQ(wrong_field(with_event(kGranted)), "none");
}

using Fields = std::vector<std::pair<std::string, std::string>>;

class Row : public testing::Test {
 protected:
  tl::expected<std::vector<ImportedEvent>, RowDoubt> read(const std::string& mapping_text, const Fields& fields) {
    const auto mapping = read_mapping(mapping_text, small_model());
    EXPECT_TRUE(mapping.has_value()) << (mapping ? "" : mapping.error().field + ": " + mapping.error().message);
    if (!mapping) return {};
    std::vector<std::string> names;
    ImportRow row;
    for (const auto& [name, value] : fields) {
      names.push_back(name);
      row.fields.push_back(value);
    }
    const auto columns = RowColumns::of(names);
    EXPECT_TRUE(columns.has_value());
    row.columns = &*columns;
    return events_of(*mapping, row, model_, kNow);
  }

  model::Model model_ = small_model();

  /// Without the `id`.
  std::string event_of(const std::string& mapping_text, const Fields& fields) {
    auto events = read(mapping_text, fields);
    if (!events) return events.error().column + '|' + events.error().field;
    if (events->empty()) return "none";
    Event event = events->front().event;
    event.id.reset();
    return write_event(event);
  }
};

const Fields kRow = {{"id", "c1"}, {"given", "05.03.2019 14:30"}, {"ip", "192.0.2.7"}, {"form", "shop"}};

Fields with(Fields fields, const std::string& name, const std::string& value) {
  for (auto& [one, old] : fields) {
    if (one == name) old = value;
  }
  return fields;
}

TEST_F(Row, BecomesAnEventThatKeepsItsOriginAndEvidence) {
  EXPECT_EQ(event_of(with_event(kGranted), kRow),
            R"({"event":"granted","customer":"c1","at":"2019-03-05T13:30:00Z","consent":"newsletter_consent",)"
            R"("wording":"nl-2026-01","source":{"imported_from":"crm","source":"shop"},)"
            R"("evidence":{"ip":"192.0.2.7"}})");
}

TEST_F(Row, HasAnIdThatDependsOnOriginKeyAndPlaceAlone) {
  const auto id = [&](const std::string& mapping, const Fields& fields, std::size_t place = 0) {
    const auto events = read(mapping, fields);
    return events && events->size() > place ? *(*events)[place].event.id : std::string("none");
  };
  const std::string keyed = R"({"origin":"crm","key":["id"],"events":[)" + std::string(kGranted) + "]}";
  EXPECT_EQ(id(keyed, kRow), id(keyed, with(kRow, "ip", "192.0.2.8")));
  EXPECT_NE(id(keyed, kRow), id(keyed, with(kRow, "id", "c2")));
  EXPECT_NE(id(with_event(kGranted), kRow), id(with_event(kGranted), with(kRow, "ip", "192.0.2.8")));
  EXPECT_NE(id(keyed, kRow), id(R"({"origin":"erp","key":["id"],"events":[)" + std::string(kGranted) + "]}", kRow));
  const std::string twice = with_event(std::string(kGranted) + ',' + kGranted);
  EXPECT_NE(id(twice, kRow, 0), id(twice, kRow, 1));
}

TEST_F(Row, IsDoubtfulByColumnAndField) {
  EXPECT_EQ(event_of(with_event(kGranted), with(kRow, "given", "")), "given|events[0].at");
  EXPECT_EQ(event_of(with_event(kGranted), with(kRow, "given", "2019-03-05")), "given|events[0].at");
  EXPECT_EQ(event_of(with_event(kGranted), with(kRow, "given", "05.03.2039 14:30")), "given|events[0].at");
  EXPECT_EQ(event_of(with_event(kGranted), with(kRow, "id", "")), "id|events[0].customer");
  EXPECT_EQ(event_of(with_event(kGranted), with(kRow, "id", std::string(300, 'x'))), "id|events[0].customer");
  EXPECT_EQ(event_of(R"({"origin":"crm","key":["ip"],"events":[)" + std::string(kGranted) + "]}", with(kRow, "ip", "")),
            "ip|key");
}

TEST_F(Row, WithAWordingThatIsNotListedIsDoubtful) {
  const std::string mapping =
      with_event(R"({"event":{"constant":"granted"},"customer":"id","consent":{"constant":"newsletter_consent"},)"
                 R"("wording":"text","at":"at"})");
  const Fields row = {{"id", "c1"}, {"at", "2019-03-05T14:30:00Z"}, {"text", "nl-2019"}};
  EXPECT_EQ(event_of(mapping, row), "text|events[0].wording");
  EXPECT_EQ(event_of(mapping, with(row, "text", "")), "text|events[0].wording");
  EXPECT_NE(event_of(mapping, with(row, "text", "nl-2026-01")).find("granted"), std::string::npos);
}

TEST_F(Row, GoesThroughTables) {
  const std::string mapping = with_event(
      R"({"event":{"column":"status","values":{"1":"granted","0":"withdrawn","":null}},"customer":"id",)"
      R"("consent":{"constant":"newsletter_consent"},"wording":{"column":"status","values":{"1":"nl-2026-01","0":null}},)"
      R"("at":"at"})");
  const Fields row = {{"id", "c1"}, {"at", "2019-03-05T14:30:00Z"}, {"status", "1"}};
  EXPECT_NE(event_of(mapping, row).find(R"("event":"granted")"), std::string::npos);
  EXPECT_NE(event_of(mapping, with(row, "status", "0")).find(R"("event":"withdrawn")"), std::string::npos);
  EXPECT_EQ(event_of(mapping, with(row, "status", "")), "none");
  EXPECT_EQ(event_of(mapping, with(row, "status", "2")), "status|events[0].event");
}

TEST_F(Row, SplitsListsAndTakesAnEmptyOneForDoubtful) {
  const std::string mapping =
      with_event(R"({"event":{"constant":"objected"},"customer":"id","at":"at",)"
                 R"("purposes":{"column":"p","separator":";","values":{"NL":"newsletter","B":"billing"}}})");
  const Fields row = {{"id", "c1"}, {"at", "2019-03-05T14:30:00Z"}, {"p", "NL; B;NL"}};
  EXPECT_NE(event_of(mapping, row).find(R"("purposes":["newsletter","billing"])"), std::string::npos);
  EXPECT_EQ(event_of(mapping, with(row, "p", "")), "p|events[0].purposes");
  EXPECT_EQ(event_of(mapping, with(row, "p", "NL;X")), "p|events[0].purposes");
}

TEST_F(Row, IsNeverConfirmedWithoutProof) {
  const std::string mapping =
      with_event(std::string(kGranted) +
                 R"(,{"event":{"constant":"confirmed"},"customer":"id","consent":{"constant":"newsletter_consent"},)"
                 R"("at":{"column":"doi","time":"unix"},"evidence":{"ip":"doi_ip","how":{"constant":"link"}}})");
  Fields row = kRow;
  row.emplace_back("doi", "1551879000");
  row.emplace_back("doi_ip", "192.0.2.7");
  const auto both = read(mapping, row);
  ASSERT_TRUE(both.has_value());
  ASSERT_EQ(both->size(), 2U);
  EXPECT_EQ((*both)[1].event.kind, EventKind::kConfirmed);
  EXPECT_EQ(read(mapping, with(with(row, "doi", ""), "doi_ip", "")).value().size(), 1U);
  EXPECT_EQ(read(mapping, with(row, "doi_ip", "")).error().field, "events[1].evidence");
  EXPECT_EQ(read(mapping, with(row, "doi", "")).error().field, "events[1].at");
}

TEST_F(Row, IsDoubtfulIfItsConfirmationConfirmsNothing) {
  const std::string mapping =
      with_event(std::string(kGranted) +
                 R"(,{"event":{"constant":"confirmed"},"customer":"id","consent":{"constant":"newsletter_consent"},)"
                 R"("at":"doi","evidence":{"ip":"doi_ip"}})");
  Fields row = kRow;
  model::Consent& consent = model_.consents.list.front();
  consent.needs_confirmation = true;
  consent.confirmation_within = time::Period{14, time::PeriodUnit::kDays};
  row.emplace_back("doi", "2019-03-05T14:29:59+01:00");
  row.emplace_back("doi_ip", "192.0.2.7");
  ASSERT_FALSE(read(mapping, row).has_value());
  EXPECT_EQ(read(mapping, row).error().field, "events[1].at");
  EXPECT_NE(read(mapping, row).error().reason.find("before it was granted"), std::string::npos);
  EXPECT_EQ(read(mapping, with(row, "doi", "2019-03-05T14:30:00+01:00")).value().size(), 2U);
  const auto late = read(mapping, with(row, "doi", "2021-03-05T14:30:00+01:00"));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().field, "events[1].at");
  EXPECT_EQ(late.error().column, "doi");
}

TEST_F(Row, HasNoOtherCustomerForWhiteSpaceAroundTheName) {
  const std::string keyed = R"({"origin":"crm","key":["id"],"events":[)" + std::string(kGranted) + "]}";
  const std::string plain = event_of(keyed, kRow);
  const auto id = [&](const Fields& fields) { return *read(keyed, fields)->front().event.id; };
  for (const char* spaced : {" c1", "c1 ", "\tc1\n", "\xC2\xA0 c1\xC2\xA0"}) {
    EXPECT_EQ(event_of(keyed, with(kRow, "id", spaced)), plain);
    EXPECT_EQ(id(with(kRow, "id", spaced)), id(kRow));
  }
  EXPECT_EQ(event_of(keyed, with(kRow, "id", " \t")), "id|key");
  EXPECT_EQ(event_of(keyed, with(kRow, "given", " 05.03.2019 14:30 ")), plain);
}

TEST(Mapping, TellsOnceWhatWouldBeWrongWithEveryRow) {
  const std::pair<const char*, std::string> cases[] = {
      {"events[0].consent", with_event(R"({"event":{"constant":"granted"},"customer":"id","at":"t"})")},
      {"events[0].wording",
       with_event(
           R"({"event":{"constant":"granted"},"customer":"id","at":"t","consent":{"constant":"newsletter_consent"},"wording":{"constant":"nl"}})")},
      {"events[0].at",
       with_event(R"({"event":{"constant":"objected"},"customer":"id","at":{"constant":"2019-03-05"}})")},
      {"events[0].notice", with_event(R"({"event":{"constant":"informed"},"customer":"id","at":"t"})")},
      {"events[0].value",
       with_event(R"({"event":{"constant":"fact"},"customer":"id","at":"t","fact":{"constant":"birth_date"}})")},
  };
  for (const auto& [field, text] : cases) EXPECT_EQ(wrong_field(text), field) << text;
}

TEST(Mapping, TellsWhereItIsNoJson) {
  const auto broken = read_mapping("{\n  \"origin\": \"crm\",\n  \"events\": [,]\n}", small_model());
  ASSERT_FALSE(broken.has_value());
  EXPECT_NE(broken.error().message.find("line 3, column 14"), std::string::npos) << broken.error().message;
  EXPECT_TRUE(read_mapping("\xEF\xBB\xBF" + with_event(kGranted), small_model()).has_value());
}

TEST_F(Row, GivesFactsTheirTypes) {
  const auto value = [&](const std::string& fact, const std::string& source, const std::string& text) {
    return event_of(with_event(R"({"event":{"constant":"fact"},"customer":"id","at":"at","fact":{"constant":")" + fact +
                               R"("},"value":)" + source + "}"),
                    {{"id", "c1"}, {"at", "2019-03-05T14:30:00Z"}, {"v", text}});
  };
  const auto has = [](const std::string& event, const std::string& part) {
    return event.find("\"value\":" + part) != std::string::npos;
  };
  EXPECT_TRUE(has(value("birth_date", R"({"column":"v","time":"%d.%m.%Y"})", "04.05.1990"), "\"1990-05-04\""));
  EXPECT_TRUE(has(value("birth_date", R"("v")", "1990-05-04"), "\"1990-05-04\""));
  EXPECT_TRUE(has(value("last_purchase", R"({"column":"v","time":"unix"})", "1551792600"), "\"2019-03-05T13:30:00Z\""));
  EXPECT_TRUE(has(value("open_claims", R"("v")", "-3"), "-3"));
  EXPECT_TRUE(has(value("address_from_sale", R"({"column":"v","values":{"J":true,"N":false}})", "J"), "true"));
  EXPECT_TRUE(has(value("country", R"("v")", "DE"), "\"DE\""));
  EXPECT_EQ(value("country", R"("v")", "XX"), "v|events[0].value");
  EXPECT_EQ(value("open_claims", R"("v")", "3.5"), "v|events[0].value");
  EXPECT_EQ(value("birth_date", R"("v")", "4.5.1990"), "v|events[0].value");
}

TEST_F(Row, LeavesOutAnEventWhoseColumnsHaveNoValue) {
  const std::string mapping =
      with_event(R"({"event":{"constant":"objected"},"customer":"id","at":"at","only_with":["at"]})");
  EXPECT_EQ(event_of(mapping, {{"id", "c1"}, {"at", ""}}), "none");
}

TEST(JsonRows, AreFlatAndTakeListsOfTexts) {
  const auto row = read_json_row(R"({"a":"x","b":7,"c":true,"d":null,"e":{"f":"y"},"g":["1","2"],"h":1.5})");
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->columns.names(), (std::vector<std::string>{"a", "b", "c", "d", "e.f", "g", "h"}));
  EXPECT_EQ(row->fields, (std::vector<std::string>{"x", "7", "true", "", "y",
                                                   "1\x1F"
                                                   "2",
                                                   "1.5"}));
  EXPECT_FALSE(read_json_row(R"(["a"])").has_value());
  EXPECT_FALSE(read_json_row(R"({"a":[{"b":1}]})").has_value());
  EXPECT_FALSE(read_json_row(R"({"a":1,"a":2})").has_value());
}

TEST(Columns, HaveEachNameOnceAndMissNone) {
  EXPECT_FALSE(RowColumns::of({"a", "b", "a"}).has_value());
  EXPECT_FALSE(RowColumns::of({"a", ""}).has_value());
  const auto columns = RowColumns::of({"id", "given"});
  ASSERT_TRUE(columns.has_value());
  const auto mapping = read_mapping(with_event(kGranted), small_model());
  ASSERT_TRUE(mapping.has_value());
  EXPECT_EQ(missing_columns(*mapping, *columns), (std::vector<std::string>{"form", "ip"}));
}

}  // namespace
}  // namespace licet::exchange
