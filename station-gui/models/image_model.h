// SPDX-License-Identifier: Apache-2.0
// The golden images, the newest first.
#pragma once

#include "bus/facts.h"
#include "models/object_model.h"

namespace bindery::gui
{

class ImageModel : public ObjectModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Recipe, Size, Card, Staged, ColumnCount };

    explicit ImageModel(ObjectTree& tree, QObject* parent = nullptr);

    ImageFacts at(int row) const;
    /// The digest's beginning when no image has the id.
    QString nameOf(const QString& id) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString heading(int column) const override;
    bool before(const QVariantMap& one, const QVariantMap& other) const override;
    QStringList orderedBy() const override { return {}; }
};

} // namespace bindery::gui
