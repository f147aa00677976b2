// SPDX-License-Identifier: Apache-2.0
// The colours of the window. A tone has a fill that is seen from three metres, the ink that is read on it
// (contrast of at least 4.5 to 1), and a tint for small things. Fills of tones that may stand side by side
// differ in lightness too, for eyes that do not see the hue.
#pragma once

#include "look/look.h"

#include <QtGui/QColor>

namespace bindery::gui
{

struct ToneColours {
    QColor fill;
    QColor ink;  ///< on the fill
    QColor edge; ///< of the fill, and the ink of the tone on white
    QColor tint; ///< behind dark text
};

ToneColours coloursOf(Tone tone);

namespace colour
{
inline const QColor kGround{0xEE, 0xF1, 0xF4};
inline const QColor kSurface{0xFF, 0xFF, 0xFF};
inline const QColor kLine{0xD3, 0xDA, 0xE1};
inline const QColor kText{0x15, 0x1F, 0x2B};
inline const QColor kMuted{0x55, 0x63, 0x72};
inline const QColor kAccent{0x17, 0x5C, 0xA8};
inline const QColor kChosen{0xDC, 0xE8, 0xF4};    ///< a row that is chosen
inline const QColor kAlternate{0xF8, 0xFA, 0xFB}; ///< every other row
} // namespace colour

} // namespace bindery::gui
