// SPDX-License-Identifier: Apache-2.0
// Walks a demo through every page and state and writes a picture of each, for people to look at.
// Errors: false when the demo did not come to a state that was to be shown; what was missing is told on
// standard error, and the pictures that could be taken are there. Threads: the GUI thread, whose events it
// handles while it waits.
#pragma once

#include <QtCore/QString>

namespace bindery::gui
{

class Languages;
class MainWindow;
class PrivateStation;
class StationClient;

bool takeScreenshots(MainWindow& window, StationClient& client, PrivateStation& station, Languages& languages,
                     const QString& folder);

} // namespace bindery::gui
