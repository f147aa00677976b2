// SPDX-License-Identifier: Apache-2.0
// Reads ahead from one medium: a thread fills buffers in the order of the wish list while the caller
// compares. Memory: depth x buffer size. Errors: those of the medium, thrown by next() at their place in the
// order. Threads: one caller.
#pragma once

#include "card/write_pipeline.h"

namespace bindery::card
{

class ReadPipeline
{
public:
    /// `wishes` lists the pieces of each batch; every batch fits a buffer of `bufferSize`.
    ReadPipeline(device::Medium& medium, std::vector<std::vector<Piece>> wishes, std::size_t depth,
                 std::size_t bufferSize);
    ~ReadPipeline();
    ReadPipeline(const ReadPipeline&) = delete;
    ReadPipeline& operator=(const ReadPipeline&) = delete;

    /// The next batch in order; waits for it. Call as often as there are wishes.
    std::unique_ptr<Batch> next();
    /// Gives the memory back for reading ahead.
    void release(std::unique_ptr<Batch> batch);

private:
    void run(const std::stop_token& stop);

    device::Medium& m_medium;
    const std::vector<std::vector<Piece>> m_wishes;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<std::unique_ptr<Batch>> m_free;
    std::deque<std::unique_ptr<Batch>> m_ready;
    std::exception_ptr m_error;
    std::jthread m_thread;
};

} // namespace bindery::card
