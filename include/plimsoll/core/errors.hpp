#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace plimsoll {

/// Where in the user's input something stands; lines and columns count from 1, 0 means unknown.
struct SourceSpot {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// One fault of the user's input: what is wrong, why it matters, what to write instead.
/// Never holds a member's value: data faults name row and column only.
struct Problem {
  SourceSpot spot;
  std::string key;         ///< key path or column name, may be empty
  std::string what;        ///< the fault, one clause
  std::string why;         ///< the reason, may be empty
  std::string suggestion;  ///< a mend, may be empty
};

/// `file:line:column: key: what (why) suggestion`, the parts that are empty left out.
std::string to_text(Problem const& problem);

/// Bad study or data: carries *every* fault found, in order of the input.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(Problem problem);
  std::vector<Problem> const& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// A model that cannot be fitted or is not feasible.
class ModelError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file that cannot be read or written.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A promise of our own that was broken: a defect of the program, never of the input.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void broken_promise(char const* kind, char const* condition, char const* file, int line);

}  // namespace plimsoll

/// Precondition of a function; always checked, so a defect stops before it can print a wrong figure.
#define PLIMSOLL_EXPECT(condition) \
  ((condition) ? void() : ::plimsoll::broken_promise("expected", #condition, __FILE__, __LINE__))
/// Postcondition of a function; always checked.
#define PLIMSOLL_ENSURE(condition) \
  ((condition) ? void() : ::plimsoll::broken_promise("ensured", #condition, __FILE__, __LINE__))
