// SPDX-License-Identifier: Apache-2.0
#include "card/write_pipeline.h"

#include <utility>

namespace bindery::card
{

WritePipeline::WritePipeline(device::Medium& medium, std::size_t depth, std::size_t bufferSize,
                             std::atomic<std::uint64_t>& written, Now now)
    : m_medium(medium), m_written(written), m_now(std::move(now)), m_depth(depth, bufferSize)
{
    for (std::size_t i = 0; i < depth; ++i) {
        m_free.push_back(std::make_unique<Batch>(bufferSize));
    }
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

WritePipeline::~WritePipeline() = default;

std::chrono::nanoseconds WritePipeline::steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

void WritePipeline::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [&] { return !m_queue.empty(); }) && !stop.stop_requested()) {
        std::unique_ptr<Batch> batch = std::move(m_queue.front());
        m_queue.pop_front();
        if (!m_error) {
            m_writing = true;
            m_writingSince = m_now();
            lock.unlock();
            std::uint64_t bytes = 0;
            std::exception_ptr error;
            try {
                for (const Piece& piece : batch->pieces) {
                    m_medium.write(piece.mediumOffset,
                                   batch->buffer.view().subspan(piece.bufferOffset, piece.length));
                    m_written += piece.length;
                    bytes += piece.length;
                }
            } catch (...) {
                error = std::current_exception();
            }
            lock.lock();
            m_writing = false;
            m_depth.wrote(bytes, m_now() - m_writingSince);
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

std::size_t WritePipeline::allowed() const
{
    return m_depth.allowed(m_writing ? m_now() - m_writingSince : std::chrono::nanoseconds{});
}

std::size_t WritePipeline::depth() const
{
    const std::lock_guard lock(m_mutex);
    return allowed();
}

std::unique_ptr<Batch> WritePipeline::acquire()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] {
        const std::size_t before = m_queue.size() + (m_writing ? 1 : 0);
        return !m_free.empty() && (m_error || before < allowed());
    });
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
