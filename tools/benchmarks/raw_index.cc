#include <engine/facts/index_generations.h>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/raw_index.h>

namespace licet::benchmarks {
namespace {

constexpr unsigned int kDatabases = 4;
constexpr unsigned int kFlags = MDB_RDONLY | MDB_NOTLS;  ///< as the engine has it

void check(int code) {
  if (code != 0) end_program(mdb_strerror(code));
}

}  // namespace

RawIndex::RawIndex(const std::filesystem::path& directory) {
  const std::filesystem::path facts = directory / "facts";
  const std::string path = facts::generation_path(facts, or_end(facts::current_generation(facts))).string();
  MDB_env* made = nullptr;
  check(mdb_env_create(&made));
  environment_.reset(made);
  check(mdb_env_set_maxdbs(made, kDatabases));
  check(mdb_env_open(made, path.c_str(), kFlags, 0));
  MDB_txn* begun = nullptr;
  check(mdb_txn_begin(made, nullptr, MDB_RDONLY, &begun));
  check(mdb_dbi_open(begun, "rows", 0, &rows_));
  check(mdb_txn_commit(begun));
  check(mdb_txn_begin(made, nullptr, MDB_RDONLY, &begun));
  transaction_.reset(begun);
  mdb_txn_reset(begun);
}

}  // namespace licet::benchmarks
