// SPDX-License-Identifier: Apache-2.0
#include "models/job_model.h"

#include "bus/contract.h"
#include "look/look.h"
#include "look/words.h"
#include "models/roles.h"

namespace bindery::gui
{

JobModel::JobModel(ObjectTree& tree, QObject* parent) : ObjectModel(tree, contract::kJob, ColumnCount, parent)
{
    fill();
}

JobFacts JobModel::at(int row) const
{
    return JobFacts::of(pathAt(row), propertiesAt(row));
}

QVariant JobModel::cell(int row, int column, int role) const
{
    const JobFacts facts = at(row);
    if (column == State && role == LookRole) {
        return QVariant::fromValue(lookOfJob(facts.state));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (column) {
    case Kind:
        return words::job(facts.kind);
    case Subject:
        return words::jobSubject(facts.kind, facts.subject);
    case State:
        return lookOfJob(facts.state).word;
    case Progress:
        return facts.isRunning()
                   ? words::ofDaemon(facts.step) +
                         (percentAt(row) < 0 ? QString() : QStringLiteral("  %1 %").arg(percentAt(row)))
                   : words::ofDaemon(facts.result);
    case Person:
        return facts.person;
    case Message:
        return words::sentences(facts.message, facts.cure);
    default:
        return {};
    }
}

QString JobModel::heading(int column) const
{
    switch (column) {
    case Kind:
        return tr("What");
    case Subject:
        return tr("Of");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Person:
        return tr("By");
    case Message:
        return tr("Message");
    default:
        return {};
    }
}

bool JobModel::before(const QVariantMap& one, const QVariantMap& other) const
{
    const bool runs = one.value("State").toString() == QLatin1String("running");
    const bool otherRuns = other.value("State").toString() == QLatin1String("running");
    return runs && !otherRuns;
}

int JobModel::percentAt(int row) const
{
    const JobFacts facts = at(row);
    if (facts.total == 0) {
        return -1;
    }
    constexpr double kWhole = 100;
    return static_cast<int>(kWhole * static_cast<double>(facts.done) / static_cast<double>(facts.total));
}

} // namespace bindery::gui
