// SPDX-License-Identifier: Apache-2.0
// fault_disk BACKING CONTROL MOUNTPOINT [LOG]: a disk that misbehaves on demand. A FUSE file system of one
// file, MOUNTPOINT itself (an existing empty file), over the sparse file BACKING; a loop device with direct
// I/O on it is a card in a reader. What goes wrong is read from the text file CONTROL whenever that changes
// (rename a new one over it, for half a file is obeyed too); words, separated by white space:
//   rate=BYTES          per second, reads and writes together; exact, no burst
//   latency=MICROS      added to each act
//   stall=1             every act waits until the word is gone
//   hold=KIND:A-B       read, write, discard, or flush: acts that touch bytes A to B wait until the word is
//                       gone; a flush touches what was written since the last one that succeeded
//   write_error=A-B     EIO for writes and discards that touch bytes A to B; several are possible
//   read_error=A-B      alike
//   wrap=BYTES          counterfeit: memory of so many bytes, addresses wrap around
//   flip=OFFSET         that byte reads back with its lowest bit flipped; several are possible
//   lose_writes=1       writes and discards are reported good and dropped
//   sync_error=1        EIO for every flush
//   sync_error_once=N   EIO for the first flush since this N was first read
//   gone=1              pulled: ENODEV for everything, waiting acts too, and the size is 0
// LOG has a line for each act that changes the medium or claims to, written before it is done:
// "KIND OFFSET LENGTH RESULT", KIND write, discard or flush, RESULT done, lost or failed. An act that is
// held, a read too, has a line "KIND OFFSET LENGTH held" before. Runs in the foreground until unmounted
// (fusermount3 -u MOUNTPOINT). Source: libfuse 3 (fuse.h).
#define FUSE_USE_VERSION 31

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fuse.h>
#include <sys/stat.h>
#include <unistd.h>

namespace
{

using SteadyClock = std::chrono::steady_clock;

struct Range {
    off_t first = 0;
    off_t last = 0;

    bool touches(off_t offset, std::size_t length) const
    {
        return offset <= last && offset + static_cast<off_t>(length) > first;
    }
};

struct Hold {
    std::string kind;
    Range where;
};

struct StopAfter {
    std::ptrdiff_t writes = 0;
    Range where;
};

struct Faults {
    double rate = 0;
    long latencyMicros = 0;
    bool stall = false;
    std::vector<Hold> holds;
    std::optional<StopAfter> stopAfter;
    std::vector<Range> writeErrors;
    std::vector<Range> readErrors;
    off_t wrap = 0;
    std::vector<off_t> flips;
    bool loseWrites = false;
    bool syncError = false;
    long syncErrorOnce = 0;
    bool gone = false;
};

Range parseRange(const std::string& text)
{
    const std::size_t dash = text.find('-');
    if (dash == std::string::npos) {
        throw std::invalid_argument(text);
    }
    return {std::stoll(text), std::stoll(text.substr(dash + 1))};
}

Hold parseHold(const std::string& text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
        throw std::invalid_argument(text);
    }
    return {text.substr(0, colon), parseRange(text.substr(colon + 1))};
}

StopAfter parseStopAfter(const std::string& text)
{
    const Hold parsed = parseHold(text);
    return {std::stoll(parsed.kind), parsed.where};
}

using Setter = void (*)(Faults&, const std::string&);

const std::map<std::string, Setter>& setters()
{
    static const std::map<std::string, Setter> map{
        {"rate", [](Faults& faults, const std::string& value) { faults.rate = std::stod(value); }},
        {"latency",
         [](Faults& faults, const std::string& value) { faults.latencyMicros = std::stol(value); }},
        {"stall", [](Faults& faults, const std::string& value) { faults.stall = value == "1"; }},
        {"hold", [](Faults& faults, const std::string& value) { faults.holds.push_back(parseHold(value)); }},
        {"stop_after",
         [](Faults& faults, const std::string& value) { faults.stopAfter = parseStopAfter(value); }},
        {"write_error",
         [](Faults& faults, const std::string& value) { faults.writeErrors.push_back(parseRange(value)); }},
        {"read_error",
         [](Faults& faults, const std::string& value) { faults.readErrors.push_back(parseRange(value)); }},
        {"wrap", [](Faults& faults, const std::string& value) { faults.wrap = std::stoll(value); }},
        {"flip", [](Faults& faults, const std::string& value) { faults.flips.push_back(std::stoll(value)); }},
        {"lose_writes", [](Faults& faults, const std::string& value) { faults.loseWrites = value == "1"; }},
        {"sync_error", [](Faults& faults, const std::string& value) { faults.syncError = value == "1"; }},
        {"sync_error_once",
         [](Faults& faults, const std::string& value) { faults.syncErrorOnce = std::stol(value); }},
        {"gone", [](Faults& faults, const std::string& value) { faults.gone = value == "1"; }},
    };
    return map;
}

