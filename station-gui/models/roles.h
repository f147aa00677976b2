// SPDX-License-Identifier: Apache-2.0
// The roles that all models answer beside Qt's own.
#pragma once

#include "look/look.h"

#include <QtCore/QMetaType>
#include <QtCore/Qt>

namespace bindery::gui
{

enum ModelRole {
    LookRole = Qt::UserRole, ///< Look: of the cell, painted as shape and word
    FactsRole,               ///< the row's facts, as the struct of its model
    SortRole,                ///< what the cell is ordered by, where its text would order it wrongly
};

} // namespace bindery::gui

Q_DECLARE_METATYPE(bindery::gui::Look)
