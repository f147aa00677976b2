// SPDX-License-Identifier: Apache-2.0
#include "scan/scan.h"

#include <array>
#include <utility>

namespace bindery::gui
{

namespace
{

constexpr std::array<std::pair<char, ScanKind>, 8> kPrefixes{{{'B', ScanKind::Badge},
                                                              {'O', ScanKind::Order},
                                                              {'S', ScanKind::Slot},
                                                              {'N', ScanKind::Serial},
                                                              {'M', ScanKind::Module},
                                                              {'P', ScanKind::Pi},
                                                              {'C', ScanKind::Command},
                                                              {'T', ScanKind::LayoutTest}}};

constexpr std::array<std::pair<const char*, Command>, 10> kCommands{{{"PROVISION", Command::Provision},
                                                                     {"ACKNOWLEDGE", Command::Acknowledge},
                                                                     {"CANCEL", Command::Cancel},
                                                                     {"PAUSE", Command::Pause},
                                                                     {"RESUME", Command::Resume},
                                                                     {"ALLOWDATA", Command::AllowData},
                                                                     {"CONFIRM", Command::Confirm},
                                                                     {"CHECKGOOD", Command::CheckGood},
                                                                     {"CHECKBAD", Command::CheckBad},
                                                                     {"SIGNOUT", Command::SignOut}}};

} // namespace

Scan scanOf(const QString& raw)
{
    if (raw.size() > 2 && raw.at(1) == QLatin1Char(':')) {
        for (const auto& [letter, kind] : kPrefixes) {
            if (raw.at(0) == QLatin1Char(letter)) {
                return {kind, raw.mid(2).trimmed()};
            }
        }
    }
    return {ScanKind::Unknown, raw};
}

QString rawOf(const Scan& scan)
{
    for (const auto& [letter, kind] : kPrefixes) {
        if (kind == scan.kind) {
            return QLatin1Char(letter) + QStringLiteral(":") + scan.text;
        }
    }
    return scan.text;
}

Command commandOf(const QString& text)
{
    for (const auto& [name, command] : kCommands) {
        if (text == QLatin1String(name)) {
            return command;
        }
    }
    return Command::None;
}

QString textOf(Command command)
{
    for (const auto& [name, known] : kCommands) {
        if (known == command) {
            return QString::fromLatin1(name);
        }
    }
    return {};
}

} // namespace bindery::gui
