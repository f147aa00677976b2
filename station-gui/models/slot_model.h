// SPDX-License-Identifier: Apache-2.0
// The slots in the order of the rack; ports that were never taught come last.
#pragma once

#include "bus/facts.h"
#include "models/object_model.h"

namespace bindery::gui
{

class SlotModel : public ObjectModel
{
    Q_OBJECT
public:
    enum Column { Number, State, Card, Serial, Reason, Port, ColumnCount };

    explicit SlotModel(ObjectTree& tree, QObject* parent = nullptr);

    SlotFacts at(int row) const;
    /// -1 when no such slot was taught.
    int rowOfSlot(uint number) const;
    int count(const char* state) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString heading(int column) const override;
    bool before(const QVariantMap& one, const QVariantMap& other) const override;
    QStringList orderedBy() const override { return {"Number"}; }
};

} // namespace bindery::gui
