// SPDX-License-Identifier: Apache-2.0
// Encrypts and decrypts the sectors of a LUKS2 data segment in user space, byte for byte as the kernel's dm-crypt does.
// The only form in which a volume key leaves this room; the key cannot be had from it.
// Units: `offset` is the byte offset inside the data segment, a multiple of the sector size; so is the length. The IV
// is the little-endian count of 512-byte units from the segment's start, whatever the sector size (no iv_large_sectors).
// Errors: InvalidArgument for a length or offset that is no multiple; Internal from OpenSSL.
// Threads: one object belongs to one thread at a time; clone() gives another for another thread.
// Source: LUKS2 on-disk format 1.1.3, section 3.3 (segments); kernel Documentation/admin-guide/device-mapper/dm-crypt.rst.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <memory>
#include <string>

namespace bindery::luks
{

class SectorCipher
{
public:
    virtual ~SectorCipher() = default;
    virtual const std::string& name() const = 0; ///< as in the header: "aes-xts-plain64"
    virtual std::uint32_t sectorSize() const = 0;
    /// `in` and `out` have one length and may be the same memory.
    virtual void encrypt(std::uint64_t offset, ByteView in, ByteSpan out) = 0;
    virtual void decrypt(std::uint64_t offset, ByteView in, ByteSpan out) = 0;
    virtual std::unique_ptr<SectorCipher> clone() const = 0;
};

} // namespace bindery::luks
