// SPDX-License-Identifier: Apache-2.0
#include "pages/sign_in_panel.h"

#include "look/style.h"
#include "look/words.h"
#include "scan/caps_lock.h"

#include <utility>

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

// The daemon refuses all of these by the same code; its sentences tell them apart
// (engine/daemon/sign_in.cpp). One that is known no more is shown beside the PIN that is asked for: so nobody
// is locked out by a word.

/// Nothing is wrong yet: the badge was only scanned, and its person has a PIN.
bool asksForPin(const Refusal& refusal, const QString& badge)
{
    return refusal.is("NeedsRoot") && refusal.message.startsWith(badge + QStringLiteral(" has a PIN"));
}

/// No PIN signs this badge in.
bool isInVain(const Refusal& refusal, const QString& badge)
{
    return refusal.is("NeedsRoot") &&
           (refusal.message.startsWith(QStringLiteral("the badge %1 was retired").arg(badge)) ||
            refusal.message.startsWith(badge + QStringLiteral(" is a supervisor without a PIN")));
}

} // namespace

SignInPanel::SignInPanel(StationClient& client, QWidget* parent) : QFrame(parent), m_client(client)
{
    setObjectName("signInPanel");
    setRole(this, "card");
    m_sides = new QStackedWidget(this);
    m_sides->addWidget(makeBadgeSide());
    m_sides->addWidget(makePinSide());
    m_problem = new QLabel(this);
    m_problem->setObjectName("signInProblem");
    m_problem->setWordWrap(true);
    setRole(m_problem, "bad");
    m_problem->hide();
    // Many badges are capitals and digits: that it is on is said once such a badge is not known. Of a PIN
    // nobody sees the letters.
    auto* capsLock = new CapsLockWatch(this);
    capsLock->watch(m_badgeEdit);
    connect(capsLock, &CapsLockWatch::typedWithCapsLock, this, [this] { m_isCapsLockOn = true; });
    auto* capsLockAtPin = new CapsLockWatch(this);
    capsLockAtPin->watch(m_pinEdit);
    connect(capsLockAtPin, &CapsLockWatch::typedWithCapsLock, this, [this] {
        m_isCapsLockOn = true;
        m_problem->setText(CapsLockWatch::sentence());
        m_problem->show();
    });
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_problem);
    layout->addWidget(m_sides, 1);
    m_unattended.setSingleShot(true);
    setPinPatience(kPinPatience);
    connect(&m_unattended, &QTimer::timeout, this, &SignInPanel::askForBadge);
    retranslate();
}

QWidget* SignInPanel::makeBadgeSide()
{
    auto* side = new QWidget(this);
    m_title = new QLabel(side);
    setRole(m_title, "title");
    m_title->setWordWrap(true);
    m_hint = new QLabel(side);
    m_hint->setWordWrap(true);
    setRole(m_hint, "muted");
    m_badgeLabel = new QLabel(side);
    m_badgeEdit = new QLineEdit(side);
    m_badgeEdit->setObjectName("badgeEdit");
    m_badgeLabel->setBuddy(m_badgeEdit);
    m_badgeButton = new QPushButton(side);
    m_badgeButton->setObjectName("signInButton");
    setRole(m_badgeButton, "primary");
    const auto go = [this] {
        if (const QString badge = m_badgeEdit->text().trimmed(); !badge.isEmpty()) {
            reset();
            send(badge, {});
        }
    };
    connect(m_badgeEdit, &QLineEdit::returnPressed, this, go);
    connect(m_badgeButton, &QPushButton::clicked, this, go);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addSpacing(lines(this, 0.5));
    layout->addWidget(m_badgeLabel);
    layout->addWidget(m_badgeEdit);
    layout->addWidget(m_badgeButton);
    layout->addStretch(1);
    return side;
}

