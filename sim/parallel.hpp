#pragma once

#include <cstddef>

#if defined(__SANITIZE_THREAD__)
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#else
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#endif

namespace plimsoll {

/// Does `work(i)` for all i below `count`, on the threads of the arena it is called in, one i a task: tasks
/// are milliseconds to seconds of work, and small ones even out the end. What one throws is thrown on.
/// Debian's oneTBB is not built for the thread sanitizer, which so cannot see what it orders: under it the
/// loop has four threads of its own.
template <class Work>
void for_all(std::size_t count, Work const& work) {
#if defined(__SANITIZE_THREAD__)
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr thrown;
  auto const loop = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      std::lock_guard const lock(mutex);
      thrown = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(loop);
  for (std::thread& thread : threads) thread.join();
  if (thrown) std::rethrow_exception(thrown);
#else
  namespace tbb = oneapi::tbb;
  tbb::parallel_for(
      tbb::blocked_range<std::size_t>(0, count, 1),
      [&](auto const& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) work(i);
      },
      tbb::simple_partitioner{});
#endif
}

}  // namespace plimsoll
