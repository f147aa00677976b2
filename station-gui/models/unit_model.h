// SPDX-License-Identifier: Apache-2.0
// The units that came to the bench: those that wait for a person first, then as they came last.
#pragma once

#include "bus/facts.h"
#include "models/object_model.h"

namespace bindery::gui
{

class UnitModel : public ObjectModel
{
    Q_OBJECT
public:
    enum Column { Serial, State, Pi, Module, Changed, Message, ColumnCount };

    explicit UnitModel(ObjectTree& tree, QObject* parent = nullptr);

    UnitFacts at(int row) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString heading(int column) const override;
    bool before(const QVariantMap& one, const QVariantMap& other) const override;
    QStringList orderedBy() const override { return {"Kind", "Changed"}; }
};

} // namespace bindery::gui
