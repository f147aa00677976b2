// SPDX-License-Identifier: Apache-2.0
// A mirror of the objects that the daemon shows (org.freedesktop.DBus.ObjectManager at /org/bindery), kept
// current by its signals. While the daemon is away the mirror holds what was last known; when it is back,
// only what differs is told. Never waits for an answer. Errors: none; a daemon that cannot be reached is
// Link::Lost, and is asked again every two seconds; one that hangs is found by a ping every four seconds.
// Threads: the GUI thread. Source: D-Bus specification, "Standard Interfaces".
#pragma once

#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QTimer>
#include <QtCore/QVariantMap>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusServiceWatcher>

namespace bindery::gui
{

class ObjectTree : public QObject
{
    Q_OBJECT
public:
    enum class Link {
        Searching, ///< asked for the first time, not yet answered
        Up,
        Lost,
    };

    explicit ObjectTree(const QDBusConnection& bus, QObject* parent = nullptr);

    Link link() const { return m_link; }
    QStringList pathsWith(const QString& interface) const;
    bool has(const QString& path, const QString& interface) const;
    /// Empty when there is no such object.
    QVariantMap properties(const QString& path, const QString& interface) const;

signals:
    void linkChanged();
    void appeared(const QString& path, const QString& interface);
    void changed(const QString& path, const QString& interface, const QStringList& names);
    void vanished(const QString& path, const QString& interface);

private slots:
    void onInterfacesAdded(const QDBusMessage& message);
    void onInterfacesRemoved(const QDBusMessage& message);
    void onPropertiesChanged(const QDBusMessage& message);

private:
    using Interfaces = QMap<QString, QVariantMap>;
    using Objects = QMap<QString, Interfaces>;

    void ask();
    void onOwnerChanged(const QString& owner);
    void take(const Objects& objects);
    void put(const QString& path, const QString& interface, const QVariantMap& properties);
    void drop(const QString& path, const QString& interface);
    void readAll(const QString& path, const QString& interface);
    void setLink(Link link);
    void ping();

    QDBusConnection m_bus;
    QDBusServiceWatcher m_watcher;
    QTimer m_again;
    QTimer m_ping;
    Link m_link = Link::Searching;
    quint64 m_round = 0; ///< answers to an older round of asking are of a daemon that is gone
    Objects m_objects;
};

} // namespace bindery::gui
