#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace plimsoll {

/// Another process of the job failed; it says why.
class TeamFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How a process of the job fares; the worst of all counts.
enum class TeamState : int { well, stopped, failed };

/// The processes that draw one run together: the ranks of an MPI job, or this process alone. The first leads:
/// it deals the blocks, assembles and speaks. Calls on which all wait for each other say so; every process
/// makes the same ones in the same order. Built with MPI or without (PLIMSOLL_MPI); without it the team is
/// always one process.
class Team {
 public:
  using Bytes = std::vector<std::byte>;
  /// What a process asks the leader for.
  enum class Ask : int { blocks, leave };
  /// Most blocks given at a time.
  static constexpr std::size_t most_blocks = 32;

  /// Joins the job this process was started in. Throws IoError where there is one and the program is built
  /// without MPI.
  Team();
  /// This process by itself, whatever it was started in.
  struct Alone {};
  explicit Team(Alone);
  Team(Team const&) = delete;
  Team& operator=(Team const&) = delete;
  /// Leaves the job; all wait.
  ~Team();

  int rank() const;
  int size() const;
  bool leads() const { return rank() == 0; }

  /// Tells the others how this process fares, and gives the worst of all. All wait. Throws TeamFailed where
  /// another failed and this one did not. Once one has failed nobody waits any more.
  TeamState agree(TeamState mine);
  /// Tells the others that this process failed, if they do not know. Whether it is the one to say why: the
  /// first by rank of those that failed together.
  bool fail();
  /// The leader's bytes, in every process. All wait.
  Bytes broadcast(Bytes bytes);
  /// Every process's bytes, by rank, in every process. All wait.
  std::vector<Bytes> gather_all(Bytes mine);

  /// Asks the leader, who must be in `serve`. Blocks to draw, at most `most_blocks`, none when there are no
  /// more: then the process must not ask again. `leave` ends the asking without an answer.
  std::vector<std::uint32_t> ask(Ask what);
  /// Answers all others, by rank, until each has been given none or has left. May run beside one other
  /// thread's calls.
  void serve(std::function<std::vector<std::uint32_t>(int rank, Ask)> const& answer);

 private:
  struct Transport;
  std::unique_ptr<Transport> transport_;
  bool over_ = false;      // someone failed
  int first_failed_ = -1;  // rank
};

}  // namespace plimsoll
