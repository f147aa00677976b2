// SPDX-License-Identifier: Apache-2.0
#include "bus/station_client.h"

#include "bus/contract.h"
#include "bus/plain_value.h"

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusError>
#include <QtDBus/QDBusMetaType>

namespace bindery::gui
{

// found by the argument's own namespace lookup
QDBusArgument& operator<<(QDBusArgument& argument, const Parts& parts)
{
    argument.beginStructure();
    argument << parts.module << parts.pi;
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, Parts& parts)
{
    argument.beginStructure();
    argument >> parts.module >> parts.pi;
    argument.endStructure();
    return argument;
}

StationClient::StationClient(const QDBusConnection& bus, QObject* parent)
    : QObject(parent), m_bus(bus), m_tree(bus)
{
    qDBusRegisterMetaType<Parts>();
    qDBusRegisterMetaType<QList<Parts>>();
    connect(&m_tree, &ObjectTree::linkChanged, this, &StationClient::linkChanged);
    connect(&m_tree, &ObjectTree::appeared, this, &StationClient::onObject);
    connect(&m_tree, &ObjectTree::changed, this, &StationClient::onObject);
    connect(&m_tree, &ObjectTree::vanished, this, &StationClient::onObject);
    m_bus.connect(contract::kService, contract::kStationPath, contract::kLine, "AttemptEnded", this,
                  SLOT(onAttemptEnded(uint, QString, QString, QString, QString)));
    m_bus.connect(contract::kService, contract::kStationPath, contract::kBench, "Event", this,
                  SLOT(onBenchEvent(QDBusMessage)));
}

void StationClient::onObject(const QString& path, const QString& interface)
{
    if (path != contract::kStationPath) {
        return;
    }
    if (interface == contract::kStation || interface == contract::kDemo) {
        emit stationChanged();
    } else if (interface == contract::kLine) {
        emit lineChanged();
    } else if (interface == contract::kBench) {
        emit benchChanged();
    }
}

void StationClient::onAttemptEnded(uint slot, const QString& attempt, const QString& serial,
                                   const QString& result, const QString& message)
{
    Q_UNUSED(attempt)
    emit attemptEnded(slot, serial, result, message);
}

void StationClient::onBenchEvent(const QDBusMessage& message)
{
    emit benchEvent(plainValue(message.arguments().value(0)).toMap());
}

StationFacts StationClient::station() const
{
    return StationFacts::of(m_tree.properties(contract::kStationPath, contract::kStation));
}

LineFacts StationClient::line() const
{
    return LineFacts::of(m_tree.properties(contract::kStationPath, contract::kLine));
}

BenchFacts StationClient::bench() const
{
    return BenchFacts::of(m_tree.properties(contract::kStationPath, contract::kBench));
}

bool StationClient::hasDemo() const
{
    return m_tree.has(contract::kStationPath, contract::kDemo);
}

uint StationClient::demoSlots() const
{
    return m_tree.properties(contract::kStationPath, contract::kDemo).value("Slots").toUInt();
}

Request* StationClient::call(const QString& path, const QString& interface, const QString& verb,
                             const QVariantList& arguments, std::chrono::milliseconds patience)
{
    QDBusMessage message = QDBusMessage::createMethodCall(contract::kService, path, interface, verb);
    message.setArguments(arguments);
    message.setAutoStartService(false); // the mirror wakes the daemon; a verb is meant for one that is seen
    // A daemon that hangs would do it when it wakes, long after the person went on to something else.
    const bool isLost = m_tree.link() == ObjectTree::Link::Lost;
    const QDBusPendingCall pending =
        isLost ? QDBusPendingCall::fromError(QDBusError(QDBusError::NoReply, QString()))
               : m_bus.asyncCall(message, static_cast<int>(patience.count()));
    auto* request = new Request(verb, pending, this);
    connect(request, &Request::refused, this, [this, request](const Refusal& refusal) {
        if (!request->isQuiet()) {
            emit refused(refusal);
        }
    });
    return request;
}

Request* StationClient::signIn(const QString& badge, const QString& pin)
{
    return call(contract::kStationPath, contract::kStation, "SignIn", {badge, pin});
}

Request* StationClient::signOut()
{
    return call(contract::kStationPath, contract::kStation, "SignOut");
}

Request* StationClient::setLanguage(const QString& language)
{
    return call(contract::kStationPath, contract::kStation, "SetLanguage", {language});
}

Request* StationClient::listPersons()
{
    return call(contract::kStationPath, contract::kStation, "ListPersons");
}

Request* StationClient::addPerson(const QString& badge, const QString& name, const QString& role)
{
    return call(contract::kStationPath, contract::kStation, "AddPerson", {badge, name, role});
}

Request* StationClient::retirePerson(const QString& badge)
{
    return call(contract::kStationPath, contract::kStation, "RetirePerson", {badge});
}

Request* StationClient::setPin(const QString& badge, const QString& pin)
{
    return call(contract::kStationPath, contract::kStation, "SetPin", {badge, pin});
}

Request* StationClient::doctor()
{
    return call(contract::kStationPath, contract::kStation, "Doctor");
}

Request* StationClient::learn(uint slot)
{
    return call(contract::kStationPath, contract::kStation, "Learn", {slot});
}

Request* StationClient::stopLearning()
{
    return call(contract::kStationPath, contract::kStation, "StopLearning");
}

Request* StationClient::forgetSlot(uint slot)
{
    return call(contract::kStationPath, contract::kStation, "ForgetSlot", {slot});
}

Request* StationClient::useOrder(const QString& number, const QString& golden)
{
    return call(contract::kStationPath, contract::kLine, "UseOrder", {number, golden});
}

Request* StationClient::leaveOrder()
{
    return call(contract::kStationPath, contract::kLine, "LeaveOrder");
}

Request* StationClient::start(uint slot)
{
    return call(contract::kStationPath, contract::kLine, "Start", {slot});
}

Request* StationClient::cancel(uint slot)
{
    return call(contract::kStationPath, contract::kLine, "Cancel", {slot});
}

Request* StationClient::acknowledge(uint slot)
{
    return call(contract::kStationPath, contract::kLine, "Acknowledge", {slot});
}

Request* StationClient::allowData(uint slot)
{
    return call(contract::kStationPath, contract::kLine, "AllowData", {slot});
}

Request* StationClient::giveSerial(uint slot, const QString& serial)
{
    return call(contract::kStationPath, contract::kLine, "GiveSerial", {slot, serial});
}

Request* StationClient::pause(const QString& reason)
{
    return call(contract::kStationPath, contract::kLine, "Pause", {reason});
}

Request* StationClient::resume()
{
    return call(contract::kStationPath, contract::kLine, "Resume");
}

Request* StationClient::reopenSlot(uint slot, const QString& reason)
{
    return call(contract::kStationPath, contract::kLine, "ReopenSlot", {slot, reason});
}

Request* StationClient::takeSlotOutOfService(uint slot, const QString& reason)
{
    return call(contract::kStationPath, contract::kLine, "TakeSlotOutOfService", {slot, reason});
}

Request* StationClient::checkReference(const QString& card, uint slot)
{
    return call(contract::kStationPath, contract::kLine, "CheckReference", {card, slot});
}

Request* StationClient::newOrder(const QString& number, const QVariantMap& policy)
{
    return call(contract::kStationPath, contract::kOrders, "New", {number, policy});
}

Request* StationClient::releaseOrder(const QString& path)
{
    return call(path, contract::kOrder, "Release");
}

Request* StationClient::openOrder(const QString& path)
{
    return call(path, contract::kOrder, "Open");
}

Request* StationClient::pauseOrder(const QString& path)
{
    return call(path, contract::kOrder, "Pause");
}

Request* StationClient::approveFirstArticle(const QString& path)
{
    return call(path, contract::kOrder, "ApproveFirstArticle");
}

Request* StationClient::closeOrder(const QString& path, const QString& voidUnused)
{
    return call(path, contract::kOrder, "Close", {voidUnused});
}

Request* StationClient::recipes()
{
    return call(contract::kStationPath, contract::kImages, "Recipes");
}

Request* StationClient::stage(const QDBusUnixFileDescriptor& source, const QString& sourceName,
                              const QString& recipe, const QString& name)
{
    return call(contract::kStationPath, contract::kImages, "Stage",
                {QVariant::fromValue(source), sourceName, recipe, name});
}

Request* StationClient::prove(const QString& path)
{
    return call(path, contract::kGoldenImage, "Prove");
}

Request* StationClient::approve(const QString& path)
{
    return call(path, contract::kGoldenImage, "Approve");
}

Request* StationClient::removeImage(const QString& path)
{
    return call(path, contract::kGoldenImage, "Remove");
}

Request* StationClient::cancelJob(const QString& path)
{
    return call(path, contract::kJob, "Cancel");
}

Request* StationClient::arm(const QString& policy, const QList<Parts>& parts)
{
    return call(contract::kStationPath, contract::kBench, "Arm", {policy, QVariant::fromValue(parts)});
}

Request* StationClient::disarm()
{
    return call(contract::kStationPath, contract::kBench, "Disarm");
}

Request* StationClient::confirm(const QString& serial, const QString& module, const QString& pi)
{
    return call(contract::kStationPath, contract::kBench, "Confirm", {serial, module, pi});
}

Request* StationClient::findAttempts(const QVariantMap& filter, uint limit)
{
    return call(contract::kStationPath, contract::kRecords, "FindAttempts", {filter, limit}, kLongPatience);
}

Request* StationClient::unit(const QString& serial)
{
    return call(contract::kStationPath, contract::kRecords, "Unit", {serial}, kLongPatience);
}

Request* StationClient::orders()
{
    return call(contract::kStationPath, contract::kRecords, "Orders");
}

Request* StationClient::exportTable(const QVariantMap& filter, const QString& format,
                                    const QDBusUnixFileDescriptor& target)
{
    return call(contract::kStationPath, contract::kRecords, "ExportTable",
                {filter, format, QVariant::fromValue(target)}, kLongPatience);
}

Request* StationClient::exportAudit(const QVariantMap& filter, const QDBusUnixFileDescriptor& target)
{
    return call(contract::kStationPath, contract::kRecords, "ExportAudit",
                {filter, QVariant::fromValue(target)});
}

Request* StationClient::demoInsert(uint slot, const QString& card)
{
    return call(contract::kStationPath, contract::kDemo, "Insert", {slot, card});
}

Request* StationClient::demoInsertUnit(uint slot, const QString& serial)
{
    return call(contract::kStationPath, contract::kDemo, "InsertUnit", {slot, serial});
}

Request* StationClient::demoRemove(uint slot)
{
    return call(contract::kStationPath, contract::kDemo, "Remove", {slot});
}

Request* StationClient::demoBreak(uint slot, const QString& fault)
{
    return call(contract::kStationPath, contract::kDemo, "Break", {slot, fault});
}

Request* StationClient::demoBoot(const QString& serial, const QString& fault)
{
    return call(contract::kStationPath, contract::kDemo, "Boot", {serial, fault}, kLongPatience);
}

Request* StationClient::demoUnits()
{
    return call(contract::kStationPath, contract::kDemo, "Units");
}

} // namespace bindery::gui
