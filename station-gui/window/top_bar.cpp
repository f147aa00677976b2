// SPDX-License-Identifier: Apache-2.0
#include "window/top_bar.h"

#include "look/style.h"
#include "look/words.h"

#include <array>

#include <QtGui/QShortcut>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

constexpr std::array kNames{"lineTab", "benchTab", "imagesTab", "recordsTab", "stationTab"};

} // namespace

TopBar::TopBar(StationClient& client, QWidget* parent) : QFrame(parent), m_client(client)
{
    setObjectName("topBar");
    m_group = new QButtonGroup(this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(lines(this, 0.4), 0, lines(this, 0.6), 0);
    layout->setSpacing(0);
    for (std::size_t page = 0; page < kNames.size(); ++page) {
        auto* tab = new QPushButton(this);
        tab->setObjectName(QLatin1String(kNames[page]));
        tab->setCheckable(true);
        setRole(tab, "tab");
        tab->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding); // its line is the bar's
        m_group->addButton(tab, static_cast<int>(page));
        layout->addWidget(tab);
        m_tabs.push_back(tab);
        auto* key = new QShortcut(QKeySequence(QStringLiteral("Alt+%1").arg(page + 1)), this);
        connect(key, &QShortcut::activated, tab, &QPushButton::click);
    }
    layout->addStretch(1);
    m_person = new QLabel(this);
    m_person->setObjectName("person");
    m_person->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_signOut = new QPushButton(this);
    m_signOut->setObjectName("signOutButton");
    layout->addWidget(m_person);
    layout->addSpacing(lines(this, 0.6));
    auto* around = new QVBoxLayout; // the button does not touch the bar's edges
    around->setContentsMargins(0, lines(this, 0.1), 0, lines(this, 0.1));
    around->addWidget(m_signOut);
    layout->addLayout(around);
    connect(m_group, &QButtonGroup::idClicked, this, &TopBar::pageAsked);
    connect(m_signOut, &QPushButton::clicked, this, &TopBar::signOutAsked);
    connect(&client, &StationClient::stationChanged, this, &TopBar::refresh);
    connect(&client, &StationClient::linkChanged, this, &TopBar::refresh);
    retranslate();
}

void TopBar::setPage(int page)
{
    if (QAbstractButton* tab = m_group->button(page)) {
        tab->setChecked(true);
    }
}

void TopBar::retranslate()
{
    const std::array texts{tr("Line"), tr("Bench"), tr("Images"), tr("Records"), tr("Station")};
    for (std::size_t page = 0; page < m_tabs.size(); ++page) {
        m_tabs[page]->setText(texts[page]);
        m_tabs[page]->setToolTip(QStringLiteral("Alt+%1").arg(page + 1));
    }
    m_signOut->setText(tr("Sign out"));
    refresh();
}

void TopBar::refresh()
{
    const StationFacts station = m_client.station();
    const bool isSignedIn = m_client.isUp() && !station.person.isEmpty();
    m_person->setVisible(isSignedIn);
    m_signOut->setVisible(isSignedIn);
    const QString name = station.personName.isEmpty() ? station.person : station.personName;
    m_person->setText(name.toHtmlEscaped() + QStringLiteral("<br><span style='color:#556372'>") +
                      words::role(station.role) + QStringLiteral("</span>"));
}

} // namespace bindery::gui
