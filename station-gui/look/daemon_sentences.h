// SPDX-License-Identifier: Apache-2.0
// The reasons and cures that the daemon gives, said in the language of the window. The daemon speaks English,
// fills names and numbers in and joins clauses by "; " and ": "; each clause is known here as a pattern
// (look/sentences.h). Sizes are said in the units that the window uses everywhere: 1 GB is a thousand MB.
#pragma once

#include <QtCore/QString>

namespace bindery::gui
{

/// Clauses that no pattern fits stay as they came.
QString inOurLanguage(const QString& sentence);
/// What to do about an error by its code ("VerifyMismatch"); a code that is not known stays as it came.
QString cureOf(const QString& code);

} // namespace bindery::gui