Faults parseFaults(const std::string& path)
{
    Faults faults;
    std::ifstream file(path);
    for (std::string word; file >> word;) {
        const std::size_t equals = word.find('=');
        const auto setter = setters().find(word.substr(0, equals));
        if (setter == setters().end() || equals == std::string::npos) {
            std::fprintf(stderr, "fault_disk: unknown word \"%s\" in %s\n", word.c_str(), path.c_str());
            continue;
        }
        try {
            setter->second(faults, word.substr(equals + 1));
        } catch (const std::exception&) {
            std::fprintf(stderr, "fault_disk: \"%s\" in %s has no number\n", word.c_str(), path.c_str());
        }
    }
    return faults;
}

class FaultDisk
{
public:
    FaultDisk(const std::string& backing, const std::string& control, const char* log)
        : m_fd(::open(backing.c_str(), O_RDWR | O_CLOEXEC)), m_control(std::filesystem::absolute(control)),
          m_log(log == nullptr ? nullptr : std::fopen(log, "ae"))
    {
        struct stat status {
        };
        if (m_fd < 0 || ::fstat(m_fd, &status) != 0) {
            std::perror(backing.c_str());
            std::exit(1);
        }
        m_size = status.st_size;
    }

    off_t size()
    {
        const std::lock_guard lock(m_mutex);
        reload();
        return m_faults.gone ? 0 : m_size;
    }

    int read(char* out, std::size_t length, off_t offset)
    {
        const Faults faults = before("read", offset, length);
        if (faults.gone) {
            return -ENODEV;
        }
        if (touches(faults.readErrors, offset, length)) {
            return -EIO;
        }
        const int got =
            inPieces(faults.wrap, offset, length, [&](off_t at, std::size_t done, std::size_t part) {
                return ::pread(m_fd, out + done, part, at);
            });
        for (const off_t flip : faults.flips) {
            if (flip >= offset && flip < offset + got) {
                out[flip - offset] = static_cast<char>(out[flip - offset] ^ 1);
            }
        }
        return got;
    }

    int write(const char* bytes, std::size_t length, off_t offset)
    {
        const Faults faults = before("write", offset, length);
        if (const std::optional<int> answer = answerOf("write", faults, offset, length)) {
            return *answer;
        }
        return inPieces(faults.wrap, offset, length, [&](off_t at, std::size_t done, std::size_t part) {
            return ::pwrite(m_fd, bytes + done, part, at);
        });
    }

    int flush()
    {
        const Faults faults = before("flush", 0, 0);
        const bool fails = faults.gone || faults.syncError || spendsSyncError(faults.syncErrorOnce);
        log("flush", 0, 0, fails ? "failed" : "done");
        if (!fails) {
            const std::lock_guard lock(m_mutex);
            m_unflushed.clear();
        }
        return faults.gone ? -ENODEV : (fails ? -EIO : 0);
    }

    int allocate(int mode, off_t offset, off_t length)
    {
        const Faults faults = before("discard", offset, static_cast<std::size_t>(length));
        if (const std::optional<int> answer =
                answerOf("discard", faults, offset, static_cast<std::size_t>(length))) {
            return std::min(*answer, 0);
        }
        const int done = inPieces(faults.wrap, offset, static_cast<std::size_t>(length),
                                  [&](off_t at, std::size_t, std::size_t part) -> ssize_t {
                                      const auto size = static_cast<off_t>(part);
                                      return ::fallocate(m_fd, mode, at, size) == 0 ? size : -1;
                                  });
        return std::min(done, 0);
    }

private:
    static bool touches(const std::vector<Range>& ranges, off_t offset, std::size_t length)
    {
        return std::any_of(ranges.begin(), ranges.end(),
                           [&](const Range& range) { return range.touches(offset, length); });
    }