QWidget* SignInPanel::makePinSide()
{
    auto* side = new QWidget(this);
    m_pinTitle = new QLabel(side);
    m_pinTitle->setWordWrap(true);
    setRole(m_pinTitle, "heading");
    m_pinEdit = new QLineEdit(side);
    m_pinEdit->setObjectName("pinEdit");
    m_pinEdit->setEchoMode(QLineEdit::Password);
    m_pinTitle->setBuddy(m_pinEdit);
    m_pinButton = new QPushButton(side);
    m_pinButton->setObjectName("pinButton");
    setRole(m_pinButton, "primary");
    m_backButton = new QPushButton(side);
    m_backButton->setObjectName("otherBadgeButton");
    connect(m_pinEdit, &QLineEdit::textChanged, this, [this] {
        if (wantsPin()) {
            m_unattended.start();
        }
    });
    const auto go = [this] { send(m_badge, m_pinEdit->text()); };
    connect(m_pinEdit, &QLineEdit::returnPressed, this, go);
    connect(m_pinButton, &QPushButton::clicked, this, go);
    connect(m_backButton, &QPushButton::clicked, this, &SignInPanel::reset);

    // Three rows of four: so they are large enough for a finger on a small panel, too.
    auto* keys = new QGridLayout;
    keys->setSpacing(lines(this, 0.1));
    const auto place = [keys](QPushButton* key, int row, int column) {
        key->setFocusPolicy(Qt::NoFocus); // the keyboard has its own; the PIN keeps the focus
        setRole(key, "digit");
        keys->addWidget(key, row, column);
        keys->setColumnStretch(column, 1);
    };
    const auto addKey = [&](const QString& digit, int row, int column) {
        auto* key = new QPushButton(digit, side);
        key->setObjectName("pinKey" + digit);
        connect(key, &QPushButton::clicked, this, [this, digit] { m_pinEdit->insert(digit); });
        place(key, row, column);
    };
    for (int digit = 1; digit <= 9; ++digit) {
        addKey(QString::number(digit), (digit - 1) / 3, (digit - 1) % 3);
    }
    m_deleteButton = new QPushButton(QStringLiteral("\u232B"), side);
    m_deleteButton->setObjectName("pinKeyDelete");
    connect(m_deleteButton, &QPushButton::clicked, m_pinEdit, &QLineEdit::backspace);
    place(m_deleteButton, 0, 3);
    addKey(QStringLiteral("0"), 1, 3);

    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pinTitle);
    layout->addWidget(m_pinEdit);
    layout->addLayout(keys);
    auto* row = new QHBoxLayout;
    row->addWidget(m_backButton);
    row->addWidget(m_pinButton, 1);
    layout->addLayout(row);
    layout->addStretch(1);
    return side;
}

void SignInPanel::retranslate()
{
    m_title->setText(tr("Sign in"));
    m_hint->setText(tr("Scan your badge at any time, on any page."));
    m_badgeLabel->setText(tr("Badge number"));
    m_badgeButton->setText(tr("Sign in"));
    m_pinTitle->setText(tr("PIN of badge %1").arg(m_badge));
    m_pinButton->setText(tr("Sign in"));
    m_backButton->setText(tr("Back"));
    m_backButton->setAccessibleName(tr("Another badge"));
    m_deleteButton->setAccessibleName(tr("Delete the last digit"));
}

bool SignInPanel::wantsPin() const
{
    return m_sides->currentIndex() == 1;
}

void SignInPanel::askForPin()
{
    m_isCapsLockOn = false; // of the badge
    m_pinEdit->clear();
    m_sides->setCurrentIndex(1);
    m_unattended.start();
    retranslate();
    emit pinWanted();
    m_pinEdit->setFocus();
    emit askedChanged();
}

void SignInPanel::askForBadge()
{
    const bool wantedPin = wantsPin();
    m_unattended.stop();
    m_badge.clear();
    m_badgeEdit->clear();
    m_sides->setCurrentIndex(0);
    m_pinEdit->clear();
    if (isVisible()) {
        m_badgeEdit->setFocus();
    }
    if (wantedPin) {
        emit askedChanged();
    }
}

void SignInPanel::reset()
{
    m_problem->hide();
    askForBadge();
}

void SignInPanel::signIn(const QString& badge)
{
    m_isCapsLockOn = false; // of one that was typed before
    reset();
    send(badge, {});
}

void SignInPanel::send(const QString& badge, const QString& pin)
{
    m_badge = badge;
    m_sentBadge = badge;
    m_pinEdit->clear();
    Request* request = m_client.signIn(badge, pin)->quietly();
    connect(request, &Request::done, this, [this, badge] {
        if (badge == m_sentBadge) {
            m_isCapsLockOn = false;
            reset();
        }
    });
    connect(request, &Request::refused, this, [this, badge, hadPin = !pin.isEmpty()](const Refusal& refusal) {
        if (badge == m_sentBadge) { // or another one was scanned since
            onRefused(refusal, badge, hadPin);
        }
    });
}

void SignInPanel::onRefused(const Refusal& refusal, const QString& badge, bool hadPin)
{
    // the likeliest cause, if the letters were typed so
    const bool isByCapsLock =
        std::exchange(m_isCapsLockOn, false) && (hadPin ? refusal.is("NeedsRoot") : refusal.is("NotFound"));
    const bool pinMayHelp = refusal.is("NeedsRoot") || refusal.is("Busy");
    if (isInVain(refusal, badge)) {
        askForBadge();
    } else if (pinMayHelp && !wantsPin()) {
        m_badge = badge; // of a station that answers late
        askForPin();
    }
    m_problem->setVisible(hadPin || !asksForPin(refusal, badge));
    QString problem = refusal.is("NotFound")
                          ? tr("Badge %1 is not known here. Ask a supervisor to add it.").arg(badge)
                          : words::sentences(refusal.message, {});
    if (isByCapsLock) {
        problem += QStringLiteral(" ") + CapsLockWatch::sentence();
    }
    m_problem->setText(problem);
}

} // namespace bindery::gui
