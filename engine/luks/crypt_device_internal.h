// SPDX-License-Identifier: Apache-2.0
// libcryptsetup's view of a header that lies in memory: a memfd of kHeaderSize bytes, opened by its
// /proc/self/fd name. What the library has to say goes into the messages of our errors, never to standard
// error. Errors: as the caller names them; Internal when the memory cannot be had. Threads: one object
// belongs to one thread at a time; several objects work in parallel.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/json.h"
#include "base/unique_fd.h"

#include <memory>
#include <string>

#include <libcryptsetup.h>

namespace bindery::luks
{

class CryptDevice
{
public:
    /// Over `image`, kHeaderSize bytes; over zeros when it is empty.
    explicit CryptDevice(ByteView image);
    CryptDevice(const CryptDevice&) = delete;
    CryptDevice& operator=(const CryptDevice&) = delete;
    ~CryptDevice() = default;

    crypt_device* get() const { return m_device.get(); }
    /// A result below zero is an Error: `act`, what the library said, and the errno that the result is.
    void require(int result, ErrorCode code, const std::string& act);
    /// What the library said since it was last asked, then forgets it.
    std::string takeMessages();
    /// The JSON area as the library understands it.
    Json metadata() const;
    /// kHeaderSize bytes.
    void readContent(ByteSpan out) const;
    /// The same where they lie, aligned to a page; what they are now, and after every change.
    ByteView content() const;

private:
    struct Free {
        void operator()(crypt_device* device) const { crypt_free(device); }
    };
    struct Unmap {
        void operator()(std::byte* start) const;
    };
    static void collect(int level, const char* message, void* self) noexcept;

    UniqueFd m_memory;
    std::unique_ptr<std::byte, Unmap> m_content; ///< of m_memory, to read
    std::string m_path;
    std::string m_messages;
    std::unique_ptr<crypt_device, Free> m_device;
};

} // namespace bindery::luks
