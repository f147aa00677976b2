// SPDX-License-Identifier: Apache-2.0
// The icon of the window, drawn as share/org.bindery.StationGui.svg has it: a card whose contacts are bound
// by a tick.
#pragma once

#include <QtGui/QIcon>

namespace bindery::gui
{

QIcon binderyIcon();

} // namespace bindery::gui
