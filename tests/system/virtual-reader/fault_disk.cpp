// SPDX-License-Identifier: Apache-2.0
// fault_disk BACKING CONTROL MOUNTPOINT: a disk that misbehaves on demand. A FUSE file system of one file,
// MOUNTPOINT itself (an existing empty file), over the sparse file BACKING; a loop device with direct I/O on
// it is a card in a reader. What goes wrong is read from the text file CONTROL whenever that changes; words,
// separated by white space:
//   rate=BYTES        per second, reads and writes together; exact, no burst
//   latency=MICROS    added to each act
//   stall=1           every act waits until the word is gone
//   write_error=A-B   EIO for writes that touch bytes A to B; read_error=A-B alike
//   wrap=BYTES        counterfeit: memory of so many bytes, addresses wrap around
//   flip=OFFSET       that byte reads back with its lowest bit flipped
//   lose_writes=1     reported good and dropped
//   sync_error=1      EIO for a flush
//   gone=1            ENODEV for everything
// With LOG as a fourth argument each write is logged there: "offset length".
// Runs in the foreground until unmounted (fusermount3 -u MOUNTPOINT). Source: libfuse 3 (fuse.h).
#define FUSE_USE_VERSION 31

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fuse.h>
#include <sys/stat.h>
#include <unistd.h>

namespace
{

using SteadyClock = std::chrono::steady_clock;

struct Faults {
    double rate = 0;
    long latencyMicros = 0;
    bool stall = false;
    std::optional<std::pair<off_t, off_t>> writeError;
    std::optional<std::pair<off_t, off_t>> readError;
    off_t wrap = 0;
    std::optional<off_t> flip;
    bool loseWrites = false;
    bool syncError = false;
    bool gone = false;
};

std::optional<std::pair<off_t, off_t>> parseRange(const std::string& text)
{
    const std::size_t dash = text.find('-');
    if (dash == std::string::npos) {
        return std::nullopt;
    }
    return std::pair{static_cast<off_t>(std::stoll(text)),
                     static_cast<off_t>(std::stoll(text.substr(dash + 1)))};
}

Faults parseFaults(const std::string& path)
{
    Faults faults;
    std::ifstream file(path);
    for (std::string word; file >> word;) {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
        try {
            if (name == "rate") {
                faults.rate = std::stod(value);
            } else if (name == "latency") {
                faults.latencyMicros = std::stol(value);
            } else if (name == "stall") {
                faults.stall = value == "1";
            } else if (name == "write_error") {
                faults.writeError = parseRange(value);
            } else if (name == "read_error") {
                faults.readError = parseRange(value);
            } else if (name == "wrap") {
                faults.wrap = std::stoll(value);
            } else if (name == "flip") {
                faults.flip = std::stoll(value);
            } else if (name == "lose_writes") {
                faults.loseWrites = value == "1";
            } else if (name == "sync_error") {
                faults.syncError = value == "1";
            } else if (name == "gone") {
                faults.gone = value == "1";
            } else {
                std::fprintf(stderr, "fault_disk: unknown word \"%s\" in %s\n", word.c_str(), path.c_str());
            }
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

    off_t size() const { return m_size; }

    int read(char* out, std::size_t length, off_t offset)
    {
        const Faults faults = before(length);
        if (faults.gone) {
            return -ENODEV;
        }
        if (touches(faults.readError, offset, length)) {
            return -EIO;
        }
        const ssize_t got = ::pread(m_fd, out, length, faults.wrap > 0 ? offset % faults.wrap : offset);
        if (got < 0) {
            return -errno;
        }
        if (faults.flip && *faults.flip >= offset && *faults.flip < offset + got) {
            out[*faults.flip - offset] = static_cast<char>(out[*faults.flip - offset] ^ 1);
        }
        return static_cast<int>(got);
    }

    int write(const char* bytes, std::size_t length, off_t offset)
    {
        const Faults faults = before(length);
        if (faults.gone) {
            return -ENODEV;
        }
        if (touches(faults.writeError, offset, length)) {
            return -EIO;
        }
        if (m_log != nullptr) {
            std::fprintf(m_log, "%lld %zu\n", static_cast<long long>(offset), length);
            std::fflush(m_log);
        }
        if (faults.loseWrites) {
            return static_cast<int>(length);
        }
        const ssize_t put = ::pwrite(m_fd, bytes, length, faults.wrap > 0 ? offset % faults.wrap : offset);
        return put < 0 ? -errno : static_cast<int>(put);
    }

    int flush()
    {
        const Faults faults = before(0);
        return faults.gone ? -ENODEV : (faults.syncError ? -EIO : 0);
    }

    int allocate(int mode, off_t offset, off_t length)
    {
        const Faults faults = before(0);
        return faults.gone ? -ENODEV : (::fallocate(m_fd, mode, offset, length) == 0 ? 0 : -errno);
    }

private:
    static bool touches(const std::optional<std::pair<off_t, off_t>>& range, off_t offset, std::size_t length)
    {
        return range && offset <= range->second && offset + static_cast<off_t>(length) > range->first;
    }

    /// Waits as the faults say, and gives those that hold when the wait is over.
    Faults before(std::size_t length)
    {
        constexpr std::chrono::milliseconds kPoll(20);
        SteadyClock::duration wait{};
        {
            const std::lock_guard lock(m_mutex);
            reload();
            while (m_faults.stall && !m_faults.gone) {
                m_mutex.unlock();
                std::this_thread::sleep_for(kPoll);
                m_mutex.lock();
                reload();
            }
            const SteadyClock::time_point now = SteadyClock::now();
            if (m_faults.rate > 0 && length > 0) {
                m_ready = std::max(m_ready, now) +
                          std::chrono::duration_cast<SteadyClock::duration>(
                              std::chrono::duration<double>(static_cast<double>(length) / m_faults.rate));
                wait = m_ready - now;
            }
            wait += std::chrono::microseconds(m_faults.latencyMicros);
        }
        std::this_thread::sleep_for(wait);
        const std::lock_guard lock(m_mutex);
        reload();
        return m_faults;
    }

    void reload()
    {
        struct stat status {
        };
        if (::stat(m_control.c_str(), &status) == 0 &&
            (status.st_mtim.tv_sec != m_changed.tv_sec || status.st_mtim.tv_nsec != m_changed.tv_nsec ||
             status.st_ino != m_inode)) {
            m_changed = status.st_mtim;
            m_inode = status.st_ino;
            m_faults = parseFaults(m_control);
        }
    }

    int m_fd;
    std::string m_control;
    std::FILE* m_log;
    off_t m_size = 0;
    std::mutex m_mutex;
    timespec m_changed{};
    ino_t m_inode = 0;
    Faults m_faults;
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
