// SPDX-License-Identifier: Apache-2.0
// Values as they come over D-Bus, turned into what Qt's own containers hold: QVariantMap, QVariantList,
// QString for object paths, and the plain types as they are. Containers may be nested as deep as D-Bus
// allows. Threads: any.
#pragma once

#include <QtCore/QVariant>

namespace bindery::gui
{

QVariant plainValue(const QVariant& value);
QVariantMap plainMap(const QVariantMap& map);
QVariantList plainList(const QVariantList& list);

/// A list of maps, as aa{sv} becomes.
QList<QVariantMap> mapsOf(const QVariant& value);

} // namespace bindery::gui
