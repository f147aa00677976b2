// SPDX-License-Identifier: Apache-2.0
#include "device/fdisk_context_internal.h"

#include <cerrno>
#include <new>

namespace bindery::device
{

FdiskContext::FdiskContext() : m_context(fdisk_new_context())
{
    if (!m_context) {
        throw std::bad_alloc();
    }
    fdisk_set_ask(get(), answer, this);
    fdisk_disable_dialogs(get(), 1);
    // Every parser that is not needed is one that hostile input cannot reach.
    fdisk_label* label = nullptr;
    while (fdisk_next_label(get(), &label) == 0) {
        const int type = fdisk_label_get_type(label);
        fdisk_label_set_disabled(label, type != FDISK_DISKLABEL_DOS && type != FDISK_DISKLABEL_GPT ? 1 : 0);
    }
    // Tables of cards count in 512 bytes, whatever a reader says of itself.
    fdisk_save_user_sector_size(get(), SectorCount::kSectorSize, SectorCount::kSectorSize);
    fdisk_save_user_grain(get(), SectorCount::kSectorSize);
}

FdiskContext::~FdiskContext()
{
    if (m_isAssigned) { // else an assertion of libfdisk ends the process
        fdisk_deassign_device(get(), 1);
    }
}

bool FdiskContext::assign(int fd, const std::string& name, bool readOnly)
{
    // Otherwise libfdisk has libblkid look for further signatures.
    fdisk_enable_listonly(get(), readOnly ? 1 : 0);
    m_isAssigned = fdisk_assign_device_by_fd(get(), fd, name.c_str(), readOnly ? 1 : 0) == 0;
    return m_isAssigned;
}

int FdiskContext::answer(fdisk_context* /*context*/, fdisk_ask* question, void* self)
{
    switch (fdisk_ask_get_type(question)) {
    case FDISK_ASKTYPE_WARN:
    case FDISK_ASKTYPE_WARNX: {
        const char* const text = fdisk_ask_print_get_mesg(question);
        static_cast<FdiskContext*>(self)->m_complaint = text == nullptr ? "" : text;
        return 0;
    }
    case FDISK_ASKTYPE_INFO:
        return 0;
    default:
        return -EINVAL;
    }
}

} // namespace bindery::device
