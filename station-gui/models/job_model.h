// SPDX-License-Identifier: Apache-2.0
// What takes its time: stagings, proofs, checks, exports; what runs first.
#pragma once

#include "bus/facts.h"
#include "models/object_model.h"

namespace bindery::gui
{

class JobModel : public ObjectModel
{
    Q_OBJECT
public:
    enum Column { Kind, Subject, State, Progress, Person, Message, ColumnCount };

    explicit JobModel(ObjectTree& tree, QObject* parent = nullptr);

    JobFacts at(int row) const;
    /// -1: unknown.
    int percentAt(int row) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString heading(int column) const override;
    bool before(const QVariantMap& one, const QVariantMap& other) const override;
    QStringList orderedBy() const override { return {"State"}; }
};

} // namespace bindery::gui
