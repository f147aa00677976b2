// SPDX-License-Identifier: Apache-2.0
#include "pages/new_file.h"

#include <QtCore/QFileInfo>
#include <sys/stat.h>

namespace bindery::gui
{

namespace
{

/// A temporary file is for nobody else's eyes; this one is to be handed on, as far as the user wants that.
mode_t usualMode()
{
    constexpr mode_t kForAll = 0644;
    const mode_t withheld = ::umask(077);
    ::umask(withheld);
    return kForAll & ~withheld;
}

} // namespace

NewFile::NewFile(const QString& path) : m_path(path), m_file(path + QStringLiteral(".XXXXXX")) {}

bool NewFile::isTaken()
{
    const QFileInfo there(m_path);
    if (!there.exists() && !there.isSymLink()) {
        return false;
    }
    m_problem = tr("%1 exists already: choose another name.").arg(m_path);
    return true;
}

bool NewFile::open()
{
    if (isTaken()) {
        return false;
    }
    if (!m_file.open()) {
        m_problem = tr("%1 cannot be opened: %2.").arg(m_path, m_file.errorString());
        return false;
    }
    // a stick's file system may know no modes: the file is as good without
    static_cast<void>(::fchmod(m_file.handle(), usualMode()));
    return true;
}

bool NewFile::keep()
{
    if (isTaken()) {
        return false;
    }
    if (!m_file.rename(m_path)) { // it overwrites nothing either
        m_problem = tr("%1 cannot be written: %2.").arg(m_path, m_file.errorString());
        return false;
    }
    m_file.setAutoRemove(false);
    return true;
}

} // namespace bindery::gui
