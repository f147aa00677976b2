// SPDX-License-Identifier: Apache-2.0
// What image files and block devices have in common: one open descriptor, and the rules for its errors.
#pragma once

#include "base/unique_fd.h"
#include "device/medium.h"

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>

namespace bindery::device
{

enum class Access { ReadOnly, ReadWrite };

class DescriptorMedium : public Medium
{
public:
    const MediumFacts& facts() const final { return m_facts; }
    void read(std::uint64_t offset, ByteSpan out) final;
    void write(std::uint64_t offset, ByteView bytes) final;
    void flush() final;
    DiscardResult discard(Extent extent) final;
    ReadBack readBack() const final { return m_readBack; }
    void recheck() final;

protected:
    DescriptorMedium(UniqueFd fd, MediumFacts facts, Access access, ReadBack readBack);

    /// Why the open descriptor is no longer the medium that was opened; empty when it still is.
    virtual std::optional<std::string> whyGone() const = 0;
    /// The same question after an act failed with `errnoValue`; may wait for a device that is just leaving.
    virtual std::optional<std::string> whyGoneAfter(int /*errnoValue*/) const { return whyGone(); }
    virtual bool isWriteProtected() const { return false; }
    /// 0 or an errno.
    virtual int discardRun(Extent extent) const = 0;

    int fd() const { return m_fd.get(); }

private:
    [[noreturn]] void fail(std::string_view act, std::uint64_t offset, int errnoValue) const;
    void checkWritable(std::string_view act, std::uint64_t offset) const;
    void dropCachedPages(Extent extent);
    void synchronise(std::string_view act); ///< with m_flushMutex held
    void readTail(std::uint64_t offset, ByteSpan out);

    const UniqueFd m_fd;
    const MediumFacts m_facts;
    const Access m_access;
    const ReadBack m_readBack;
    std::mutex
        m_flushMutex; ///< an error of the kernel's is reported to one caller only: it must not get lost
    bool m_flushFailed = false;
    std::atomic<bool> m_dirty = true; ///< of a cached file; at first it may hold what others wrote
};

} // namespace bindery::device
