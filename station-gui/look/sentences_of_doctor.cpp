// SPDX-License-Identifier: Apache-2.0
// What the doctor finds, and its cures. Commands stay as they are typed.
#include "look/sentences.h"

#include <array>

#include <QtCore/QtGlobal>

namespace bindery::gui::sentences
{

namespace
{

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Daemon", "its version cannot be read"),
    QT_TRANSLATE_NOOP("Daemon", "cards that are exchanged in a running job are told apart less well"),
    QT_TRANSLATE_NOOP("Daemon", "use Linux 5.15 or newer"),
    QT_TRANSLATE_NOOP("Daemon", "Debian 12 has it"),
    QT_TRANSLATE_NOOP("Daemon", "the processor has AES instructions"),
    QT_TRANSLATE_NOOP("Daemon", "the processor has no AES instructions"),
    QT_TRANSLATE_NOOP("Daemon", "encryption is slow"),
    QT_TRANSLATE_NOOP("Daemon", "use a machine with them for more than one card at a time"),
    QT_TRANSLATE_NOOP("Daemon", "root: card image files and cards in readers"),
    QT_TRANSLATE_NOOP("Daemon", "no root: card image files only, no cards in readers"),
    QT_TRANSLATE_NOOP("Daemon", "run bindery with sudo for cards in readers"),
    QT_TRANSLATE_NOOP("Daemon", "secrets are kept out of swap (%1)"),
    QT_TRANSLATE_NOOP("Daemon", "secrets may be swapped to disk (%1)"),
    QT_TRANSLATE_NOOP("Daemon", "no limit"),
    QT_TRANSLATE_NOOP("Daemon", "limit %1 KiB"),
    QT_TRANSLATE_NOOP("Daemon", "limit %1 MiB"),
    QT_TRANSLATE_NOOP("Daemon", "limit %1 GiB"),
    QT_TRANSLATE_NOOP("Daemon", "swap is on"),
    QT_TRANSLATE_NOOP("Daemon", "swap is off now"),
    QT_TRANSLATE_NOOP("Daemon", "raise RLIMIT_MEMLOCK to at least 1 MiB (%1), or switch swap off"),
    QT_TRANSLATE_NOOP("Daemon", "\"%1\" in %2"),
    QT_TRANSLATE_NOOP("Daemon", "off for this program (%1)"),
    QT_TRANSLATE_NOOP("Daemon", "this program can be dumped, secrets with it (%1)"),
    QT_TRANSLATE_NOOP("Daemon", "set kernel.core_pattern to %1, or find out what made the program dumpable"),
    QT_TRANSLATE_NOOP("Daemon", "name another with --state DIR"),
    QT_TRANSLATE_NOOP("Daemon", "run bindery as the user it belongs to, or name another with --state DIR"),
    QT_TRANSLATE_NOOP("Daemon", "%1 cannot be written by this user"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is no folder"),
    QT_TRANSLATE_NOOP("Daemon", "nothing can be made there"),
    QT_TRANSLATE_NOOP("Daemon", "%1 will be made at first use"),
    QT_TRANSLATE_NOOP("Daemon", "%1 can be looked into by other users"),
    QT_TRANSLATE_NOOP("Daemon", "card image files there are verified past the cache"),
    QT_TRANSLATE_NOOP("Daemon", "the file system of %1 has none"),
    QT_TRANSLATE_NOOP("Daemon", "card image files there are verified through the cache, and recorded so"),
    QT_TRANSLATE_NOOP("Daemon", "put card image files on ext4, XFS or Btrfs"),
    QT_TRANSLATE_NOOP("Daemon", "cards in readers are not concerned"),
    QT_TRANSLATE_NOOP("Daemon", "could not be tried in %1"),
    QT_TRANSLATE_NOOP("Daemon", "%1 free for golden images and records"),
    QT_TRANSLATE_NOOP("Daemon", "free some"),
    QT_TRANSLATE_NOOP("Daemon", "a golden image takes what its root uses, and some MiB for each card size"),
    QT_TRANSLATE_NOOP("Daemon", "synchronised"),
    QT_TRANSLATE_NOOP("Daemon", "not synchronised"),
    QT_TRANSLATE_NOOP("Daemon", "the records say so with every time"),
    QT_TRANSLATE_NOOP("Daemon", "nobody knows whether it is synchronised"),
    QT_TRANSLATE_NOOP("Daemon", "apt install systemd-timesyncd (or chrony), and let it reach a time server"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is not installed"),
    QT_TRANSLATE_NOOP("Daemon", "it grows the root to the size of a card"),
    QT_TRANSLATE_NOOP("Daemon", "it checks roots while staging"),
    QT_TRANSLATE_NOOP("Daemon", "golden images cannot be proved by a boot of a card"),
    QT_TRANSLATE_NOOP("Daemon", "none yet"),
    QT_TRANSLATE_NOOP("Daemon", "%1 events, the end of the chain holds"),
    QT_TRANSLATE_NOOP("Daemon", "stop the line, keep a copy of the state folder, see %1"),
    QT_TRANSLATE_NOOP("Daemon", "made at first use"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is open to %2 (mode %3)"),
    QT_TRANSLATE_NOOP("Daemon", "everybody"),
    QT_TRANSLATE_NOOP("Daemon", "a key that others could read is best replaced"),
    QT_TRANSLATE_NOOP("Daemon", "run bindery doctor as %1 or as root"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is gone"),
    QT_TRANSLATE_NOOP("Daemon", "the transport secrets sealed under it cannot be opened"),
    QT_TRANSLATE_NOOP("Daemon",
                      "restore it from a backup, or give the systemd credential %1 it was replaced by"),
    QT_TRANSLATE_NOOP("Daemon", "%1, readable by root only"),
    QT_TRANSLATE_NOOP("Daemon", "%1, readable by %2 and root only"),
    QT_TRANSLATE_NOOP("Daemon", "none: cards are made, but no unit is bound at this station"),
    QT_TRANSLATE_NOOP("Daemon", "%1 for the first station of a site, %2 for the others"),
    QT_TRANSLATE_NOOP("Daemon", "%1 pinned keys, and a certificate of this station"),
    QT_TRANSLATE_NOOP("Daemon", "join the site once more with %1, or restore %2 from a backup"),
    QT_TRANSLATE_NOOP("Daemon", "%1 lies on this station"),
    QT_TRANSLATE_NOOP("Daemon", "who has the station has the spare too"),
    QT_TRANSLATE_NOOP("Daemon", "copy it to a medium in a safe, check the copy, and %1"),
};

} // namespace

Sentences ofDoctor()
{
    return kSentences;
}

} // namespace bindery::gui::sentences
