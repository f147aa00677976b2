// SPDX-License-Identifier: Apache-2.0
// The top of the window: the pages to choose from, who is signed in, and the way out.
#pragma once

#include "bus/station_client.h"

#include <vector>

#include <QtWidgets/QFrame>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace bindery::gui
{

class TopBar : public QFrame
{
    Q_OBJECT
public:
    explicit TopBar(StationClient& client, QWidget* parent = nullptr);

    void setPage(int page);
    void retranslate();

signals:
    void pageAsked(int page);
    void signOutAsked();

private:
    void refresh();

    StationClient& m_client;
    QButtonGroup* m_group = nullptr;
    std::vector<QPushButton*> m_tabs;
    QLabel* m_person = nullptr;
    QPushButton* m_signOut = nullptr;
};

} // namespace bindery::gui
