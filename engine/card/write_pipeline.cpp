// SPDX-License-Identifier: Apache-2.0
#include "card/write_pipeline.h"

namespace bindery::card
{

WritePipeline::WritePipeline(device::Medium& medium, std::size_t depth, std::size_t bufferSize,
                             std::atomic<std::uint64_t>& written)
    : m_medium(medium), m_written(written)
{
    for (std::size_t i = 0; i < depth; ++i) {
        m_free.push_back(std::make_unique<Batch>(bufferSize));
    }
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

WritePipeline::~WritePipeline() = default;

void WritePipeline::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [&] { return !m_queue.empty(); }) && !stop.stop_requested()) {
        std::unique_ptr<Batch> batch = std::move(m_queue.front());
        m_queue.pop_front();
        if (!m_error) {
            m_writing = true;
            lock.unlock();
            std::exception_ptr error;
            try {
                for (const Piece& piece : batch->pieces) {
                    m_medium.write(piece.mediumOffset,
                                   batch->buffer.view().subspan(piece.bufferOffset, piece.length));
                    m_written += piece.length;
                }
            } catch (...) {
                error = std::current_exception();
            }
            lock.lock();
            m_writing = false;
            m_error = error;
        }
        batch->pieces.clear();
        m_free.push_back(std::move(batch));
        m_changed.notify_all();
    }
}

void WritePipeline::rethrow()
{
    if (m_error) {
        std::rethrow_exception(m_error);
    }
}

std::unique_ptr<Batch> WritePipeline::acquire()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return !m_free.empty(); });
    rethrow();
    std::unique_ptr<Batch> batch = std::move(m_free.back());
    m_free.pop_back();
    return batch;
}

void WritePipeline::submit(std::unique_ptr<Batch> batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(batch));
    }
    m_changed.notify_all();
}

void WritePipeline::finish()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_queue.empty() && !m_writing; });
    rethrow();
}

} // namespace bindery::card
