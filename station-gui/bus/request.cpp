// SPDX-License-Identifier: Apache-2.0
#include "bus/request.h"

#include "bus/contract.h"
#include "bus/plain_value.h"

#include <QtDBus/QDBusError>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>

namespace bindery::gui
{

namespace
{

bool isUnanswered(QDBusError::ErrorType type)
{
    switch (type) {
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
    case QDBusError::ServiceUnknown:
    case QDBusError::NoServer:
    case QDBusError::Disconnected:
        return true;
    default:
        return false;
    }
}

Refusal refusalOf(const QString& verb, const QDBusError& error)
{
    const bool isOfContract = error.name().startsWith(contract::kErrorPrefix);
    return {verb, isOfContract ? error.name().mid(contract::kErrorPrefix.size()) : QString(), error.message(),
            isUnanswered(error.type())};
}

} // namespace

Request::Request(const QString& verb, const QDBusPendingCall& call, QObject* parent) : QObject(parent)
{
    auto* watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, verb, watcher] {
        if (watcher->isError()) {
            emit refused(refusalOf(verb, watcher->error()));
        } else {
            emit done(plainList(watcher->reply().arguments()));
        }
        deleteLater();
    });
}

Request* Request::quietly()
{
    m_isQuiet = true;
    return this;
}

} // namespace bindery::gui
