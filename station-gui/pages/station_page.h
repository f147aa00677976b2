// SPDX-License-Identifier: Apache-2.0
// What concerns the station itself, in tabs: the slots and how they are taught, the daily check, the persons,
// what the station lacks, the scanner with its test code and the commands as bar codes, the settings of this
// window, and the messages there were.
#pragma once

#include "app/languages.h"
#include "bus/station_client.h"
#include "look/sounds.h"
#include "models/job_model.h"
#include "models/map_model.h"
#include "models/slot_model.h"
#include "pages/page.h"

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QSpinBox;
class QStringListModel;
class QTableView;
class QTabWidget;

namespace bindery::gui
{

class BarCodeSheet;

class StationPage : public Page
{
    Q_OBJECT
public:
    enum Tab { SlotsTab, CheckTab, PersonsTab, DoctorTab, ScannerTab, SettingsTab, MessagesTab, TabCount };
    enum ReferenceCard { KnownGood, KnownBad };

    StationPage(StationClient& client, SlotModel& rack, JobModel& jobs, QStringListModel& messages,
                Languages& languages, Sounds& sounds, QWidget* parent = nullptr);

    void retranslate() override;
    void showTab(Tab tab);
    /// The daily check of that card, in `slot`, where the other card is then not; 0: in the one that is
    /// chosen for it here.
    void check(ReferenceCard card, uint slot);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Check {
        QString job;
        bool isTold = false; ///< how it ended
    };

    QWidget* makeSlots();
    QWidget* makeCheck();
    QWidget* makePersons();
    QWidget* makeDoctor();
    QWidget* makeScanner();
    QWidget* makeSettings();
    QWidget* makeMessages(QStringListModel& messages);
    QPushButton* makeButton(const char* name, QWidget* parent);
    void setColumns();
    void refresh();
    void readPersons();
    void readDoctor();
    void refreshCheck();
    void refreshCheckSlots();
    bool slotsDiffer() const;
    /// To another slot than the one it shows.
    static void moveAway(QComboBox* box);
    static QString resultOf(const JobFacts& job);
    static QString oneSlotForTwo();
    uint chosenSlot() const;

    StationClient& m_client;
    SlotModel& m_rack;
    JobModel& m_jobs;
    Languages& m_languages;
    Sounds& m_sounds;
    MapModel m_persons;
    MapModel m_checks;
    std::array<Check, 2> m_referenceChecks; ///< the last one of each ReferenceCard
    QList<uint> m_checkSlots;               ///< to choose from
    QTabWidget* m_tabs = nullptr;
    // slots
    QTableView* m_slotTable = nullptr;
    QLabel* m_slotHint = nullptr;
    QLabel* m_learnLabel = nullptr;
    QSpinBox* m_learnNumber = nullptr;
    QPushButton* m_learn = nullptr;
    QPushButton* m_stopLearning = nullptr;
    QPushButton* m_forget = nullptr;
    QLabel* m_reasonLabel = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_reopen = nullptr;
    QPushButton* m_outOfService = nullptr;
    // daily check
    QLabel* m_checkHint = nullptr;
    QLabel* m_goodLabel = nullptr;
    QComboBox* m_goodSlot = nullptr;
    QPushButton* m_checkGood = nullptr;
    QLabel* m_badLabel = nullptr;
    QComboBox* m_badSlot = nullptr;
    QPushButton* m_checkBad = nullptr;
    QLabel* m_checkResult = nullptr;
    QTableView* m_checkJobs = nullptr;
    // persons
    QTableView* m_personTable = nullptr;
    QLabel* m_badgeLabel = nullptr;
    QLineEdit* m_badge = nullptr;
    QLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel* m_roleLabel = nullptr;
    QComboBox* m_role = nullptr;
    QPushButton* m_addPerson = nullptr;
    QPushButton* m_retirePerson = nullptr;
    QLabel* m_newPinLabel = nullptr;
    QLineEdit* m_newPin = nullptr;
    QPushButton* m_setPin = nullptr;
    // doctor
    QTableView* m_doctorTable = nullptr;
    QLabel* m_stationText = nullptr;
    QPushButton* m_doctorAgain = nullptr;
    // scanner
    QLabel* m_scannerHint = nullptr;
    BarCodeSheet* m_sheet = nullptr;
    // settings
    QLabel* m_languageLabel = nullptr;
    QComboBox* m_language = nullptr;
    QCheckBox* m_muted = nullptr;
    QPushButton* m_hearPass = nullptr;
    QPushButton* m_hearFail = nullptr;
    QPushButton* m_fullScreen = nullptr;
    // messages
    QListView* m_messageList = nullptr;
};

} // namespace bindery::gui
