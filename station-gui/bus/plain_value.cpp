// SPDX-License-Identifier: Apache-2.0
#include "bus/plain_value.h"

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusVariant>

namespace bindery::gui
{

namespace
{

QVariant valueOf(const QDBusArgument& argument);

QVariantMap mapOf(const QDBusArgument& argument)
{
    QVariantMap map;
    argument.beginMap();
    while (!argument.atEnd()) {
        argument.beginMapEntry();
        const QVariant key = valueOf(argument);
        map.insert(key.toString(), valueOf(argument));
        argument.endMapEntry();
    }
    argument.endMap();
    return map;
}

QVariantList listOf(const QDBusArgument& argument)
{
    QVariantList list;
    argument.beginArray();
    while (!argument.atEnd()) {
        list.append(valueOf(argument));
    }
    argument.endArray();
    return list;
}

QVariantList structureOf(const QDBusArgument& argument)
{
    QVariantList list;
    argument.beginStructure();
    while (!argument.atEnd()) {
        list.append(valueOf(argument));
    }
    argument.endStructure();
    return list;
}

QVariant valueOf(const QDBusArgument& argument)
{
    switch (argument.currentType()) {
    case QDBusArgument::MapType:
        return mapOf(argument);
    case QDBusArgument::ArrayType:
        return listOf(argument);
    case QDBusArgument::StructureType:
        return structureOf(argument);
    default:
        return plainValue(argument.asVariant());
    }
}

} // namespace

QVariant plainValue(const QVariant& value)
{
    if (value.metaType() == QMetaType::fromType<QDBusArgument>()) {
        return valueOf(value.value<QDBusArgument>());
    }
    if (value.metaType() == QMetaType::fromType<QDBusVariant>()) {
        return plainValue(value.value<QDBusVariant>().variant());
    }
    if (value.metaType() == QMetaType::fromType<QDBusObjectPath>()) {
        return value.value<QDBusObjectPath>().path();
    }
    if (value.metaType() == QMetaType::fromType<QVariantMap>()) {
        return plainMap(value.toMap());
    }
    if (value.metaType() == QMetaType::fromType<QVariantList>()) {
        return plainList(value.toList());
    }
    return value;
}

QVariantMap plainMap(const QVariantMap& map)
{
    QVariantMap plain;
    for (auto entry = map.cbegin(); entry != map.cend(); ++entry) {
        plain.insert(entry.key(), plainValue(entry.value()));
    }
    return plain;
}

QVariantList plainList(const QVariantList& list)
{
    QVariantList plain;
    plain.reserve(list.size());
    for (const QVariant& value : list) {
        plain.append(plainValue(value));
    }
    return plain;
}

QList<QVariantMap> mapsOf(const QVariant& value)
{
    QList<QVariantMap> maps;
    for (const QVariant& entry : plainValue(value).toList()) {
        maps.append(entry.toMap());
    }
    return maps;
}

} // namespace bindery::gui
