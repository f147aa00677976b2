// SPDX-License-Identifier: Apache-2.0
// The station as the window knows it: the mirror of its objects, and one function per verb of the contract. A
// verb returns at once; its Request tells how it ended. A refusal that nobody asked to keep quiet is told by
// refused() as well, so none is lost. Verbs that fail because the daemon is away are refused like others.
// Threads: the GUI thread.
#pragma once

#include "bus/facts.h"
#include "bus/object_tree.h"
#include "bus/request.h"

#include <chrono>

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusUnixFileDescriptor>

namespace bindery::gui
{

/// One module and the Pi it is fitted to, of a bench that answers a list only.
struct Parts {
    QString module;
    QString pi;
};

class StationClient : public QObject
{
    Q_OBJECT
public:
    /// Verbs are answered soon; what takes longer is a job.
    static constexpr std::chrono::milliseconds kPatience{std::chrono::seconds(30)};
    /// Of those that look through all records, and of the start of a demo's unit.
    static constexpr std::chrono::milliseconds kLongPatience{std::chrono::minutes(5)};

    explicit StationClient(const QDBusConnection& bus, QObject* parent = nullptr);

    ObjectTree& tree() { return m_tree; }
    bool isUp() const { return m_tree.link() == ObjectTree::Link::Up; }
    StationFacts station() const;
    LineFacts line() const;
    BenchFacts bench() const;
    bool hasDemo() const;
    uint demoSlots() const;

    // org.bindery.Station1
    Request* signIn(const QString& badge, const QString& pin);
    Request* signOut();
    Request* setLanguage(const QString& language);
    Request* listPersons();
    Request* addPerson(const QString& badge, const QString& name, const QString& role);
    Request* retirePerson(const QString& badge);
    Request* setPin(const QString& badge, const QString& pin);
    Request* doctor();
    Request* learn(uint slot);
    Request* stopLearning();
    Request* forgetSlot(uint slot);

    // org.bindery.Line1; slot 0: every one
    Request* useOrder(const QString& number, const QString& golden);
    Request* leaveOrder();
    Request* start(uint slot);
    Request* cancel(uint slot);
    Request* acknowledge(uint slot);
    Request* allowData(uint slot);
    Request* giveSerial(uint slot, const QString& serial);
    Request* pause(const QString& reason);
    Request* resume();
    Request* reopenSlot(uint slot, const QString& reason);
    Request* takeSlotOutOfService(uint slot, const QString& reason);
    Request* checkReference(const QString& card, uint slot);

    // org.bindery.Orders1, org.bindery.Order1
    Request* newOrder(const QString& number, const QVariantMap& policy);
    Request* releaseOrder(const QString& path);
    Request* openOrder(const QString& path);
    Request* pauseOrder(const QString& path);
    Request* approveFirstArticle(const QString& path);
    Request* closeOrder(const QString& path, const QString& voidUnused);

    // org.bindery.Images1, org.bindery.GoldenImage1, org.bindery.Job1
    Request* recipes();
    Request* stage(const QDBusUnixFileDescriptor& source, const QString& sourceName, const QString& recipe,
                   const QString& name);
    Request* prove(const QString& path);
    Request* approve(const QString& path);
    Request* removeImage(const QString& path);
    Request* cancelJob(const QString& path);

    // org.bindery.Bench1
    Request* arm(const QString& policy, const QList<Parts>& parts);
    Request* disarm();
    Request* confirm(const QString& serial, const QString& module, const QString& pi);

    // org.bindery.Records1
    Request* findAttempts(const QVariantMap& filter, uint limit);
    Request* unit(const QString& serial);
    Request* orders();
    Request* exportTable(const QVariantMap& filter, const QString& format,
                         const QDBusUnixFileDescriptor& target);
    Request* exportAudit(const QVariantMap& filter, const QDBusUnixFileDescriptor& target);

    // org.bindery.Demo1
    Request* demoInsert(uint slot, const QString& card);
    Request* demoInsertUnit(uint slot, const QString& serial);
    Request* demoRemove(uint slot);
    Request* demoBreak(uint slot, const QString& fault);
    Request* demoBoot(const QString& serial, const QString& fault);
    Request* demoUnits();

signals:
    void linkChanged();
    void stationChanged();
    void lineChanged();
    void benchChanged();
    void refused(const Refusal& refusal);
    void attemptEnded(uint slot, const QString& serial, const QString& result, const QString& message);
    void benchEvent(const QVariantMap& event);

private slots:
    void onAttemptEnded(uint slot, const QString& attempt, const QString& serial, const QString& result,
                        const QString& message);
    void onBenchEvent(const QDBusMessage& message);

private:
    Request* call(const QString& path, const QString& interface, const QString& verb,
                  const QVariantList& arguments = {}, std::chrono::milliseconds patience = kPatience);
    void onObject(const QString& path, const QString& interface);

    QDBusConnection m_bus;
    ObjectTree m_tree;
};

} // namespace bindery::gui

Q_DECLARE_METATYPE(bindery::gui::Parts)
