// SPDX-License-Identifier: Apache-2.0
// The file of units that a bench answers by its policy "list": "MODULE-SERIAL,PI-SERIAL" per line; '#' begins
// a comment. As `bindery bind serve --list` reads it. Errors: a problem that names the line.
#pragma once

#include "bus/station_client.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace bindery::gui
{

struct BenchList {
    QList<Parts> parts; ///< each once
    QString problem;    ///< why there are none; else empty
};

BenchList benchListOf(const QByteArray& text);
BenchList readBenchList(const QString& path);

} // namespace bindery::gui