    /// Calls act(where in the memory, bytes before, bytes) until all is done; an act that crosses the end of
    /// a counterfeit's memory is several. The bytes done, or what went wrong at the first.
    template <typename Act>
    static int inPieces(off_t wrap, off_t offset, std::size_t length, const Act& act)
    {
        std::size_t done = 0;
        while (done < length) {
            off_t at = offset + static_cast<off_t>(done);
            std::size_t part = length - done;
            if (wrap > 0) {
                at %= wrap;
                part = std::min(part, static_cast<std::size_t>(wrap - at));
            }
            const ssize_t now = act(at, done, part);
            if (now < 0 && done == 0) {
                return -errno;
            }
            if (now <= 0) {
                break;
            }
            done += static_cast<std::size_t>(now);
        }
        return static_cast<int>(std::min(done, std::size_t{INT_MAX}));
    }

    /// Logs an act that changes the medium; what to answer at once, if a fault says so.
    std::optional<int> answerOf(const char* kind, const Faults& faults, off_t offset, std::size_t length)
    {
        if (faults.gone || touches(faults.writeErrors, offset, length)) {
            log(kind, offset, length, "failed");
            return faults.gone ? -ENODEV : -EIO;
        }
        log(kind, offset, length, faults.loseWrites ? "lost" : "done");
        if (faults.loseWrites) {
            return static_cast<int>(std::min(length, std::size_t{INT_MAX}));
        }
        return std::nullopt;
    }

    /// With m_mutex held.
    bool isHeld(const std::string& kind, off_t offset, std::size_t length) const
    {
        return isStopped() || touchesHold(kind, offset, length);
    }

    bool isStopped() const
    {
        return m_faults.stopAfter &&
               std::count_if(m_written.begin(), m_written.end(), [&](const Range& written) {
                   return m_faults.stopAfter->where.touches(
                       written.first, static_cast<std::size_t>(written.last - written.first + 1));
               }) >= m_faults.stopAfter->writes;
    }

    bool touchesHold(const std::string& kind, off_t offset, std::size_t length) const
    {
        return std::any_of(m_faults.holds.begin(), m_faults.holds.end(), [&](const Hold& hold) {
            const auto isIn = [&](const Range& written) {
                return hold.where.touches(written.first,
                                          static_cast<std::size_t>(written.last - written.first + 1));
            };
            return hold.kind == kind &&
                   (kind == "flush" ? std::any_of(m_unflushed.begin(), m_unflushed.end(), isIn)
                                    : hold.where.touches(offset, length));
        });
    }

    void log(const char* kind, off_t offset, std::size_t length, const char* result)
    {
        if (m_log != nullptr) {
            std::fprintf(m_log, "%s %lld %zu %s\n", kind, static_cast<long long>(offset), length, result);
            std::fflush(m_log);
        }
    }

    bool spendsSyncError(long wanted)
    {
        const std::lock_guard lock(m_mutex);
        const bool fails = wanted != 0 && wanted != m_syncErrorSpent;
        m_syncErrorSpent = wanted;
        return fails;
    }

    /// Waits as the faults say, and gives those that hold when the wait is over. A pull ends every wait.
    Faults before(const char* kind, off_t offset, std::size_t length)
    {
        const bool isMoved = kind == std::string("read") || kind == std::string("write");
        constexpr std::chrono::milliseconds kPoll(20);
        std::unique_lock lock(m_mutex);
        reload();
        const SteadyClock::time_point now = SteadyClock::now();
        SteadyClock::time_point until = now;
        if (m_faults.rate > 0 && isMoved) {
            m_ready = std::max(m_ready, now) +
                      std::chrono::duration_cast<SteadyClock::duration>(
                          std::chrono::duration<double>(static_cast<double>(length) / m_faults.rate));
            until = m_ready;
        }
        until += std::chrono::microseconds(m_faults.latencyMicros);
        bool wasHeld = false;
        while (!m_faults.gone) {
            const SteadyClock::duration left = until - SteadyClock::now();
            const bool holds = isHeld(kind, offset, length);
            if (holds && !std::exchange(wasHeld, true)) {
                log(kind, offset, length, "held");
            }
            if (!m_faults.stall && !holds && left <= SteadyClock::duration::zero()) {
                break;
            }
            // without this a long wait behind a slow rate would outlive a pull
            const SteadyClock::duration nap =
                m_faults.stall || holds ? kPoll : std::min<SteadyClock::duration>(left, kPoll);
            lock.unlock();
            std::this_thread::sleep_for(nap);
            lock.lock();
            reload();
        }
        if (kind == std::string("write") && length > 0) {
            m_unflushed.push_back({offset, offset + static_cast<off_t>(length) - 1});
            m_written.push_back(m_unflushed.back());
        }
        return m_faults;
    }

