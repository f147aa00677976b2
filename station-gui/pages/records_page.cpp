// SPDX-License-Identifier: Apache-2.0
#include "pages/records_page.h"

#include "bus/plain_value.h"
#include "look/style.h"
#include "look/words.h"
#include "pages/file_field.h"
#include "pages/table.h"

#include <array>

#include <QtCore/QDateTime>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

constexpr uint kShown = 1000;
constexpr std::array kResults{"passed", "written_unverified", "failed", "cancelled", "interrupted"};
constexpr std::array kHours{0, 1, 8, 24, 24 * 7}; ///< back from now; 0: since ever

} // namespace

RecordsPage::RecordsPage(StationClient& client, JobModel& jobs, QWidget* parent)
    : Page(parent), m_client(client), m_jobs(jobs)
{
    setObjectName("recordsPage");
    m_table = makeTable(m_attempts, "attemptTable", this);
    m_table->setColumnHidden(AttemptModel::Reason, true); // it is told in full below
    m_found = new QLabel(this);
    m_found->setObjectName("foundCount");
    setRole(m_found, "muted");
    m_reason = new QLabel(this);
    m_reason->setObjectName("attemptReason");
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->hide();
    auto* left = new QVBoxLayout;
    left->addWidget(m_table, 1);
    left->addWidget(m_reason);
    left->addWidget(m_found);
    auto* middle = new QHBoxLayout;
    middle->addLayout(left, 1);
    middle->addWidget(makeHistory(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeFilter());
    layout->addLayout(middle, 1);
    layout->addWidget(makeExport());

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        tellReason();
        if (const int row = chosenRow(m_table); row >= 0) {
            readUnit(m_attempts.at(row).value("serial").toString());
        }
    });
    connect(&client, &StationClient::attemptEnded, this, [this] {
        if (isVisible()) {
            search();
        }
    });
    connect(&jobs, &JobModel::rowsChanged, this, &RecordsPage::onJobs);
    retranslate();
}

QWidget* RecordsPage::makeFilter()
{
    auto* bar = new QFrame(this);
    setRole(bar, "card");
    auto* grid = new QGridLayout(bar);
    int column = 0;
    const auto add = [&](QLabel*& label, QWidget* field, const char* name, int stretch) {
        label = new QLabel(bar);
        label->setBuddy(field);
        setRole(label, "small");
        field->setObjectName(QLatin1String(name));
        grid->addWidget(label, 0, column);
        grid->addWidget(field, 1, column);
        grid->setColumnStretch(column, stretch);
        ++column;
    };
    add(m_serialLabel, m_serial = new QLineEdit(bar), "filterSerial", 3);
    add(m_orderLabel, m_order = new QLineEdit(bar), "filterOrder", 3);
    add(m_slotLabel, m_slot = new QLineEdit(bar), "filterSlot", 1);
    add(m_resultLabel, m_result = new QComboBox(bar), "filterResult", 2);
    add(m_timeLabel, m_time = new QComboBox(bar), "filterTime", 2);
    for (std::size_t index = 0; index <= kResults.size(); ++index) {
        m_result->addItem(QString(), index == 0 ? QString() : QString::fromLatin1(kResults[index - 1]));
    }
    for (const int hours : kHours) {
        m_time->addItem(QString(), hours);
    }
    for (QComboBox* box : {m_result, m_time}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(7);
    }
    for (QLineEdit* edit : {m_serial, m_order, m_slot}) {
        edit->setMinimumWidth(lines(this, 2.5));
    }
    m_search = new QPushButton(bar);
    m_search->setObjectName("searchButton");
    setRole(m_search, "primary");
    grid->addWidget(m_search, 1, column);
    for (QLineEdit* edit : {m_serial, m_order, m_slot}) {
        connect(edit, &QLineEdit::returnPressed, this, &RecordsPage::search);
    }
    connect(m_search, &QPushButton::clicked, this, &RecordsPage::search);
    return bar;
}

QWidget* RecordsPage::makeHistory()
{
    auto* side = new QFrame(this);
    setRole(side, "card");
    m_unit = new QLabel(side);
    m_unit->setObjectName("historyUnit");
    m_unit->setWordWrap(true);
    setRole(m_unit, "heading");
    m_history = makeTable(m_timeline, "historyTable", side);
    wrapRows(m_history);
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_unit);
    layout->addWidget(m_history, 1);
    return side;
}

