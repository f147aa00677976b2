// SPDX-License-Identifier: Apache-2.0
// Names of the daemon's D-Bus contract, as engine/daemon/dbus/*.xml has them. Nobody else spells them.
#pragma once

#include <QtCore/QLatin1String>

namespace bindery::gui::contract
{

inline constexpr QLatin1String kService{"org.bindery.Station"};
inline constexpr QLatin1String kRootPath{"/org/bindery"};
inline constexpr QLatin1String kStationPath{"/org/bindery/station"};
inline constexpr QLatin1String kErrorPrefix{"org.bindery.Error."};

inline constexpr QLatin1String kStation{"org.bindery.Station1"};
inline constexpr QLatin1String kLine{"org.bindery.Line1"};
inline constexpr QLatin1String kBench{"org.bindery.Bench1"};
inline constexpr QLatin1String kImages{"org.bindery.Images1"};
inline constexpr QLatin1String kOrders{"org.bindery.Orders1"};
inline constexpr QLatin1String kRecords{"org.bindery.Records1"};
inline constexpr QLatin1String kDemo{"org.bindery.Demo1"};

inline constexpr QLatin1String kSlot{"org.bindery.Slot1"};
inline constexpr QLatin1String kOrder{"org.bindery.Order1"};
inline constexpr QLatin1String kGoldenImage{"org.bindery.GoldenImage1"};
inline constexpr QLatin1String kBenchUnit{"org.bindery.BenchUnit1"};
inline constexpr QLatin1String kJob{"org.bindery.Job1"};

} // namespace bindery::gui::contract
