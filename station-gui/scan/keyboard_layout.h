// SPDX-License-Identifier: Apache-2.0
// A scanner that types is set to the keyboard layout of one country, the station to that of another: then Z
// is Y, and the colon something else. Here is seen which two have been mixed up. Source: the keys of ISO
// 9995-2 as the layouts us, de, es and fr of xkeyboard-config have them.
#pragma once

#include <optional>

#include <QtCore/QString>

namespace bindery::gui
{

struct LayoutMixUp {
    QString scanner; ///< "us": what the scanner is set to
    QString station; ///< "de": what the station's keyboard is set to
    QString meant;   ///< what the bar code says

    bool operator==(const LayoutMixUp&) const = default;
};

/// The text of the test bar code: its letters and signs lie on other keys in other layouts.
QString layoutTestText();

/// A code of the line that this window knows, as it came.
bool isUnderstood(const QString& raw);

/// What `raw` would have been, had both the same layout; nothing when no mix-up explains it.
std::optional<LayoutMixUp> mixUpOf(const QString& raw);

} // namespace bindery::gui