QWidget* RecordsPage::makeExport()
{
    auto* bar = new QFrame(this);
    setRole(bar, "card");
    m_exportLabel = new QLabel(bar);
    m_target = new FileField(FileField::Use::Write, "exportTarget", bar);
    m_exportLabel->setBuddy(m_target->edit());
    m_csv = new QPushButton(bar);
    m_csv->setObjectName("exportCsvButton");
    m_jsonLines = new QPushButton(bar);
    m_jsonLines->setObjectName("exportJsonLinesButton");
    m_audit = new QPushButton(bar);
    m_audit->setObjectName("exportAuditButton");
    connect(m_csv, &QPushButton::clicked, this, [this] { exportTable(QStringLiteral("csv")); });
    connect(m_jsonLines, &QPushButton::clicked, this, [this] { exportTable(QStringLiteral("jsonl")); });
    connect(m_audit, &QPushButton::clicked, this, &RecordsPage::exportAudit);
    const auto enable = [this] {
        const bool isNamed = !m_target->path().isEmpty();
        for (QPushButton* button : {m_csv, m_jsonLines, m_audit}) {
            button->setEnabled(isNamed);
        }
    };
    connect(m_target, &FileField::changed, this, enable);
    enable();
    auto* layout = new QHBoxLayout(bar);
    layout->addWidget(m_exportLabel);
    layout->addWidget(m_target, 1);
    layout->addWidget(m_csv);
    layout->addWidget(m_jsonLines);
    layout->addWidget(m_audit);
    return bar;
}

void RecordsPage::retranslate()
{
    m_table->setAccessibleName(tr("Attempts"));
    m_history->setAccessibleName(tr("History of the unit"));
    m_serialLabel->setText(tr("Serial"));
    m_orderLabel->setText(tr("Order"));
    m_slotLabel->setText(tr("Slot"));
    m_resultLabel->setText(tr("Result"));
    m_timeLabel->setText(tr("Time"));
    m_result->setItemText(0, tr("any"));
    for (int index = 1; index < m_result->count(); ++index) {
        m_result->setItemText(index, lookOfResult(m_result->itemData(index).toString()).word);
    }
    const std::array times{tr("since ever"), tr("last hour"), tr("last shift"), tr("last day"),
                           tr("last week")};
    for (int index = 0; index < m_time->count(); ++index) {
        m_time->setItemText(index, times[static_cast<std::size_t>(index)]);
    }
    m_search->setText(tr("Search"));
    m_exportLabel->setText(tr("Export to"));
    m_target->setAccessibleNames(tr("File to export to"));
    m_csv->setText(tr("CSV"));
    m_jsonLines->setText(tr("JSON Lines"));
    m_audit->setText(tr("Signed audit"));
    m_unit->setText(m_shownUnit.isEmpty() ? tr("Choose an attempt to see its unit's history") : m_shownUnit);
    m_attempts.retell();
    m_timeline.retell();
    tellReason();
    if (m_found->text().isEmpty()) {
        m_found->setText(tr("Nothing was searched yet"));
    }
}

void RecordsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    search();
}

bool RecordsPage::take(const Scan& scan)
{
    switch (scan.kind) {
    case ScanKind::Serial:
        // the unit that is in the hand is found, whatever was looked for before
        m_serial->setText(scan.text);
        m_order->clear();
        m_slot->clear();
        m_result->setCurrentIndex(0);
        m_time->setCurrentIndex(0);
        search();
        readUnit(scan.text);
        return true;
    case ScanKind::Order:
        m_serial->clear();
        m_order->setText(scan.text);
        search();
        return true;
    case ScanKind::Slot:
        m_slot->setText(scan.text);
        search();
        return true;
    default:
        return false;
    }
}

QVariantMap RecordsPage::filter() const
{
    QVariantMap filter;
    const auto set = [&filter](const char* key, const QString& value) {
        if (!value.isEmpty()) {
            filter.insert(QLatin1String(key), value);
        }
    };
    set("serial", m_serial->text().trimmed());
    set("order", m_order->text().trimmed());
    set("slot", m_slot->text().trimmed());
    set("result", m_result->currentData().toString());
    if (const int hours = m_time->currentData().toInt(); hours > 0) {
        constexpr qint64 kMicros = 1000;
        const QDateTime from = QDateTime::currentDateTimeUtc().addSecs(-qint64{hours} * 3600);
        filter.insert("from", QVariant::fromValue<qlonglong>(from.toMSecsSinceEpoch() * kMicros));
    }
    return filter;
}

