#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "plain_text.hpp"
#include "table_json.hpp"
#include "table_terminal.hpp"
#include "underline.hpp"

namespace plimsoll {
namespace {

/// Standard error has nobody left to tell that it cannot be written.
void put(std::FILE* stream, std::string const& text) {
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size() || std::fflush(stream) != 0)
    if (stream == stdout)
      throw IoError(fmt::format("standard output cannot be written ({})", std::strerror(errno)));
}

/// Names come from files, and files need not be UTF-8.
std::string in_json(nlohmann::ordered_json const& document) {
  return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

constexpr std::size_t most_explained = 200;    ///< of very many faults
constexpr std::size_t longest_quoted = 2'000;  ///< bytes of a line worth showing

/// Line of a study file, empty where it helps nobody. Data files are never quoted: their lines hold members.
std::string quoted_line(SourceSpot const& spot) {
  if (spot.line == 0 || !spot.file.ends_with(".toml")) return {};
  std::ifstream in(spot.file);
  std::string line;
  for (std::uint32_t i = 0; i < spot.line; ++i)
    if (!std::getline(in, line)) return {};
  return line.size() > longest_quoted ? std::string() : line;
}

/// `notice: ...` with its first word marked.
std::string with_word_marked(std::string const& line, Ink const& ink) {
  for (std::string_view word : {"notice", "warning"})
    if (line.starts_with(std::string(word) + ":"))
      return (word == "notice" ? ink.note(word) : ink.warning(word)) + line.substr(word.size());
  return line;
}

}  // namespace

Terminal::Terminal(CommonOptions const& options)
    : options_(options),
      out_(screen_of(STDOUT_FILENO, options.no_color)),
      beside_(screen_of(STDERR_FILENO, options.no_color)) {}

std::string explained(Problem const& problem, Ink const& ink) {
  std::string text = ink.error("error") + ": " +
                     printable(problem.key.empty() ? problem.what : problem.key + ": " + problem.what) + "\n";
  SourceSpot const& spot = problem.spot;
  if (!spot.file.empty()) {
    text += "  --> " + printable_line(spot.file);
    if (spot.line > 0) text += fmt::format(":{}", spot.line);
    if (spot.column > 0) text += fmt::format(":{}", spot.column);
    text += "\n";
  }
  if (std::string const line = quoted_line(spot); !line.empty()) {
    std::string const number = std::to_string(spot.line);
    text += fmt::format("{} | {}\n", number, printable(line));
    if (spot.column > 0)
      text += fmt::format("{} | {}\n", std::string(number.size(), ' '), underlined(line, spot.column, ink));
  }
  if (!problem.why.empty()) text += "   = why:  " + printable(problem.why) + "\n";
  if (!problem.suggestion.empty()) text += "   = help: " + printable(problem.suggestion) + "\n";
  return text;
}

std::string explained(std::vector<Problem> const& problems, Ink const& ink) {
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), most_explained); ++i)
    text += explained(problems[i], ink) + "\n";
  if (problems.size() > most_explained)
    text += fmt::format("and {} more; --json tells all of them\n\n", problems.size() - most_explained);
  return text + fmt::format("{} {} found\n", problems.size(), problems.size() == 1 ? "error" : "errors");
}

nlohmann::ordered_json told(std::vector<Problem> const& problems) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (Problem const& problem : problems)
    list.push_back({{"file", problem.spot.file},
                    {"line", problem.spot.line},
                    {"column", problem.spot.column},
                    {"key", problem.key},
                    {"what", problem.what},
                    {"why", problem.why},
                    {"help", problem.suggestion}});
  return list;
}

void Terminal::show(Table const& table) const {
  if (!options_.json) put(stdout, to_terminal(table, out_) + "\n");
}

void Terminal::print(std::string const& text) const {
  put(stdout, text);
}

void Terminal::print(nlohmann::ordered_json const& document) const {
  put(stdout, in_json(document));
}

void Terminal::say(std::string const& line) const {
  if (!options_.quiet && !options_.json) put(stderr, with_word_marked(printable(line), beside_.ink) + "\n");
}

void Terminal::warn(std::string const& line) const {
  put(stderr, with_word_marked("warning: " + printable(line), beside_.ink) + "\n");
}

void Terminal::complain(std::vector<Problem> const& problems) const {
  if (options_.json) {
    try {
      return print(nlohmann::ordered_json{{"format", "plimsoll-errors/1"}, {"errors", told(problems)}});
    } catch (IoError const&) {  // then in words, on standard error
    }
  }
  put(stderr, explained(problems, beside_.ink));
}

void Terminal::complain(std::string const& text) const {
  complain({Problem{{}, "", text, "", ""}});
}

void Terminal::progress(std::size_t done, std::size_t total, std::size_t weight) {
  if (options_.quiet || options_.json || options_.no_progress || !beside_.redraws) return;
  auto const now = std::chrono::steady_clock::now();
  if (started_ == std::chrono::steady_clock::time_point{}) {
    started_ = now;
    done_at_start_ = done;
  }
  if (done < total && now - drawn_ < std::chrono::milliseconds(200)) return;
  drawn_ = now;
  double const seconds = std::chrono::duration<double>(now - started_).count();
  std::size_t const fresh = done - done_at_start_;
  std::string rest;
  if (fresh > 0 && seconds > 0.0) {
    double const rate = static_cast<double>(fresh) / seconds;
    rest = fmt::format("  {:.0f} trials/s, {:.0f} s left", rate * static_cast<double>(weight),
                       static_cast<double>(total - done) / rate);
  }
  std::size_t const filled = 30 * done / total;
  put(stderr, fmt::format("\r  [{}{}] {:3d}%{}\x1b[K", std::string(filled, '#'),
                          std::string(30 - filled, '.'), 100 * done / total, rest));
}

void Terminal::end_progress() {
  if (started_ != std::chrono::steady_clock::time_point{}) put(stderr, "\r\x1b[K");
}

}  // namespace plimsoll
