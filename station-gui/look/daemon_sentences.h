// SPDX-License-Identifier: Apache-2.0
// The reasons and cures that the daemon gives, said in the language of the window. The daemon speaks English
// and fills names and numbers in; each sentence is known here as a pattern with %1, %2, ... at their places.
#pragma once

#include <QtCore/QString>

namespace bindery::gui
{

/// The sentence as it came when no pattern fits.
QString inOurLanguage(const QString& sentence);

} // namespace bindery::gui
