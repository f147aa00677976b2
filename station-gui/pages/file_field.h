// SPDX-License-Identifier: Apache-2.0
// The name of a file, typed or chosen. The file itself is opened by this program as the user who runs it; the
// daemon gets the open descriptor. A file that is written is a NewFile: it is there when it is whole.
#pragma once

#include "pages/new_file.h"

#include <memory>
#include <optional>

#include <QtDBus/QDBusUnixFileDescriptor>
#include <QtWidgets/QWidget>

class QLineEdit;
class QPushButton;

namespace bindery::gui
{

class FileField : public QWidget
{
    Q_OBJECT
public:
    enum class Use { Read, Write };

    FileField(Use use, const char* name, QWidget* parent = nullptr);

    QString path() const;
    void setPath(const QString& path);
    void setAccessibleNames(const QString& ofFile);
    QLineEdit* edit() const { return m_edit; }
    /// For reading. Nothing when it cannot be opened; problem() says why.
    std::optional<QDBusUnixFileDescriptor> open();
    /// For writing; the file must not exist yet. Nothing when none can be made; problem() says why.
    std::shared_ptr<NewFile> create();
    QString problem() const { return m_problem; }

signals:
    void changed();

private:
    void choose();

    Use m_use;
    QString m_problem;
    QLineEdit* m_edit = nullptr;
    QPushButton* m_button = nullptr;
};

} // namespace bindery::gui
