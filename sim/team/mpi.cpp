// The team of an MPI job. All calls of MPI are made under one lock, and whoever waits sleeps between looks:
// ranks that share a core with a drawing thread must not take its time.
#define OMPI_SKIP_MPICXX  // the C++ bindings MPI has given up
#include <mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <thread>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/team.hpp"
#include "started_by.hpp"

namespace plimsoll {
namespace {

constexpr int ask_tag = 1, answer_tag = 2;
constexpr auto between_looks = std::chrono::microseconds(500);
// A hand is tens of milliseconds of work, and each look takes its core from a drawing thread.
constexpr auto between_looks_for_requests = std::chrono::milliseconds(5);
constexpr std::size_t bytes_at_once = std::size_t{1} << 30;  // counts of MPI are ints

}  // namespace

struct Team::Transport {
  int rank = 0, size = 1;
  std::mutex mutex;

  /// Waits for a request without holding the lock or the core.
  void wait(MPI_Request& request) {
    for (int done = 0; true; std::this_thread::sleep_for(between_looks)) {
      std::lock_guard const lock(mutex);
      MPI_Test(&request, &done, MPI_STATUS_IGNORE);
      if (done) return;
    }
  }

  /// The bytes of one rank, to all; they must be on their way here.
  void send_from(int from, Bytes& bytes) {
    std::lock_guard const lock(mutex);
    std::uint64_t count = bytes.size();
    MPI_Bcast(&count, 1, MPI_UINT64_T, from, MPI_COMM_WORLD);
    bytes.resize(count);
    for (std::size_t at = 0; at < bytes.size(); at += bytes_at_once)
      MPI_Bcast(bytes.data() + at, static_cast<int>(std::min(bytes_at_once, bytes.size() - at)), MPI_BYTE,
                from, MPI_COMM_WORLD);
  }
};

Team::Team() {
  if (processes_of_job() == 1) return;
  transport_ = std::make_unique<Transport>();
  int provided = MPI_THREAD_SINGLE;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &transport_->rank);
  MPI_Comm_size(MPI_COMM_WORLD, &transport_->size);
  if (provided < MPI_THREAD_SERIALIZED) {
    MPI_Finalize();
    throw IoError("this MPI lets one thread alone call it; plimsoll needs MPI_THREAD_SERIALIZED");
  }
}

Team::Team(Alone) {}

Team::~Team() {
  if (transport_) MPI_Finalize();
}

int Team::rank() const {
  return transport_ ? transport_->rank : 0;
}

int Team::size() const {
  return transport_ ? transport_->size : 1;
}

TeamState Team::agree(TeamState mine) {
  if (size() == 1 || over_) return mine;
  int const state = static_cast<int>(mine);
  std::vector<int> states(static_cast<std::size_t>(size()));
  MPI_Request request = MPI_REQUEST_NULL;
  {
    std::lock_guard const lock(transport_->mutex);
    MPI_Iallgather(&state, 1, MPI_INT, states.data(), 1, MPI_INT, MPI_COMM_WORLD, &request);
  }
  transport_->wait(request);
  auto const worst = std::max_element(states.begin(), states.end());  // the first of equals
  auto const agreed = static_cast<TeamState>(*worst);
  if (agreed != TeamState::failed) return agreed;
  over_ = true;
  first_failed_ = static_cast<int>(worst - states.begin());
  if (mine != TeamState::failed)
    throw TeamFailed(fmt::format("rank {} of the job failed; finished trials are kept", first_failed_));
  return agreed;
}

bool Team::fail() {
  if (size() == 1) return true;
  agree(TeamState::failed);
  return first_failed_ == rank();
}

Team::Bytes Team::broadcast(Bytes bytes) {
  if (size() == 1) return bytes;
  agree(TeamState::well);
  transport_->send_from(0, bytes);
  return bytes;
}

std::vector<Team::Bytes> Team::gather_all(Bytes mine) {
  std::vector<Bytes> all(static_cast<std::size_t>(size()));
  all[static_cast<std::size_t>(rank())] = std::move(mine);
  if (size() == 1) return all;
  agree(TeamState::well);
  for (int from = 0; from < size(); ++from) transport_->send_from(from, all[static_cast<std::size_t>(from)]);
  return all;
}

std::vector<std::uint32_t> Team::ask(Ask what) {
  PLIMSOLL_EXPECT(transport_ && !leads());
  std::array<std::uint32_t, 1 + most_blocks> answer{};
  MPI_Request request = MPI_REQUEST_NULL;
  {
    std::lock_guard const lock(transport_->mutex);
    int const word = static_cast<int>(what);
    MPI_Send(&word, 1, MPI_INT, 0, ask_tag, MPI_COMM_WORLD);
    if (what == Ask::leave) return {};
    MPI_Irecv(answer.data(), static_cast<int>(answer.size()), MPI_UINT32_T, 0, answer_tag, MPI_COMM_WORLD,
              &request);
  }
  transport_->wait(request);
  return {answer.begin() + 1, answer.begin() + 1 + answer[0]};
}

void Team::serve(std::function<std::vector<std::uint32_t>(int, Ask)> const& answer) {
  for (int asking = size() - 1; asking > 0;) {
    int is_asked = 0;
    {
      std::lock_guard const lock(transport_->mutex);
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, ask_tag, MPI_COMM_WORLD, &is_asked, &status);
      if (is_asked) {
        int word = 0;
        MPI_Recv(&word, 1, MPI_INT, status.MPI_SOURCE, ask_tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        auto const what = static_cast<Ask>(word);
        std::vector<std::uint32_t> const blocks = answer(status.MPI_SOURCE, what);
        PLIMSOLL_EXPECT(blocks.size() <= most_blocks);
        std::array<std::uint32_t, 1 + most_blocks> words{static_cast<std::uint32_t>(blocks.size())};
        std::copy(blocks.begin(), blocks.end(), words.begin() + 1);
        if (what == Ask::blocks)
          MPI_Send(words.data(), static_cast<int>(words.size()), MPI_UINT32_T, status.MPI_SOURCE, answer_tag,
                   MPI_COMM_WORLD);
        if (blocks.empty()) --asking;
      }
    }
    if (!is_asked) std::this_thread::sleep_for(between_looks_for_requests);
  }
}

}  // namespace plimsoll
