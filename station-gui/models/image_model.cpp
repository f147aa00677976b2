// SPDX-License-Identifier: Apache-2.0
#include "models/image_model.h"

#include "bus/contract.h"
#include "look/look.h"
#include "look/words.h"
#include "models/roles.h"

namespace bindery::gui
{

ImageModel::ImageModel(ObjectTree& tree, QObject* parent)
    : ObjectModel(tree, contract::kGoldenImage, ColumnCount, parent)
{
    fill();
}

ImageFacts ImageModel::at(int row) const
{
    return ImageFacts::of(pathAt(row), propertiesAt(row));
}

QVariant ImageModel::cell(int row, int column, int role) const
{
    const ImageFacts facts = at(row);
    if (column == State && role == LookRole) {
        return QVariant::fromValue(lookOfImage(facts.state));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (column) {
    case Name:
        return facts.name;
    case State:
        return lookOfImage(facts.state).word;
    case Recipe:
        return facts.recipe;
    case Size:
        return words::size(facts.rootSize);
    case Card:
        return words::size(facts.minimumCard);
    case Staged:
        return words::moment(facts.staged);
    default:
        return {};
    }
}

QString ImageModel::heading(int column) const
{
    switch (column) {
    case Name:
        return tr("Image");
    case State:
        return tr("State");
    case Recipe:
        return tr("Recipe");
    case Size:
        return tr("Root");
    case Card:
        return tr("Smallest card");
    case Staged:
        return tr("Staged");
    default:
        return {};
    }
}

bool ImageModel::before(const QVariantMap& one, const QVariantMap& other) const
{
    return one.value("Staged").toLongLong() > other.value("Staged").toLongLong();
}

QString ImageModel::nameOf(const QString& id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).id == id) {
            return at(row).name;
        }
    }
    return id.left(12);
}

} // namespace bindery::gui
