// SPDX-License-Identifier: Apache-2.0
#include "look/sounds.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <QtCore/QDataStream>
#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QApplication>

namespace bindery::gui
{

namespace
{

constexpr int kRate = 44100;

struct Note {
    double hertz;
    double seconds;
};

std::vector<Note> notesOf(Sound sound)
{
    switch (sound) {
    case Sound::Pass:
        return {{659.3, 0.12}, {987.8, 0.22}};
    case Sound::Fail:
        return {{392.0, 0.22}, {311.1, 0.22}, {233.1, 0.45}};
    case Sound::Attention:
        return {{523.3, 0.10}, {0, 0.05}, {523.3, 0.10}};
    case Sound::None:
        break;
    }
    return {};
}

std::vector<qint16> samplesOf(const Note& note)
{
    constexpr double kLoudness = 0.5;
    constexpr double kFade = 0.012; ///< seconds, so that no click is heard at its ends
    const auto count = static_cast<std::size_t>(note.seconds * kRate);
    std::vector<qint16> samples(count);
    for (std::size_t index = 0; index < count; ++index) {
        const double time = static_cast<double>(index) / kRate;
        const double fade = std::min({1.0, time / kFade, (note.seconds - time) / kFade});
        const double phase = 2 * std::numbers::pi * note.hertz * time;
        const double wave = 0.8 * std::sin(phase) + 0.2 * std::sin(2 * phase);
        samples[index] = static_cast<qint16>(32767 * kLoudness * fade * wave);
    }
    return samples;
}

constexpr const char* kMuted = "muted";

/// Not the station's: two windows, or two users, may want it differently.
QSettings settings()
{
    return QSettings(QStringLiteral("bindery"), QStringLiteral("station-gui"));
}

int gravity(Sound sound)
{
    return sound == Sound::Fail ? 2 : (sound == Sound::Attention ? 1 : 0);
}

} // namespace

QByteArray wavOf(Sound sound)
{
    std::vector<qint16> samples;
    for (const Note& note : notesOf(sound)) {
        const std::vector<qint16> part = samplesOf(note);
        samples.insert(samples.end(), part.begin(), part.end());
    }
    constexpr quint32 kSampleBytes = 2;
    const auto dataBytes = static_cast<quint32>(samples.size()) * kSampleBytes;
    constexpr quint32 kHeaderBytes = 36;
    QByteArray file;
    QDataStream out(&file, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << kHeaderBytes + dataBytes;
    out.writeRawData("WAVEfmt ", 8);
    out << quint32{16} << quint16{1} << quint16{1} << quint32{kRate} << quint32{kRate * kSampleBytes}
        << quint16{kSampleBytes} << quint16{16};
    out.writeRawData("data", 4);
    out << dataBytes;
    for (const qint16 sample : samples) {
        out << sample;
    }
    return file;
}

Sounds::Sounds(QObject* parent) : QObject(parent), m_isMuted(settings().value(kMuted).toBool())
{
    for (const char* player : {"pw-play", "paplay", "aplay"}) {
        m_player = QStandardPaths::findExecutable(QString::fromLatin1(player));
        if (!m_player.isEmpty()) {
            break;
        }
    }
    connect(&m_process, &QProcess::finished, this, [this] { m_playing = Sound::None; });
    connect(&m_process, &QProcess::errorOccurred, this, [this] { m_playing = Sound::None; });
}

void Sounds::setMuted(bool isMuted)
{
    m_isMuted = isMuted;
}

void Sounds::keepMuted(bool isMuted)
{
    setMuted(isMuted);
    settings().setValue(kMuted, isMuted);
}

void Sounds::play(Sound sound)
{
    if (sound == Sound::None) {
        return;
    }
    emit played(sound);
    if (m_isMuted) {
        return;
    }
    if (m_player.isEmpty() || !m_folder.isValid()) {
        QApplication::beep();
        return;
    }
    if (m_process.state() != QProcess::NotRunning) {
        if (gravity(sound) > gravity(m_playing)) {
            m_process
                .kill(); // the graver one is heard with the next fault at the latest; the beep says it now
            QApplication::beep();
        }
        return;
    }
    m_playing = sound;
    m_process.start(m_player, {fileOf(sound)});
}

QString Sounds::fileOf(Sound sound)
{
    const QString path = m_folder.filePath(QString::number(static_cast<int>(sound)) + ".wav");
    if (!QFile::exists(path)) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(wavOf(sound));
        }
    }
    return path;
}

} // namespace bindery::gui
