// SPDX-License-Identifier: Apache-2.0
#include "bus/object_tree.h"

#include "bus/contract.h"
#include "bus/plain_value.h"

#include <chrono>

#include <QtDBus/QDBusError>
#include <QtDBus/QDBusPendingCallWatcher>

namespace bindery::gui
{

namespace
{

constexpr QLatin1String kObjectManager{"org.freedesktop.DBus.ObjectManager"};
constexpr QLatin1String kProperties{"org.freedesktop.DBus.Properties"};
constexpr QLatin1String kPeer{"org.freedesktop.DBus.Peer"};
constexpr std::chrono::seconds kAskAgain{2};
constexpr std::chrono::milliseconds kPing{std::chrono::seconds(4)}; ///< how often, and how long it may take

QMap<QString, QVariantMap> interfacesOf(const QVariant& value)
{
    QMap<QString, QVariantMap> interfaces;
    const QVariantMap plain = plainValue(value).toMap();
    for (auto entry = plain.cbegin(); entry != plain.cend(); ++entry) {
        interfaces.insert(entry.key(), entry.value().toMap());
    }
    return interfaces;
}

bool isOfContract(const QString& interface)
{
    return interface.startsWith(QLatin1String("org.bindery."));
}

} // namespace

ObjectTree::ObjectTree(const QDBusConnection& bus, QObject* parent)
    : QObject(parent), m_bus(bus),
      m_watcher(contract::kService, bus, QDBusServiceWatcher::WatchForOwnerChange)
{
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString&, const QString&, const QString& owner) { onOwnerChanged(owner); });
    m_again.setSingleShot(true);
    m_again.setInterval(kAskAgain);
    connect(&m_again, &QTimer::timeout, this, &ObjectTree::ask);
    m_ping.setSingleShot(true);
    m_ping.setInterval(kPing);
    connect(&m_ping, &QTimer::timeout, this, &ObjectTree::ping);
    m_ping.start();

    // The signals are asked for before the objects: what changes in between is told twice, never lost.
    m_bus.connect(contract::kService, contract::kRootPath, kObjectManager, "InterfacesAdded", this,
                  SLOT(onInterfacesAdded(QDBusMessage)));
    m_bus.connect(contract::kService, contract::kRootPath, kObjectManager, "InterfacesRemoved", this,
                  SLOT(onInterfacesRemoved(QDBusMessage)));
    m_bus.connect(contract::kService, QString(), kProperties, "PropertiesChanged", this,
                  SLOT(onPropertiesChanged(QDBusMessage)));
    ask();
}

QStringList ObjectTree::pathsWith(const QString& interface) const
{
    QStringList paths;
    for (auto object = m_objects.cbegin(); object != m_objects.cend(); ++object) {
        if (object->contains(interface)) {
            paths.append(object.key());
        }
    }
    return paths;
}

bool ObjectTree::has(const QString& path, const QString& interface) const
{
    const auto object = m_objects.constFind(path);
    return object != m_objects.cend() && object->contains(interface);
}

QVariantMap ObjectTree::properties(const QString& path, const QString& interface) const
{
    const auto object = m_objects.constFind(path);
    return object == m_objects.cend() ? QVariantMap() : object->value(interface);
}

void ObjectTree::ask()
{
    const quint64 round = ++m_round;
    const QDBusMessage question = QDBusMessage::createMethodCall(contract::kService, contract::kRootPath,
                                                                 kObjectManager, "GetManagedObjects");
    auto* answer = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, round, answer] {
        answer->deleteLater();
        if (round != m_round) {
            return;
        }
        if (answer->isError() || answer->reply().arguments().isEmpty()) {
            setLink(Link::Lost);
            m_again.start();
            return;
        }
        Objects objects;
        const QVariantMap plain = plainValue(answer->reply().arguments().constFirst()).toMap();
        for (auto entry = plain.cbegin(); entry != plain.cend(); ++entry) {
            objects.insert(entry.key(), interfacesOf(entry.value()));
        }
        take(objects);
        setLink(Link::Up);
    });
}

