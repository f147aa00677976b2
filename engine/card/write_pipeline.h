// SPDX-License-Identifier: Apache-2.0
// Keeps one medium busy: a thread writes filled buffers in order while the caller prepares the next one. How
// many wait falls when the medium turns slow (queue_depth.h). Memory: depth x buffer size, made at once. Few
// are enough: deeper queues did not help readers that split writes anyway. Errors: those of the medium
// surface at the next acquire() or at finish(); nothing is written after the first one. Threads: one caller.
#pragma once

#include "base/aligned_buffer.h"
#include "card/queue_depth.h"
#include "device/medium.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace bindery::card
{

/// A run of the buffer and where it goes on the medium.
struct Piece {
    std::uint64_t mediumOffset = 0;
    std::size_t bufferOffset = 0;
    std::size_t length = 0;
};

struct Batch {
    explicit Batch(std::size_t size) : buffer(size) {}
    AlignedBuffer buffer;
    std::vector<Piece> pieces;
};

class WritePipeline
{
public:
    using Now = std::function<std::chrono::nanoseconds()>;

    /// `written` is raised by what reached the medium; `depth` is the limit of the queue; `now` is a steady
    /// clock, called from both threads.
    WritePipeline(device::Medium& medium, std::size_t depth, std::size_t bufferSize,
                  std::atomic<std::uint64_t>& written, Now now = steadyNow);
    ~WritePipeline();
    WritePipeline(const WritePipeline&) = delete;
    WritePipeline& operator=(const WritePipeline&) = delete;

    /// A free batch; waits for one, and until the medium may have one more before it.
    std::unique_ptr<Batch> acquire();
    void submit(std::unique_ptr<Batch> batch);
    /// Returns when everything submitted was written.
    void finish();
    /// How many batches may lie before the medium now.
    std::size_t depth() const;

private:
    static std::chrono::nanoseconds steadyNow();
    std::size_t allowed() const;
    void run(const std::stop_token& stop);
    void rethrow();

    device::Medium& m_medium;
    std::atomic<std::uint64_t>& m_written;
    const Now m_now;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<std::unique_ptr<Batch>> m_free;
    std::deque<std::unique_ptr<Batch>> m_queue;
    bool m_writing = false;
    std::chrono::nanoseconds m_writingSince{};
    QueueDepth m_depth;
    std::exception_ptr m_error;
    std::jthread m_thread;
};

} // namespace bindery::card
