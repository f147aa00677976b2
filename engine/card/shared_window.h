// SPDX-License-Identifier: Apache-2.0
// The golden root, read once for many cards: a window of chunks that moves along with the cards. The card in
// front reads, the others take what is there. A card that lags holds the others back by no more than the
// window and their common patience; after that nobody waits for it: it is detached. A card that joins a
// running pass is detached from the start, so it never makes the others wait for what they have passed. A
// detached card takes what the window still holds and makes its own reads otherwise (from the page cache,
// most likely); it is attached once it has caught up with the last of the pass, and leads a new pass when no
// card is attached any more. Chunks that were passed stay until their place is needed. Units: chunk indices
// count kChunkSize from the start of the file system. Memory: (window + one per reader) x kChunkSize, see
// memory_ceiling.h. Threads: each Reader belongs to one thread; all of them together may be on different
// threads. Errors: those of the source; Cancelled when the token is stopped.
#pragma once

#include "base/aligned_buffer.h"
#include "card/card_source.h"
#include "card/patience.h"
#include "ext4/block_source.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace bindery::card
{

struct WindowLimits {
    std::size_t chunks = 8;
    /// How long the others wait for those that lag, all waits together; spent patience comes back as a share
    /// of the time that passes (patience.h).
    std::chrono::milliseconds patience{500};
    double patienceShare = 0.02;
};

class SharedWindow : public std::enable_shared_from_this<SharedWindow>
{
public:
    using Chunk = std::shared_ptr<const AlignedBuffer>;

    class Reader
    {
    public:
        Reader(Reader&& other) noexcept;
        Reader& operator=(Reader&&) = delete;
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        ~Reader();

        /// The golden bytes of chunk `index`: what is used, zeros elsewhere. Indices only grow from call to
        /// call.
        Chunk chunk(std::size_t index, const std::stop_token& stop);
        /// Nothing more is asked: nobody waits for this one any more. The destructor does it too.
        void leave();

    private:
        friend class SharedWindow;
        struct Place;
        Reader(std::shared_ptr<SharedWindow> window, std::shared_ptr<Place> place);
        std::shared_ptr<SharedWindow> m_window;
        std::shared_ptr<Place> m_place;
    };

    /// `source` outlives the window; `used` are its runs that hold something.
    static std::shared_ptr<SharedWindow> create(const ext4::BlockSource& source, const Extents& used,
                                                const WindowLimits& limits = {});
    ~SharedWindow();
    SharedWindow(const SharedWindow&) = delete;
    SharedWindow& operator=(const SharedWindow&) = delete;

    /// Bytes of the golden root that its readers caused to be read so far.
    Bytes bytesRead() const { return Bytes(m_bytesRead.load()); }

    /// Chunks of memory that it ever held at the same time, those lent to readers included.
    std::size_t buffersMade() const { return m_buffersMade.load(); }

    /// A reader at the start. Join all readers before the first one reads, for one read to serve them all;
    /// one that joins a running pass is detached until it has caught up. The others of a pass that has not
    /// begun wait for it within their patience.
    Reader join();
    /// A reader that nobody waits for until it has asked for its first chunk: of a card that will come to
    /// this later than the others.
    Reader joinLater();

private:
    using Place = Reader::Place;
    SharedWindow(const ext4::BlockSource& source, const Extents& used, const WindowLimits& limits);

    Chunk readChunk(std::size_t index);
    std::shared_ptr<AlignedBuffer> freeBuffer();
    Chunk readForAll(std::size_t index, std::unique_lock<std::mutex> lock, Place& reader);
    void waitForTheLast(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    Reader join(bool attached);
    void attachIfCaughtUp(Place& place);
    void makeRoom();
    void forgetPass();
    std::shared_ptr<Place> last() const;
    void leave(const std::shared_ptr<Place>& place);

    const ext4::BlockSource& m_source;
    const Extents& m_used;
    const WindowLimits m_limits;

    std::atomic<std::uint64_t> m_bytesRead = 0;
    std::atomic<std::size_t> m_buffersMade = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<std::shared_ptr<Place>> m_places;
    std::map<std::size_t, Chunk> m_chunks; ///< by index; empty while one reader is reading it
    bool m_begun = false;                  ///< the pass of those that are attached
    Patience m_patience;

    std::mutex m_poolMutex; ///< taken last, by whoever lets go of a chunk
    std::vector<std::unique_ptr<AlignedBuffer>> m_pool;
};

} // namespace bindery::card
