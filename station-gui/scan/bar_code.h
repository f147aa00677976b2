// SPDX-License-Identifier: Apache-2.0
// A bar code (Code 128) as an image of black bars, to be scanned from the screen or printed.
// Errors: a null image when the text cannot be encoded.
// Source: ISO/IEC 15417, by libzint.
#pragma once

#include <QtCore/QString>
#include <QtGui/QImage>

namespace bindery::gui
{

/// `module`: the width of the thinnest bar in pixels.
QImage barCode(const QString& text, int module, int height);

} // namespace bindery::gui
