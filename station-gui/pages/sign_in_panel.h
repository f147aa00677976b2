// SPDX-License-Identifier: Apache-2.0
// Where nobody is signed in: a badge is scanned or typed, and the PIN of those who have one, by keyboard or
// on the panel. What the station answers to a wrong one stays to be read; digits that were typed and left
// alone do not. Threads: the GUI thread.
#pragma once

#include "bus/station_client.h"

#include <chrono>

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace bindery::gui
{

class SignInPanel : public QFrame
{
    Q_OBJECT
public:
    /// Without a digit, after which the badge is asked for anew: whoever was asked has gone.
    static constexpr std::chrono::milliseconds kPinPatience{std::chrono::seconds(30)};

    explicit SignInPanel(StationClient& client, QWidget* parent = nullptr);

    /// As if the badge had been scanned here.
    void signIn(const QString& badge);
    bool wantsPin() const;
    /// Another than kPinPatience; where a PIN is asked for, it begins now.
    void setPinPatience(std::chrono::milliseconds patience) { m_unattended.setInterval(patience); }
    /// Back to the badge.
    void reset();
    void retranslate();

signals:
    /// The panel needs to be seen: a PIN is asked for.
    void pinWanted();
    /// The badge is asked for instead of a PIN, or the other way round.
    void askedChanged();

private:
    QWidget* makeBadgeSide();
    QWidget* makePinSide();
    void askForPin();
    void askForBadge();
    void send(const QString& badge, const QString& pin);
    void onRefused(const Refusal& refusal, const QString& badge, bool hadPin);

    StationClient& m_client;
    QString m_badge;
    QString m_sentBadge;         ///< the last one: answers about others come too late
    bool m_isCapsLockOn = false; ///< as the last letter said
    QTimer m_unattended;         ///< runs while a PIN is asked for
    QStackedWidget* m_sides = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_badgeLabel = nullptr;
    QLineEdit* m_badgeEdit = nullptr;
    QPushButton* m_badgeButton = nullptr;
    QLabel* m_pinTitle = nullptr;
    QLineEdit* m_pinEdit = nullptr;
    QPushButton* m_pinButton = nullptr;
    QPushButton* m_backButton = nullptr;
    QPushButton* m_deleteButton = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace bindery::gui