    void reload()
    {
        struct stat status {
        };
        if (::stat(m_control.c_str(), &status) == 0 && !isSameFile(status, m_read)) {
            m_read = status;
            m_faults = parseFaults(m_control);
        }
    }

    static bool isSameFile(const struct stat& left, const struct stat& right)
    {
        return left.st_ino == right.st_ino && left.st_size == right.st_size &&
               left.st_mtim.tv_sec == right.st_mtim.tv_sec && left.st_mtim.tv_nsec == right.st_mtim.tv_nsec &&
               left.st_ctim.tv_sec == right.st_ctim.tv_sec && left.st_ctim.tv_nsec == right.st_ctim.tv_nsec;
    }

    int m_fd;
    std::string m_control;
    std::FILE* m_log;
    off_t m_size = 0;
    std::mutex m_mutex;
    struct stat m_read {
    };
    Faults m_faults;
    std::vector<Range> m_unflushed; ///< by writes since the last flush
    std::vector<Range> m_written;   ///< by all of them, in their order
    long m_syncErrorSpent = 0;
    SteadyClock::time_point m_ready{};
};

FaultDisk& disk()
{
    return *static_cast<FaultDisk*>(fuse_get_context()->private_data);
}

void* start(fuse_conn_info* connection, fuse_config* config)
{
    constexpr unsigned kMaxIo = 1U << 20U;
    connection->max_write = kMaxIo;
    connection->max_read = kMaxIo; // must equal the mount option max_read
    config->kernel_cache = 0;
    config->attr_timeout = 0; // a size of 0 must be seen as soon as the card is pulled
    return fuse_get_context()->private_data;
}

int getAttributes(const char* path, struct stat* status, fuse_file_info*)
{
    if (std::strcmp(path, "/") != 0) {
        return -ENOENT;
    }
    *status = {};
    status->st_mode = S_IFREG | 0600;
    status->st_nlink = 1;
    status->st_size = disk().size();
    return 0;
}

} // namespace

int main(int argumentCount, char** arguments)
{
    if (argumentCount < 4) {
        std::fprintf(stderr, "usage: fault_disk BACKING CONTROL MOUNTPOINT [LOG]\n");
        return 2;
    }
    FaultDisk faultDisk(arguments[1], arguments[2], argumentCount > 4 ? arguments[4] : nullptr);
    fuse_operations operations{};
    operations.init = start; // libfuse changes to / before: the paths above are absolute by now
    operations.getattr = getAttributes;
    operations.open = [](const char*, fuse_file_info*) { return 0; };
    operations.read = [](const char*, char* out, std::size_t length, off_t offset, fuse_file_info*) {
        return disk().read(out, length, offset);
    };
    operations.write = [](const char*, const char* bytes, std::size_t length, off_t offset, fuse_file_info*) {
        return disk().write(bytes, length, offset);
    };
    operations.fsync = [](const char*, int, fuse_file_info*) { return disk().flush(); };
    operations.fallocate = [](const char*, int mode, off_t offset, off_t length, fuse_file_info*) {
        return disk().allocate(mode, offset, length);
    };
    std::string foreground = "-f";
    std::string option = "-o";
    std::string options = "fsname=fault_disk,max_read=1048576";
    char* fuseArguments[] = {arguments[0],  arguments[3],   foreground.data(),
                             option.data(), options.data(), nullptr};
    return fuse_main(5, fuseArguments, &operations, &faultDisk);
}
