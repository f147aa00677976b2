// SPDX-License-Identifier: Apache-2.0
// One call that was made and is not answered yet. Exactly one of its signals comes, then it goes.
// Threads: the GUI thread; nobody waits for it.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QVariantList>
#include <QtDBus/QDBusPendingCall>

namespace bindery::gui
{

/// Why the daemon did not do it.
struct Refusal {
    QString verb; ///< "Start", as in the contract
    QString code; ///< "Conflict", as in the contract; "" when the bus itself failed
    QString message;
    bool isUnanswered = false; ///< the daemon is away or hangs

    bool is(const char* name) const { return code == QLatin1String(name); }
};

class Request : public QObject
{
    Q_OBJECT
public:
    Request(const QString& verb, const QDBusPendingCall& call, QObject* parent);

    /// The refusal is expected and answered by the caller: nobody else tells of it.
    Request* quietly();
    bool isQuiet() const { return m_isQuiet; }

signals:
    void done(const QVariantList& results);
    void refused(const Refusal& refusal);

private:
    bool m_isQuiet = false;
};

} // namespace bindery::gui
