// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "luks/crypt_device_internal.h"
#include "luks/header.h"

#include <cerrno>
#include <exception>
#include <system_error>

#include <sys/mman.h>
#include <unistd.h>

namespace bindery::luks
{

namespace
{

constexpr const char* kName = "LUKS2 header in memory";

UniqueFd makeMemory()
{
    UniqueFd memory(::memfd_create("luks2-header", MFD_CLOEXEC));
    if (!memory || ::ftruncate(memory.get(), static_cast<off_t>(kHeaderSize)) != 0) {
        throwErrno(ErrorCode::Internal, kName, errno);
    }
    return memory;
}

std::string nameOf(const UniqueFd& memory)
{
    return "/proc/self/fd/" + std::to_string(memory.get());
}

void dropMessage(int /*level*/, const char* /*message*/, void* /*unused*/) {}

/// The library sets up its cryptography, its random source and its plug-ins at first use and without a lock:
/// let that happen once, before several threads come. Tokens of a header from outside must not make it load a
/// plug-in.
void prepareLibrary()
{
    static const bool prepared = [] {
        crypt_set_log_callback(nullptr, dropMessage, nullptr);
        crypt_token_external_disable();
        const UniqueFd memory = makeMemory();
        crypt_device* device = nullptr;
        if (crypt_init(&device, nameOf(memory).c_str()) == 0) {
            crypt_load(device, CRYPT_LUKS2, nullptr);
            crypt_free(device);
        }
        return true;
    }();
    static_cast<void>(prepared);
}

} // namespace

CryptDevice::CryptDevice(ByteView image)
{
    prepareLibrary();
    m_memory = makeMemory();
    void* const content = ::mmap(nullptr, kHeaderSize, PROT_READ, MAP_SHARED, m_memory.get(), 0);
    if (content == MAP_FAILED) {
        throwErrno(ErrorCode::Internal, kName, errno);
    }
    m_content.reset(static_cast<std::byte*>(content));
    m_path = nameOf(m_memory);
    writeFully(m_memory.get(), 0, image, kName);
    crypt_device* device = nullptr;
    require(crypt_init(&device, m_path.c_str()), ErrorCode::Internal,
            "opening the header in memory (is /proc mounted?)");
    m_device.reset(device);
    crypt_set_log_callback(device, &CryptDevice::collect, this);
}

void CryptDevice::Unmap::operator()(std::byte* start) const
{
    ::munmap(start, kHeaderSize);
}

void CryptDevice::collect(int level, const char* message, void* self) noexcept
{
    if (level != CRYPT_LOG_ERROR || message == nullptr) {
        return;
    }
    try {
        static_cast<CryptDevice*>(self)->m_messages += message;
    } catch (const std::exception&) {
        return; // out of memory: the errno of the act still tells
    }
}

std::string CryptDevice::takeMessages()
{
    std::string text = std::exchange(m_messages, {});
    for (std::size_t at = text.find(m_path); at != std::string::npos; at = text.find(m_path, at)) {
        text.replace(at, m_path.size(), "(in memory)");
    }
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) {
        text.pop_back();
    }
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) {
        text.replace(at, 1, " ");
    }
    return text;
}

void CryptDevice::require(int result, ErrorCode code, const std::string& act)
{
    const std::string messages = takeMessages();
    if (result < 0) {
        throwErrno(code, "LUKS2 header: " + act + (messages.empty() ? "" : ": " + messages), -result);
    }
}

Json CryptDevice::metadata() const
{
    const char* text = nullptr;
    if (crypt_dump_json(m_device.get(), &text, 0) != 0 || text == nullptr) {
        throw Error(ErrorCode::Internal, "LUKS2 header: libcryptsetup gives no metadata");
    }
    return parseJson(text, "LUKS2 header");
}

void CryptDevice::readContent(ByteSpan out) const
{
    if (!readFully(m_memory.get(), 0, out, kName)) {
        throw Error(ErrorCode::Internal, "LUKS2 header: the memory that holds it has shrunk");
    }
}

ByteView CryptDevice::content() const
{
    return {m_content.get(), kHeaderSize};
}

} // namespace bindery::luks
