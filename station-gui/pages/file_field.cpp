// SPDX-License-Identifier: Apache-2.0
#include "pages/file_field.h"

#include "look/style.h"

#include <cerrno>
#include <system_error>

#include <QtCore/QFile>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <fcntl.h>
#include <unistd.h>

namespace bindery::gui
{

FileField::FileField(Use use, const char* name, QWidget* parent) : QWidget(parent), m_use(use)
{
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(QString::fromLatin1(name));
    m_button = new QPushButton(QStringLiteral("\u2026"), this);
    m_button->setObjectName(QString::fromLatin1(name) + QStringLiteral("Button"));
    setRole(m_button, "sign");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_button);
    connect(m_edit, &QLineEdit::textChanged, this, &FileField::changed);
    connect(m_button, &QPushButton::clicked, this, &FileField::choose);
}

QString FileField::path() const
{
    return m_edit->text().trimmed();
}

void FileField::setPath(const QString& path)
{
    m_edit->setText(path);
}

void FileField::setAccessibleNames(const QString& ofFile)
{
    m_edit->setAccessibleName(ofFile);
    m_button->setAccessibleName(tr("Choose: %1").arg(ofFile));
}

void FileField::choose()
{
    auto* dialog = new QFileDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(m_use == Use::Read ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setAcceptMode(m_use == Use::Read ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

std::optional<QDBusUnixFileDescriptor> FileField::open()
{
    const QByteArray name = QFile::encodeName(path());
    const int fd = ::open(name.constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        const int error = errno;
        m_problem = tr("%1 cannot be opened: %2.")
                        .arg(path(), QString::fromStdString(std::generic_category().message(error)));
        return std::nullopt;
    }
    QDBusUnixFileDescriptor descriptor;
    descriptor.giveFileDescriptor(fd);
    return descriptor;
}

std::shared_ptr<NewFile> FileField::create()
{
    auto file = std::make_shared<NewFile>(path());
    if (!file->open()) {
        m_problem = file->problem();
        return nullptr;
    }
    return file;
}

} // namespace bindery::gui
