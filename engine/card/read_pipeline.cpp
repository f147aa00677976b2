// SPDX-License-Identifier: Apache-2.0
#include "card/read_pipeline.h"

namespace bindery::card
{

ReadPipeline::ReadPipeline(device::Medium& medium, std::vector<std::vector<Piece>> wishes, std::size_t depth,
                           std::size_t bufferSize)
    : m_medium(medium), m_wishes(std::move(wishes))
{
    for (std::size_t i = 0; i < depth; ++i) {
        m_free.push_back(std::make_unique<Batch>(bufferSize));
    }
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ReadPipeline::~ReadPipeline() = default;

void ReadPipeline::run(const std::stop_token& stop)
{
    for (const std::vector<Piece>& pieces : m_wishes) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [&] { return !m_free.empty(); });
        if (stop.stop_requested()) {
            return;
        }
        std::unique_ptr<Batch> batch = std::move(m_free.back());
        m_free.pop_back();
        lock.unlock();
        std::exception_ptr error;
        try {
            for (const Piece& piece : pieces) {
                m_medium.read(piece.mediumOffset,
                              batch->buffer.span().subspan(piece.bufferOffset, piece.length));
            }
            batch->pieces = pieces;
        } catch (...) {
            error = std::current_exception();
        }
        lock.lock();
        if (error) {
            m_error = error;
        } else {
            m_ready.push_back(std::move(batch));
        }
        lock.unlock();
        m_changed.notify_all();
        if (error) {
            return;
        }
    }
}

std::unique_ptr<Batch> ReadPipeline::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return !m_ready.empty() || m_error; });
    if (m_ready.empty()) {
        std::rethrow_exception(m_error);
    }
    std::unique_ptr<Batch> batch = std::move(m_ready.front());
    m_ready.pop_front();
    return batch;
}

void ReadPipeline::release(std::unique_ptr<Batch> batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(batch));
    }
    m_changed.notify_all();
}

} // namespace bindery::card
