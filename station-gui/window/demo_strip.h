// SPDX-License-Identifier: Apache-2.0
// The hands of a demo: puts simulated cards in, takes them out, breaks them, starts units, and holds bar
// codes under the scanner.
#pragma once

#include "bus/station_client.h"
#include "models/slot_model.h"
#include "scan/scan.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

class QComboBox;
class QLabel;
class QPushButton;

namespace bindery::gui
{

class DemoStrip : public QFrame
{
    Q_OBJECT
public:
    DemoStrip(StationClient& client, SlotModel& rack, QWidget* parent = nullptr);

    void retranslate();

signals:
    void scanned(const bindery::gui::Scan& scan);

private:
    QComboBox* makeBox(const char* name, int letters);
    QPushButton* makeButton(const char* name);
    void refresh();
    void readPersons();
    void readUnits();
    void refreshScans();
    uint slot() const;

    StationClient& m_client;
    SlotModel& m_rack;
    QTimer m_again;
    QList<QVariantMap> m_persons;
    QLabel* m_title = nullptr;
    QComboBox* m_slot = nullptr;
    QComboBox* m_card = nullptr;
    QPushButton* m_insert = nullptr;
    QPushButton* m_insertAll = nullptr;
    QPushButton* m_remove = nullptr;
    QComboBox* m_fault = nullptr;
    QPushButton* m_break = nullptr;
    QComboBox* m_unit = nullptr;
    QPushButton* m_boot = nullptr;
    QComboBox* m_scan = nullptr;
    QPushButton* m_scanButton = nullptr;
};

} // namespace bindery::gui