QVariantMap RecordsPage::auditFilter() const
{
    QVariantMap wanted = filter();
    wanted.remove("slot");
    wanted.remove("result");
    return wanted;
}

void RecordsPage::search()
{
    if (!m_client.isUp()) {
        return;
    }
    connect(
        m_client.findAttempts(filter(), kShown), &Request::done, this, [this](const QVariantList& results) {
            const QList<QVariantMap> attempts = mapsOf(results.value(0));
            m_attempts.show(attempts);
            tellReason();
            m_found->setText(attempts.size() >= kShown
                                 ? tr("The newest %1 attempts; narrow the search to see others").arg(kShown)
                                 : tr("%1 attempts").arg(attempts.size()));
        });
}

/// In full: in the table it would be cut.
void RecordsPage::tellReason()
{
    const int row = chosenRow(m_table);
    const QString why = row < 0 ? QString() : m_attempts.index(row, AttemptModel::Reason).data().toString();
    m_reason->setText(why);
    m_reason->setVisible(!why.isEmpty());
}

void RecordsPage::readUnit(const QString& serial)
{
    m_askedUnit = serial;
    Request* request = m_client.unit(serial)->quietly();
    connect(request, &Request::done, this, [this, serial](const QVariantList& results) {
        if (serial != m_askedUnit) {
            return; // another one was chosen meanwhile; answers come in any order
        }
        const QVariantMap history = results.value(0).toMap();
        const QVariantMap unit =
            history.value("unit").toMap().isEmpty() ? history : history.value("unit").toMap();
        m_shownUnit = serial + QStringLiteral("  \u00B7  ") + lookOfUnit(unit.value("state").toString()).word;
        m_unit->setText(m_shownUnit);
        m_timeline.tell(history);
    });
    connect(request, &Request::refused, this, [this, serial] {
        if (serial != m_askedUnit) {
            return;
        }
        m_shownUnit = tr("Unit %1 is not on record").arg(serial);
        m_unit->setText(m_shownUnit);
        m_timeline.tell({});
    });
}

std::shared_ptr<NewFile> RecordsPage::openTarget()
{
    auto target = m_target->create();
    if (!target) {
        emit said(Tone::Refusal, m_target->problem());
    }
    return target;
}

void RecordsPage::keep(NewFile& file, const QString& done)
{
    const bool isKept = file.keep();
    emit said(isKept ? Tone::Good : Tone::Fault, isKept ? done : file.problem());
}

void RecordsPage::exportTable(const QString& format)
{
    const std::shared_ptr<NewFile> target = openTarget();
    if (!target) {
        return;
    }
    // the file goes with the request, unless it was kept
    connect(m_client.exportTable(filter(), format, target->descriptor()), &Request::done, this,
            [this, target] { keep(*target, tr("Exported to %1.").arg(target->path())); });
    m_target->setPath({});
}

void RecordsPage::exportAudit()
{
    const std::shared_ptr<NewFile> target = openTarget();
    if (!target) {
        return;
    }
    connect(m_client.exportAudit(auditFilter(), target->descriptor()), &Request::done, this,
            [this, target](const QVariantList& results) {
                m_exports.insert(results.value(0).toString(), target);
                if (m_jobs.rowOf(results.value(0).toString()) >= 0) { // it may have ended already
                    onJobs();
                }
            });
    m_target->setPath({});
}

void RecordsPage::onJobs()
{
    for (const QString& path : m_exports.keys()) {
        const int row = m_jobs.rowOf(path);
        const JobFacts job = row < 0 ? JobFacts() : m_jobs.at(row);
        if (job.isRunning()) {
            continue;
        }
        const std::shared_ptr<NewFile> file = m_exports.take(path);
        if (job.state == QLatin1String("done")) {
            keep(*file, tr("The audit is exported."));
        } else if (row < 0) { // a station that was started anew knows nothing of it
            emit said(Tone::Fault, tr("The export was broken off."));
        } else {
            emit said(Tone::Fault, tr("The export failed: %1").arg(words::ofDaemon(job.message)));
        }
    }
}

} // namespace bindery::gui
