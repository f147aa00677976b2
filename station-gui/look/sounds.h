// SPDX-License-Identifier: Apache-2.0
// What the operator hears: a rising pair of tones for a pass, a falling one for a fault, a short one for
// attention. The tones are made here and played by what the system has (pw-play, paplay, aplay); without any
// of them the system's beep must do. A sound is asked for and not waited for; while one plays, only a graver
// one interrupts. Errors: none; a station without a loudspeaker stays silent. Threads: the GUI thread.
#pragma once

#include "look/look.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace bindery::gui
{

/// The sound as a WAV file: 16 bit, mono, 44100 a second.
QByteArray wavOf(Sound sound);

class Sounds : public QObject
{
    Q_OBJECT
public:
    explicit Sounds(QObject* parent = nullptr);

    void play(Sound sound);
    bool isMuted() const { return m_isMuted; }
    /// Until the program ends.
    void setMuted(bool isMuted);
    /// By a person's choice: also at the next start, for this user of the machine.
    void keepMuted(bool isMuted);

signals:
    /// What is heard, or would be if it were not muted.
    void played(bindery::gui::Sound sound);

private:
    QString fileOf(Sound sound);

    QTemporaryDir m_folder;
    QString m_player;
    QProcess m_process;
    Sound m_playing = Sound::None;
    bool m_isMuted = false;
};

} // namespace bindery::gui
