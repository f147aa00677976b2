// SPDX-License-Identifier: Apache-2.0
// The name of a file, typed or chosen. The file itself is opened by this program as the user who runs it; the
// daemon gets the open descriptor.
#pragma once

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
    /// Nothing when it cannot be opened; problem() says why. A file that is written must not exist yet.
    std::optional<QDBusUnixFileDescriptor> open();
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