void ObjectTree::onOwnerChanged(const QString& owner)
{
    if (!owner.isEmpty()) {
        ask();
        return;
    }
    ++m_round;
    setLink(Link::Lost);
    m_again.start(); // a daemon that is started by its name comes when it is asked for
}

void ObjectTree::take(const Objects& objects)
{
    const Objects before = m_objects;
    for (auto object = before.cbegin(); object != before.cend(); ++object) {
        for (const QString& interface : object->keys()) {
            if (!objects.value(object.key()).contains(interface)) {
                drop(object.key(), interface);
            }
        }
    }
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        for (auto interface = object->cbegin(); interface != object->cend(); ++interface) {
            put(object.key(), interface.key(), interface.value());
        }
    }
}

void ObjectTree::put(const QString& path, const QString& interface, const QVariantMap& properties)
{
    if (!isOfContract(interface)) {
        return;
    }
    const bool isNew = !has(path, interface);
    QVariantMap& known = m_objects[path][interface];
    QStringList names;
    for (auto entry = properties.cbegin(); entry != properties.cend(); ++entry) {
        if (isNew || known.value(entry.key()) != entry.value()) {
            known.insert(entry.key(), entry.value());
            names.append(entry.key());
        }
    }
    if (isNew) {
        emit appeared(path, interface);
    } else if (!names.isEmpty()) {
        emit changed(path, interface, names);
    }
}

void ObjectTree::drop(const QString& path, const QString& interface)
{
    if (!has(path, interface)) {
        return;
    }
    m_objects[path].remove(interface);
    if (m_objects.value(path).isEmpty()) {
        m_objects.remove(path);
    }
    emit vanished(path, interface);
}

void ObjectTree::readAll(const QString& path, const QString& interface)
{
    QDBusMessage question = QDBusMessage::createMethodCall(contract::kService, path, kProperties, "GetAll");
    question << interface;
    const quint64 round = m_round;
    auto* answer = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, round, path, interface, answer] {
        answer->deleteLater();
        if (round == m_round && !answer->isError() && has(path, interface) &&
            !answer->reply().arguments().isEmpty()) {
            put(path, interface, plainValue(answer->reply().arguments().constFirst()).toMap());
        }
    });
}

void ObjectTree::onInterfacesAdded(const QDBusMessage& message)
{
    if (message.arguments().size() < 2) {
        return;
    }
    const QString path = plainValue(message.arguments().at(0)).toString();
    const Interfaces interfaces = interfacesOf(message.arguments().at(1));
    for (auto interface = interfaces.cbegin(); interface != interfaces.cend(); ++interface) {
        put(path, interface.key(), interface.value());
    }
}

void ObjectTree::onInterfacesRemoved(const QDBusMessage& message)
{
    if (message.arguments().size() < 2) {
        return;
    }
    const QString path = plainValue(message.arguments().at(0)).toString();
    for (const QString& interface : plainValue(message.arguments().at(1)).toStringList()) {
        drop(path, interface);
    }
}

void ObjectTree::onPropertiesChanged(const QDBusMessage& message)
{
    if (message.arguments().size() < 3) {
        return;
    }
    const QString interface = message.arguments().at(0).toString();
    if (!has(message.path(), interface)) {
        return; // what was asked for tells it
    }
    put(message.path(), interface, plainValue(message.arguments().at(1)).toMap());
    if (!plainValue(message.arguments().at(2)).toStringList().isEmpty()) {
        readAll(message.path(), interface);
    }
}

void ObjectTree::ping()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(contract::kService, contract::kRootPath, kPeer, "Ping");
    question.setAutoStartService(false); // to wake a daemon is the part of ask()
    auto* answer =
        new QDBusPendingCallWatcher(m_bus.asyncCall(question, static_cast<int>(kPing.count())), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        m_ping.start();
        const bool isHung = answer->isError() && answer->error().type() == QDBusError::NoReply;
        if (isHung && m_link == Link::Up) {
            setLink(Link::Lost);
        } else if (!answer->isError() && m_link == Link::Lost) {
            ask();
        }
    });
}

void ObjectTree::setLink(Link link)
{
    if (m_link == link) {
        return;
    }
    m_link = link;
    emit linkChanged();
}

} // namespace bindery::gui
