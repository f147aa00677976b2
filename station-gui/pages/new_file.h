// SPDX-License-Identifier: Apache-2.0
// A file that the daemon writes through a descriptor, and that gets its name only when it is whole: a request
// that is refused, an export that breaks off, a window that is closed leave nothing behind. It never takes
// the place of another file. Errors: problem() says why; nothing is thrown. Threads: the GUI thread.
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryFile>
#include <QtDBus/QDBusUnixFileDescriptor>

namespace bindery::gui
{

class NewFile
{
    Q_DECLARE_TR_FUNCTIONS(bindery::gui::NewFile)
public:
    explicit NewFile(const QString& path);

    /// False when there is such a file already, or none can be made there.
    bool open();
    /// To be passed on; a copy.
    QDBusUnixFileDescriptor descriptor() const { return QDBusUnixFileDescriptor(m_file.handle()); }
    /// Gives it its name. False when somebody else took that meanwhile.
    bool keep();
    QString path() const { return m_path; }
    QString problem() const { return m_problem; }

private:
    bool isTaken();

    QString m_path;
    QTemporaryFile m_file; ///< in the same folder; removed with this object until it is kept
    QString m_problem;
};

} // namespace bindery::gui
