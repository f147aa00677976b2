// SPDX-License-Identifier: Apache-2.0
#include "models/timeline_model.h"

#include "bus/plain_value.h"
#include "look/daemon_sentences.h"
#include "look/words.h"
#include "models/roles.h"

#include <algorithm>

namespace bindery::gui
{

namespace
{

qint64 timeOf(const QVariantMap& row, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        if (row.contains(QLatin1String(key))) {
            return row.value(QLatin1String(key)).toLongLong();
        }
    }
    return 0;
}

QString spaced(QString text)
{
    return text.replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace

void TimelineModel::tell(const QVariantMap& history)
{
    beginResetModel();
    m_history = history;
    m_entries.clear();
    addAttempts(mapsOf(history.value("attempts")));
    addKeyslots(mapsOf(history.value("keyslots")));
    addBinds(mapsOf(history.value("binds")));
    addEvents(mapsOf(history.value("events")));
    std::stable_sort(m_entries.begin(), m_entries.end(),
                     [](const Entry& one, const Entry& other) { return one.time > other.time; });
    endResetModel();
}

void TimelineModel::retell()
{
    tell(m_history);
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void TimelineModel::addAttempts(const QList<QVariantMap>& attempts)
{
    for (const QVariantMap& attempt : attempts) {
        const QString slot = attempt.value("slot").toString();
        const QString where = slot.isEmpty() ? attempt.value("path").toString() : tr("slot %1").arg(slot);
        m_entries.append({timeOf(attempt, {"started"}),
                          {Shape::Triangle, Tone::Busy, tr("Started")},
                          tr("Attempt started, %1, order %2").arg(where, attempt.value("order").toString()),
                          attempt.value("actor").toString()});
        if (attempt.contains("ended")) {
            const QString why =
                words::ofAttempt(attempt.value("message").toString(), attempt.value("reason").toString());
            m_entries.append({timeOf(attempt, {"ended"}), lookOfResult(attempt.value("result").toString()),
                              why.isEmpty() ? tr("Attempt ended") : why, attempt.value("actor").toString()});
        }
    }
}

void TimelineModel::addKeyslots(const QList<QVariantMap>& keyslots)
{
    for (const QVariantMap& keyslot : keyslots) {
        m_entries.append(
            {timeOf(keyslot, {"changed"}),
             {Shape::Lock, Tone::Idle, tr("Key")},
             tr("Keyslot %1 (%2): %3")
                 .arg(keyslot.value("number").toString(), inOurLanguage(keyslot.value("purpose").toString()),
                      inOurLanguage(spaced(keyslot.value("state").toString()))),
             {}});
    }
}

void TimelineModel::addBinds(const QList<QVariantMap>& binds)
{
    for (const QVariantMap& bind : binds) {
        const QString step = bind.value("step").toString();
        // the station's way in was taken from the card: that is what makes a unit bound
        Look look = lookOfBenchUnit(step == QLatin1String("revoked") ? QStringLiteral("bound") : step);
        if (look.word == step) { // a step that no unit at the bench is shown in
            look = {Shape::Lock, Tone::Busy, tr("Bind"), Sound::None};
        }
        QString text = words::ofDaemon(bind.value("message").toString());
        if (bind.contains("module_serial")) {
            text = tr("Bind: module %1, Pi %2")
                       .arg(bind.value("module_serial").toString(), bind.value("pi_serial").toString()) +
                   (text.isEmpty() ? QString() : QStringLiteral("  ") + text);
        }
        m_entries.append({timeOf(bind, {"time"}), look, text, {}});
    }
}

void TimelineModel::addEvents(const QList<QVariantMap>& events)
{
    for (const QVariantMap& event : events) {
        const QString action = event.value("action").toString();
        const QString said = words::record(action);
        m_entries.append({timeOf(event, {"time"}),
                          {Shape::Dots, Tone::Idle, tr("Record")},
                          said == action
                              ? spaced(action) + QStringLiteral("  ") + event.value("subject").toString()
                              : said,
                          event.value("actor").toString()});
    }
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size()) {
        return {};
    }
    const Entry& entry = m_entries.at(index.row());
    if (index.column() == What && role == LookRole) {
        return QVariant::fromValue(entry.look);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return words::moment(entry.time);
    case What:
        return entry.look.word;
    case Text:
        return entry.text;
    case Person:
        return entry.person;
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time");
    case What:
        return tr("What");
    case Text:
        return tr("In words");
    case Person:
        return tr("By");
    default:
        return {};
    }
}

} // namespace bindery::gui
