// SPDX-License-Identifier: Apache-2.0
// Looks at the records: attempts by serial, order, slot, result and time; the whole history of the unit of
// the chosen one; and exports of what was found, as a table or as a signed audit.
#pragma once

#include "bus/station_client.h"
#include "models/attempt_model.h"
#include "models/job_model.h"
#include "models/timeline_model.h"
#include "pages/new_file.h"
#include "pages/page.h"

#include <memory>

#include <QtCore/QMap>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace bindery::gui
{

class FileField;

class RecordsPage : public Page
{
    Q_OBJECT
public:
    RecordsPage(StationClient& client, JobModel& jobs, QWidget* parent = nullptr);

    bool take(const Scan& scan) override;
    void retranslate() override;
    void search();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeFilter();
    QWidget* makeHistory();
    QWidget* makeExport();
    QVariantMap filter() const;
    QVariantMap auditFilter() const;
    void tellReason();
    void readUnit(const QString& serial);
    void exportTable(const QString& format);
    void exportAudit();
    void onJobs();
    std::shared_ptr<NewFile> openTarget();
    /// Says `done`, or why it cannot be kept.
    void keep(NewFile& file, const QString& done);

    StationClient& m_client;
    JobModel& m_jobs;
    AttemptModel m_attempts;
    TimelineModel m_timeline;
    QString m_askedUnit;
    QMap<QString, std::shared_ptr<NewFile>> m_exports; ///< that are being written, by the path of the job
    QString m_shownUnit;
    QLabel* m_serialLabel = nullptr;
    QLineEdit* m_serial = nullptr;
    QLabel* m_orderLabel = nullptr;
    QLineEdit* m_order = nullptr;
    QLabel* m_slotLabel = nullptr;
    QLineEdit* m_slot = nullptr;
    QLabel* m_resultLabel = nullptr;
    QComboBox* m_result = nullptr;
    QLabel* m_timeLabel = nullptr;
    QComboBox* m_time = nullptr;
    QPushButton* m_search = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_reason = nullptr;
    QLabel* m_found = nullptr;
    QLabel* m_unit = nullptr;
    QTableView* m_history = nullptr;
    QLabel* m_exportLabel = nullptr;
    FileField* m_target = nullptr;
    QPushButton* m_csv = nullptr;
    QPushButton* m_jsonLines = nullptr;
    QPushButton* m_audit = nullptr;
};

} // namespace bindery::gui
