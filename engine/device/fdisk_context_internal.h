// SPDX-License-Identifier: Apache-2.0
// Owners of libfdisk's objects, and a context that neither asks, nor prints, nor looks further than MBR and
// GPT. Source: libfdisk reference, "Context", "Ask", "Label".
#pragma once

#include "device/partition_table.h"

#include <memory>
#include <string>

#include <libfdisk/libfdisk.h>

namespace bindery::device
{

struct UnrefFdisk {
    void operator()(fdisk_context* context) const { fdisk_unref_context(context); }
    void operator()(fdisk_table* table) const { fdisk_unref_table(table); }
    void operator()(fdisk_iter* iterator) const { fdisk_free_iter(iterator); }
    void operator()(fdisk_partition* partition) const { fdisk_unref_partition(partition); }
    void operator()(fdisk_parttype* type) const { fdisk_unref_parttype(type); }
    void operator()(fdisk_labelitem* item) const { fdisk_unref_labelitem(item); }
    void operator()(fdisk_script* script) const { fdisk_unref_script(script); }
};
template <typename T>
using FdiskPointer = std::unique_ptr<T, UnrefFdisk>;

class FdiskContext
{
public:
    FdiskContext();
    ~FdiskContext();
    FdiskContext(const FdiskContext&) = delete;
    FdiskContext& operator=(const FdiskContext&) = delete;

    fdisk_context* get() const { return m_context.get(); }
    /// Once. `fd` stays open and the caller's. False when libfdisk refuses the file, or its disk has left.
    bool assign(int fd, const std::string& name, bool readOnly);
    /// What libfdisk last complained of, as ": text"; else empty.
    std::string complaint() const { return m_complaint.empty() ? "" : ": " + m_complaint; }

private:
    static int answer(fdisk_context* context, fdisk_ask* question, void* self);

    FdiskPointer<fdisk_context> m_context;
    std::string m_complaint;
    bool m_isAssigned = false;
};

/// Where the parts of a GPT lie; sectors of 512 bytes.
constexpr std::uint64_t kGptEntrySectors = 32;

PartitionTable readPartitionTable(int fd, const std::string& name);

} // namespace bindery::device
