// SPDX-License-Identifier: Apache-2.0
#include "pages/bench_list.h"

#include <utility>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

namespace bindery::gui
{

namespace
{

constexpr qint64 kLargest = 16LL << 20; ///< bytes; a day's units are some kilobytes

} // namespace

BenchList benchListOf(const QByteArray& text)
{
    BenchList list;
    QSet<std::pair<QString, QString>> seen;
    const QStringList rows = QString::fromUtf8(text).split(QLatin1Char('\n'));
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const QString line = rows.at(row).section(QLatin1Char('#'), 0, 0).trimmed();
        if (line.isEmpty()) {
            continue;
        }
        const QStringList fields = line.split(QLatin1Char(','));
        const QString module = fields.value(0).trimmed();
        const QString pi = fields.value(1).trimmed();
        if (fields.size() != 2 || module.isEmpty() || pi.isEmpty()) {
            return {{},
                    QCoreApplication::translate(
                        "BenchList", "Line %1 of the list is not understood: write MODULE-SERIAL,PI-SERIAL.")
                        .arg(row + 1)};
        }
        if (const std::pair unit{module, pi}; !seen.contains(unit)) {
            seen.insert(unit);
            list.parts.append({module, pi});
        }
    }
    if (list.parts.isEmpty()) {
        list.problem = QCoreApplication::translate("BenchList", "The list names no unit.");
    }
    return list;
}

BenchList readBenchList(const QString& path)
{
    QFile file(path);
    // a pipe or a device would keep the window waiting
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return {{}, QCoreApplication::translate("BenchList", "%1 cannot be read.").arg(path)};
    }
    if (file.size() > kLargest) {
        return {{},
                QCoreApplication::translate("BenchList", "%1 is too large for a list of units.").arg(path)};
    }
    return benchListOf(file.readAll());
}

} // namespace bindery::gui
