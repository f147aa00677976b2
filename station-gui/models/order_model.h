// SPDX-License-Identifier: Apache-2.0
// The work orders, those that may be worked on first, the newest of them on top.
#pragma once

#include "bus/facts.h"
#include "models/object_model.h"

namespace bindery::gui
{

class OrderModel : public ObjectModel
{
    Q_OBJECT
public:
    enum Column { Number, State, Target, Passed, Failed, Created, ColumnCount };

    explicit OrderModel(ObjectTree& tree, QObject* parent = nullptr);

    OrderFacts at(int row) const;
    /// Without a path when there is none.
    OrderFacts find(const QString& number) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString heading(int column) const override;
    bool before(const QVariantMap& one, const QVariantMap& other) const override;
    QStringList orderedBy() const override { return {"State"}; }
};

} // namespace bindery::gui
