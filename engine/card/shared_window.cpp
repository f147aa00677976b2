// SPDX-License-Identifier: Apache-2.0
#include "card/shared_window.h"

#include "base/error.h"
#include "base/extents.h"

#include <algorithm>
#include <utility>

namespace bindery::card
{

namespace
{

std::chrono::nanoseconds steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace

struct SharedWindow::Reader::Place {
    std::size_t next = 0;  ///< the smallest index it may still ask for
    bool attached = false; ///< the others wait for it
};

SharedWindow::Reader::Reader(std::shared_ptr<SharedWindow> window, std::shared_ptr<Place> place)
    : m_window(std::move(window)), m_place(std::move(place))
{
}

SharedWindow::Reader::Reader(Reader&& other) noexcept = default;

SharedWindow::Reader::~Reader()
{
    leave();
}

void SharedWindow::Reader::leave()
{
    if (m_window) {
        m_window->leave(m_place);
    }
}

std::shared_ptr<SharedWindow> SharedWindow::create(const ext4::BlockSource& source, const Extents& used,
                                                   const WindowLimits& limits)
{
    return std::shared_ptr<SharedWindow>(new SharedWindow(source, used, limits));
}

SharedWindow::SharedWindow(const ext4::BlockSource& source, const Extents& used, const WindowLimits& limits)
    : m_source(source), m_used(used), m_limits(limits),
      m_patience(limits.patience, limits.patienceShare, steadyNow())
{
}

SharedWindow::~SharedWindow() = default;

SharedWindow::Reader SharedWindow::join()
{
    return join(true);
}

SharedWindow::Reader SharedWindow::joinLater()
{
    return join(false);
}

SharedWindow::Reader SharedWindow::join(bool attached)
{
    const std::lock_guard lock(m_mutex);
    const auto place = std::make_shared<Place>();
    if (attached && !last()) {
        forgetPass();
    }
    place->attached = attached && !m_begun;
    m_places.push_back(place);
    return {shared_from_this(), place};
}

/// What is still being read belongs to whoever reads it, and stays.
void SharedWindow::forgetPass()
{
    m_begun = false;
    std::erase_if(m_chunks, [](const auto& entry) { return entry.second != nullptr; });
}

void SharedWindow::leave(const std::shared_ptr<Place>& place)
{
    {
        const std::lock_guard lock(m_mutex);
        std::erase(m_places, place);
        place->attached = false;
    }
    m_changed.notify_all();
}

std::shared_ptr<SharedWindow::Place> SharedWindow::last() const
{
    std::shared_ptr<Place> last;
    for (const auto& place : m_places) {
        if (place->attached && (!last || place->next < last->next)) {
            last = place;
        }
    }
    return last;
}

/// Behind the last one it would hold up the others with what they have passed; before the first one it would
/// be held up itself.
void SharedWindow::attachIfCaughtUp(Place& place)
{
    const std::shared_ptr<Place> slowest = last();
    if (!slowest) {
        if (!m_chunks.contains(place.next)) {
            forgetPass(); // nobody's any more: this one leads a pass of its own
            place.attached = true;
        }
        return;
    }
    std::size_t front = 0;
    for (const auto& other : m_places) {
        front = other->attached ? std::max(front, other->next) : front;
    }
    place.attached = slowest->next <= place.next && place.next <= front;
}

void SharedWindow::makeRoom()
{
    const std::shared_ptr<Place> slowest = last();
    for (auto entry = m_chunks.begin(); entry != m_chunks.end() && m_chunks.size() >= m_limits.chunks;) {
        const bool passed = !slowest || entry->first < slowest->next;
        entry = entry->second && passed ? m_chunks.erase(entry) : std::next(entry);
    }
}

std::shared_ptr<AlignedBuffer> SharedWindow::freeBuffer()
{
    std::unique_ptr<AlignedBuffer> buffer;
    {
        const std::lock_guard lock(m_poolMutex);
        if (!m_pool.empty()) {
            buffer = std::move(m_pool.back());
            m_pool.pop_back();
        }
    }
    if (!buffer) {
        buffer = std::make_unique<AlignedBuffer>(kChunkSize);
        ++m_buffersMade;
    }
    // Whoever lets go last gives the memory back. A chunk may outlive the window, hence the weak pointer.
    return {buffer.release(), [window = weak_from_this()](AlignedBuffer* used) {
                std::unique_ptr<AlignedBuffer> owned(used);
                if (const auto self = window.lock()) {
                    const std::lock_guard lock(self->m_poolMutex);
                    self->m_pool.push_back(std::move(owned));
                }
            }};
}

SharedWindow::Chunk SharedWindow::readChunk(std::size_t index)
{
    const std::shared_ptr<AlignedBuffer> buffer = freeBuffer();
    const ByteSpan bytes = buffer->span();
    const Extent window{index * kChunkSize, kChunkSize};
    std::uint64_t filled = window.offset;
    const auto zeroUpTo = [&](std::uint64_t end) {
        const ByteSpan gap = bytes.subspan(filled - window.offset, end - filled);
        std::fill(gap.begin(), gap.end(), std::byte{0});
    };
    for (const Extent& run : clip(m_used, window)) {
        zeroUpTo(run.offset);
        m_source.read(run.offset, bytes.subspan(run.offset - window.offset, run.length));
        m_bytesRead += run.length;
        filled = run.end();
    }
    zeroUpTo(window.end());
    return buffer;
}

void SharedWindow::waitForTheLast(std::unique_lock<std::mutex>& lock, const std::stop_token& stop)
{
    const std::shared_ptr<Place> slowest = last();
    const std::chrono::nanoseconds left = m_patience.left(steadyNow());
    if (left.count() <= 0) {
        slowest->attached = false;
        return;
    }
    const std::size_t from = slowest->next;
    m_patience.beginWait(steadyNow());
    m_changed.wait_for(lock, stop, left, [&] {
        const std::shared_ptr<Place> now = last();
        return !now || now->next > from;
    });
    m_patience.endWait(steadyNow());
}

SharedWindow::Chunk SharedWindow::readForAll(std::size_t index, std::unique_lock<std::mutex> lock,
                                             Place& reader)
{
    m_begun = true;
    m_chunks.emplace(index, nullptr);
    lock.unlock();
    Chunk chunk;
    try {
        chunk = readChunk(index);
    } catch (...) {
        lock.lock();
        m_chunks.erase(index);
        lock.unlock();
        m_changed.notify_all(); // the others try themselves, and meet the same error
        throw;
    }
    lock.lock();
    m_chunks[index] = chunk;
    reader.next = index + 1;
    lock.unlock();
    m_changed.notify_all();
    return chunk;
}

SharedWindow::Chunk SharedWindow::Reader::chunk(std::size_t index, const std::stop_token& stop)
{
    SharedWindow& window = *m_window;
    std::unique_lock lock(window.m_mutex);
    m_place->next = index;
    window.m_changed.notify_all();
    for (;;) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "stopped");
        }
        const auto found = window.m_chunks.find(index);
        if (found != window.m_chunks.end() && !found->second) {
            window.m_changed.wait(lock, stop, [&] {
                const auto entry = window.m_chunks.find(index);
                return entry == window.m_chunks.end() || entry->second;
            });
            continue;
        }
        if (!m_place->attached) {
            window.attachIfCaughtUp(*m_place);
        }
        if (found != window.m_chunks.end()) {
            Chunk chunk = found->second;
            m_place->next = index + 1;
            lock.unlock();
            window.m_changed.notify_all();
            return chunk;
        }
        const bool passed = !window.m_chunks.empty() && index < window.m_chunks.rbegin()->first;
        if (!m_place->attached || passed) {
            lock.unlock();
            return window.readChunk(index);
        }
        window.makeRoom();
        if (window.m_chunks.size() < window.m_limits.chunks) {
            return window.readForAll(index, std::move(lock), *m_place);
        }
        if (window.last() == m_place) { // full of what others are reading: there is nobody to wait for
            lock.unlock();
            return window.readChunk(index);
        }
        window.waitForTheLast(lock, stop);
    }
}

} // namespace bindery::card
