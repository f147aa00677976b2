// SPDX-License-Identifier: Apache-2.0
// What the daemon's objects say, as values; one struct per interface of the contract, whose XML tells what
// each member means. Units: sizes in bytes, times in microseconds UTC, spans in seconds; -1 is unknown.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QVariantMap>

namespace bindery::gui
{

struct StationFacts {
    QString name;
    QString id;
    QString version;
    bool isDemo = false;
    QString person; ///< badge; empty: nobody is signed in
    QString personName;
    QString role;
    QString language;
    uint learningSlot = 0;

    static StationFacts of(const QVariantMap& properties);
    bool isSupervisor() const { return role == QLatin1String("supervisor"); }
};

struct LineFacts {
    QString state;
    QString reason;
    QString cure;
    QString order;
    QString golden;
    qint64 target = -1;
    qint64 passed = 0;
    qint64 failed = 0;
    qint64 running = 0;
    double unitsPerHour = -1;
    double yieldPercent = -1;
    qint64 secondsLeft = -1;

    static LineFacts of(const QVariantMap& properties);
};

struct BenchFacts {
    bool isArmed = false;
    QString policy;
    QString armedBy;
    uint port = 0;

    static BenchFacts of(const QVariantMap& properties);
};

struct SlotFacts {
    QString path;
    uint number = 0; ///< 0: a port that was never taught
    QString port;
    QString state;
    QString reason;
    QString cure;
    bool needsAcknowledgement = false;
    bool cardPresent = false;
    QString cardModel;
    quint64 cardSize = 0;
    QString cardContent;
    QString serial;
    QString attempt;
    uint failuresInARow = 0;
    QString step;
    quint64 bytesDone = 0;
    quint64 bytesTotal = 0;
    double rate = 0;
    qint64 secondsLeft = -1;

    static SlotFacts of(const QString& path, const QVariantMap& properties);
    bool isRunning() const;
};

struct OrderFacts {
    QString path;
    QString number;
    QString state;
    bool isActive = false;
    QString golden;
    qint64 target = -1;
    qint64 passed = 0;
    qint64 failed = 0;
    qint64 running = 0;
    QString firstArticle;
    QString firstArticleBy;
    bool serialsAreScanned = false; ///< by its policy
    QString createdBy;
    qint64 created = 0;

    static OrderFacts of(const QString& path, const QVariantMap& properties);
};

struct ImageFacts {
    QString path;
    QString id;
    QString name;
    QString state;
    QString approvedBy;
    QString stagedBy;
    qint64 staged = 0;
    QString recipe;
    QString source;
    quint64 rootSize = 0;
    quint64 minimumCard = 0;
    bool binds = false;
    bool isDemoOnly = false;

    static ImageFacts of(const QString& path, const QVariantMap& properties);
};

struct UnitFacts {
    QString path;
    QString serial;
    QString luksUuid;
    QString piSerial;
    QString moduleKind;
    QString moduleSerial;
    QString kind;
    QString bindState;
    QString message;
    qint64 changed = 0;

    static UnitFacts of(const QString& path, const QVariantMap& properties);
};

struct JobFacts {
    QString path;
    QString kind;
    QString subject;
    QString person;
    QString state;
    QString step;
    quint64 done = 0;
    quint64 total = 0;
    QString message;
    QString cure;
    QString result;

    static JobFacts of(const QString& path, const QVariantMap& properties);
    bool isRunning() const { return state == QLatin1String("running"); }
};

} // namespace bindery::gui
