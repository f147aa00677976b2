// SPDX-License-Identifier: Apache-2.0
// The calm dress of the window: one font, one size that everything follows, light surfaces. The size follows
// the window, so that a panel of 800x480 and a wall of 4K show the same picture. Units: scale 1 is a window
// of 1280x800.
#pragma once

#include <QtCore/QSize>
#include <QtCore/QString>

class QApplication;
class QWidget;

namespace bindery::gui
{

/// In steps, so that a window that is being dragged is not dressed anew at every pixel.
double scaleFor(const QSize& window);

/// Fonts and sheet for all windows of the application.
void dress(QApplication& application, double scale);

/// As many pixels as `factor` lines of the widget's text are high.
int lines(const QWidget* widget, double factor);

/// Marks a label or a frame for the sheet: role "title", "muted", "card", "figure", "hint", ...
void setRole(QWidget* widget, const char* role);

} // namespace bindery::gui
