#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>

#include "export/writers.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// A database being written beside the file it becomes; without `finish` nothing of it stays.
class AsideDatabase {
 public:
  AsideDatabase(fs::path const& path, Overwrite overwrite) : path_(path), file_(path, overwrite) {
    sqlite3* opened = nullptr;
    int const code = sqlite3_open_v2(file_.aside().c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    database_.reset(opened);
    if (code != SQLITE_OK) fail();
    run("PRAGMA journal_mode = OFF");  // a half written one is thrown away, never repaired
    run("BEGIN");
  }
  AsideDatabase(AsideDatabase const&) = delete;
  AsideDatabase& operator=(AsideDatabase const&) = delete;
  void run(std::string const& statement) {
    if (sqlite3_exec(database_.get(), statement.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  void write(OpenTable const& table);
  void finish() {
    run("COMMIT");
    if (sqlite3_close(database_.release()) != SQLITE_OK)
      throw IoError(path_.string() + " could not be closed");
    file_.commit();
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  [[noreturn]] void fail() const {
    throw IoError(fmt::format("{} cannot be written: {}", path_.string(), sqlite3_errmsg(database_.get())));
  }
  void bind(sqlite3_stmt* statement, int at, OpenValue const& value) const;

  fs::path path_;
  AsideFile file_;
  std::unique_ptr<sqlite3, Close> database_;
};

std::string_view type_of(OpenType type) {
  switch (type) {
    case OpenType::text: return "TEXT";
    case OpenType::number: return "REAL";
    case OpenType::whole: return "INTEGER";
  }
  return "ANY";
}

/// One line behind "--": nothing in it may end the comment.
std::string comment(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return text;
}

std::string create(OpenTable const& table) {
  std::string text = fmt::format("CREATE TABLE {} ( -- {}\n", table.name, comment(table.says));
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    text += fmt::format("  \"{}\" {}{} -- {}\n", table.columns[i].name, type_of(table.columns[i].type),
                        i + 1 < table.columns.size() ? "," : "", comment(table.columns[i].says));
  return text + ") STRICT";
}

void AsideDatabase::bind(sqlite3_stmt* statement, int at, OpenValue const& value) const {
  int code = SQLITE_OK;
  if (auto const* text = std::get_if<std::string>(&value))
    code = sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
  else if (auto const* number = std::get_if<double>(&value))
    code = sqlite3_bind_double(statement, at, *number);
  else if (auto const* whole = std::get_if<std::int64_t>(&value))
    code = sqlite3_bind_int64(statement, at, *whole);
  else
    code = sqlite3_bind_null(statement, at);
  if (code != SQLITE_OK) fail();
}

void AsideDatabase::write(OpenTable const& table) {
  run(create(table));
  std::string places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ",?";
  std::string const insert = fmt::format("INSERT INTO {} VALUES ({})", table.name, places);
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database_.get(), insert.c_str(), -1, &prepared, nullptr) != SQLITE_OK) fail();
  std::unique_ptr<sqlite3_stmt, Finalize> const statement(prepared);
  table.each([&](std::span<OpenValue const> row) {
    for (std::size_t i = 0; i < row.size(); ++i) bind(prepared, static_cast<int>(i) + 1, row[i]);
    if (sqlite3_step(prepared) != SQLITE_DONE) fail();
    sqlite3_reset(prepared);
  });
}

}  // namespace

void write_sqlite(fs::path const& path, std::vector<OpenTable> const& tables, Overwrite overwrite) {
  if (overwrite == Overwrite::refuse && fs::exists(path))
    throw IoError(path.string() + " is there already; --force replaces it");
  AsideDatabase database(path, overwrite);
  for (std::vector<OpenTable> const& part : {tables, about(tables)})
    for (OpenTable const& table : part) database.write(table);
  database.finish();
}

}  // namespace plimsoll
