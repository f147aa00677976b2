// SPDX-License-Identifier: Apache-2.0
#include "scan/keyboard_layout.h"

#include "scan/scan.h"

#include <array>

namespace bindery::gui
{

namespace
{

struct Layout {
    const char* name;
    const char16_t* plain; ///< four rows of keys, from the top left; the same place in all layouts
    const char16_t* shifted;
};

constexpr std::array kLayouts{
    Layout{"us", u"`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./",
           u"~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?"},
    Layout{"de", u"^1234567890\u00DF\u00B4qwertzuiop\u00FC+asdfghjkl\u00F6\u00E4#yxcvbnm,.-",
           u"\u00B0!\"\u00A7$%&/()=?`QWERTZUIOP\u00DC*ASDFGHJKL\u00D6\u00C4'YXCVBNM;:_"},
    Layout{"es", u"\u00BA1234567890'\u00A1qwertyuiop`+asdfghjkl\u00F1\u00B4\u00E7zxcvbnm,.-",
           u"\u00AA!\"\u00B7$%&/()=?\u00BFQWERTYUIOP^*ASDFGHJKL\u00D1\u00A8\u00C7ZXCVBNM;:_"},
    Layout{"fr", u"\u00B2&\u00E9\"'(-\u00E8_\u00E7\u00E0)=azertyuiop^$qsdfghjklm\u00F9*wxcvbn,;:!",
           u"~1234567890\u00B0+AZERTYUIOP\u00A8\u00A3QSDFGHJKLM%\u00B5WXCVBN?./\u00A7"},
};

/// The text whose keys, in `from`, are those that make `text` in `to`; empty when a key is not known.
QString onOtherKeys(const QString& text, const Layout& to, const Layout& from)
{
    const QString toPlain = QString::fromUtf16(to.plain);
    const QString toShifted = QString::fromUtf16(to.shifted);
    QString made;
    for (const QChar letter : text) {
        if (const auto key = toPlain.indexOf(letter); key >= 0) {
            made.append(QString::fromUtf16(from.plain).at(key));
        } else if (const auto shiftedKey = toShifted.indexOf(letter); shiftedKey >= 0) {
            made.append(QString::fromUtf16(from.shifted).at(shiftedKey));
        } else {
            return {};
        }
    }
    return made;
}

bool isSensible(const Scan& scan)
{
    switch (scan.kind) {
    case ScanKind::Unknown:
        return false;
    case ScanKind::Command:
        return commandOf(scan.text) != Command::None;
    case ScanKind::LayoutTest:
        return scan.text == layoutTestText();
    default:
        return true;
    }
}

} // namespace

bool isUnderstood(const QString& raw)
{
    return isSensible(scanOf(raw));
}

QString layoutTestText()
{
    return QStringLiteral("QAZWYM-09:;_/");
}

std::optional<LayoutMixUp> mixUpOf(const QString& raw)
{
    if (isUnderstood(raw)) {
        return std::nullopt;
    }
    for (const Layout& scanner : kLayouts) {
        for (const Layout& station : kLayouts) {
            if (&scanner == &station) {
                continue;
            }
            const QString meant = onOtherKeys(raw, station, scanner);
            if (isUnderstood(meant)) {
                return LayoutMixUp{QString::fromLatin1(scanner.name), QString::fromLatin1(station.name),
                                   meant};
            }
        }
    }
    return std::nullopt;
}

} // namespace bindery::gui
