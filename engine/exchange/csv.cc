#include <engine/base/utf8.h>
#include <engine/exchange/csv.h>
#include <utility>

namespace licet::exchange {

void CsvParser::fail(std::string message) {
  const bool opened = state_ == State::kQuoted;
  // Whoever forgot a quotation mark should know how much it swallowed.
  const std::uint64_t last = column_ == 0 && line_ > record_.line ? line_ - 1 : line_;
  if (last > record_.line) {
    message += " Lines " + std::to_string(record_.line) + " to " + std::to_string(last) + " were read as one record.";
  }
  record_.problem = CsvProblem{std::move(message), opened ? quote_line_ : line_, opened ? quote_column_ : column_};
  record_.fields.clear();
  field_.clear();
  state_ = State::kSkipping;
}

void CsvParser::add(char c) {
  if (++bytes_ > options_.record_bytes) {
    fail("The record is longer than " + std::to_string(options_.record_bytes) + " bytes, the limit for one record.");
  } else {
    field_ += c;
  }
}

void CsvParser::end_field() {
  if (record_.fields.size() == options_.fields) {
    fail("The record has more than " + std::to_string(options_.fields) + " fields, the limit for one record.");
    return;
  }
  if (first_malformed_byte(field_)) {
    fail("The field before is not UTF-8.");
    return;
  }
  record_.fields.push_back(std::move(field_));
  field_.clear();
  state_ = State::kFieldStart;
}

void CsvParser::end_record(std::vector<CsvRecord>& records) {
  if (begun_) {
    if (state_ != State::kSkipping) end_field();
    records.push_back(std::move(record_));
  }
  record_ = {};
  field_.clear();
  begun_ = false;
  bytes_ = 0;
  state_ = State::kFieldStart;
}

void CsvParser::take(char c, std::vector<CsvRecord>& records) {
  ++column_;
  if (c == '\n' && state_ != State::kQuoted) {
    end_record(records);
    ++line_;
    column_ = 0;
    return;
  }
  if (!begun_) {
    begun_ = true;
    record_.line = line_;
  }
  switch (state_) {
    case State::kFieldStart:
      if (c == options_.quote) {
        state_ = State::kQuoted;
        quote_line_ = line_;
        quote_column_ = column_;
      } else if (c == options_.separator) {
        end_field();
      } else {
        state_ = State::kPlain;
        add(c);
      }
      break;
    case State::kPlain:
      if (c == options_.separator) {
        end_field();
      } else if (c == options_.quote) {
        fail("A quotation mark stands within a field that does not begin with one.");
      } else {
        add(c);
      }
      break;
    case State::kQuoted:
      if (c == options_.quote) {
        state_ = State::kQuoteInQuoted;
      } else {
        add(c);
      }
      if (c == '\n') {
        ++line_;
        column_ = 0;
      }
      break;
    case State::kQuoteInQuoted:
      if (c == options_.quote) {
        state_ = State::kQuoted;
        add(c);
      } else if (c == options_.separator) {
        end_field();
      } else {
        fail("Something stands behind the quotation mark that ends a field.");
      }
      break;
    case State::kSkipping:
      break;
  }
}

void CsvParser::feed(std::string_view piece, std::vector<CsvRecord>& records) {
  for (const char c : piece) {
    if (return_before_) {
      return_before_ = false;
      // Alone it is a character like any other.
      if (c != '\n') take('\r', records);
    }
    if (c == '\r' && state_ != State::kQuoted) {
      return_before_ = true;
    } else {
      take(c, records);
    }
  }
}

void CsvParser::finish(std::vector<CsvRecord>& records) {
  return_before_ = false;
  if (state_ == State::kQuoted) fail("The quotation mark that opens a field is never closed.");
  end_record(records);
}

}  // namespace licet::exchange
