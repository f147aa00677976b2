// SPDX-License-Identifier: Apache-2.0
// The bench at which units bind: those that came, state by state, and the confirmation of the one that the
// person has in its hands. What was scanned from the chassis must be what the unit says of itself.
#pragma once

#include "bus/station_client.h"
#include "models/unit_model.h"
#include "pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStringListModel;
class QTableView;

namespace bindery::gui
{

class FileField;

class BenchPage : public Page
{
    Q_OBJECT
public:
    BenchPage(StationClient& client, UnitModel& units, QWidget* parent = nullptr);

    bool take(const Scan& scan) override;
    void retranslate() override;
    void confirm();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeConfirm();
    void toggle();
    void armWithList();
    bool wantsList() const;
    static QString policyText(const QString& policy);
    void refresh();
    void compare();
    void choose(const QString& serial);
    void onEvent(const QVariantMap& event);
    void tellOfMismatch();
    UnitFacts current() const;
    UnitFacts chosen() const;
    /// A unit of another serial that says this of itself; one without a path when there is none.
    UnitFacts ownerOf(QString UnitFacts::*part, const QString& scanned) const;
    /// What is wrong with the labels that were scanned; empty when they agree.
    QString mismatch() const;

    StationClient& m_client;
    UnitModel& m_units;
    QStringListModel* m_events = nullptr;
    QLabel* m_state = nullptr;
    QComboBox* m_policy = nullptr;
    QWidget* m_listSide = nullptr; ///< of the policy "list"
    QLabel* m_listLabel = nullptr;
    FileField* m_list = nullptr;
    QPushButton* m_arm = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_empty = nullptr;
    QLabel* m_message = nullptr; ///< of the unit that is chosen in the table, all of it
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_serialLabel = nullptr;
    QLineEdit* m_serial = nullptr;
    QLabel* m_moduleLabel = nullptr;
    QLineEdit* m_module = nullptr;
    QLabel* m_piLabel = nullptr;
    QLineEdit* m_pi = nullptr;
    QLabel* m_verdict = nullptr;
    QPushButton* m_confirm = nullptr;
    QPushButton* m_clear = nullptr;
};

} // namespace bindery::gui
