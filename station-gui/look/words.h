// SPDX-License-Identifier: Apache-2.0
// Numbers, times and the daemon's fixed sentences in the language of the window.
// Units: as the function's name says; -1 (unknown) is "–".
#pragma once

#include <QtCore/QString>

namespace bindery::gui::words
{

QString size(quint64 bytes);         ///< "31.9 GB"
QString rate(double bytesPerSecond); ///< "38 MB/s"
QString span(qint64 seconds);        ///< "2 min 10 s", "1 h 05 min"
QString moment(qint64 micros);       ///< "30.11. 14:02", with the year when it is another one
QString percent(double value);
QString perHour(double value);
QString number(qint64 value);

/// A reason or a cure of the daemon: translated when it is one of its fixed sentences, else as it came.
QString ofDaemon(const QString& sentence);
/// A reason and what to do about it, as sentences; either may be empty.
QString sentences(const QString& reason, const QString& cure);
/// Why an attempt ended as it did and what to do about it, by what the records hold: the message and the code
/// of its error ("VerifyMismatch"); either may be empty.
QString ofAttempt(const QString& message, const QString& code);
/// "operator", "supervisor", ...
QString role(const QString& role);
/// A word of an order's policy: "counter", "full", ...
QString policy(const QString& word);
/// A step of an attempt: "erasing", "writing", ...
QString step(const QString& step);
/// What a finding of the doctor is about: "clock", "e2fsck", ...
QString check(const QString& what);
/// An action of the audit chain: "secret.sealed", ...
QString record(const QString& action);
/// A kind of job: "stage", "prove", ...
QString job(const QString& kind);
/// What a job is about, which may be a person's word: an image called "recovery", an order called "full".
QString jobSubject(const QString& kind, const QString& subject);

} // namespace bindery::gui::words
