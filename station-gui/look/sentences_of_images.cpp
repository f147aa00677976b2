// SPDX-License-Identifier: Apache-2.0
// Sentences about golden images and the steps of staging one.
#include "look/sentences.h"

#include <array>

#include <QtCore/QtGlobal>

namespace bindery::gui::sentences
{

namespace
{

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Daemon", "%1 is staged"),
    QT_TRANSLATE_NOOP("Daemon", "another supervisor approves it"),
    QT_TRANSLATE_NOOP("Daemon", "another supervisor has to approve it"),
    QT_TRANSLATE_NOOP("Daemon", "%1 was staged before"),
    QT_TRANSLATE_NOOP("Daemon", "same content, same recipe"),
    QT_TRANSLATE_NOOP("Daemon", "%1 was staged by %2"),
    QT_TRANSLATE_NOOP("Daemon", "%1 was approved already, by %2 on %3"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is in the store, but not in the records"),
    QT_TRANSLATE_NOOP("Daemon", "stage it again"),
    QT_TRANSLATE_NOOP("Daemon", "the golden image %1"),
    QT_TRANSLATE_NOOP("Daemon", "cards were made from %1, and can only be verified while it is here"),
    QT_TRANSLATE_NOOP("Daemon", "remove it all the same with --force"),
    QT_TRANSLATE_NOOP("Daemon", "a sample card starts in a virtual machine"),
    QT_TRANSLATE_NOOP("Daemon", "a sample card was started, and opened by its module alone"),
    QT_TRANSLATE_NOOP("Daemon", "there is no recipe \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "no name for the image can be made from \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "give one"),
    QT_TRANSLATE_NOOP("Daemon", "\"%1\" is not a name for an image"),
    QT_TRANSLATE_NOOP("Daemon", "letters, digits, '.', '_', '-', at most 64, the first a letter or digit"),
    QT_TRANSLATE_NOOP("Daemon",
                      "the recipe %1 has a table [unit], but nothing was given to put into the system"),
    QT_TRANSLATE_NOOP("Daemon", "the recipe %1 has no table [unit], so nothing is put into the system"),
    QT_TRANSLATE_NOOP("Daemon", "the recipe %1 is for real units, whose initramfs its own tools make"),
    QT_TRANSLATE_NOOP("Daemon", "stage it with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "staging was stopped"),
    QT_TRANSLATE_NOOP("Daemon", "listing the image"),
    QT_TRANSLATE_NOOP("Daemon", "looking for the root among the golden images"),
    QT_TRANSLATE_NOOP("Daemon", "finding the patch points"),
    QT_TRANSLATE_NOOP("Daemon", "the boot partition of %1"),
    QT_TRANSLATE_NOOP("Daemon", "the root of %1"),
    QT_TRANSLATE_NOOP("Daemon", "reading the partition table"),
    QT_TRANSLATE_NOOP("Daemon", "reading %1"),
    QT_TRANSLATE_NOOP("Daemon", "copying %1"),
    QT_TRANSLATE_NOOP("Daemon", "looking through %1"),
    QT_TRANSLATE_NOOP("Daemon", "writing the files of %1"),
    QT_TRANSLATE_NOOP("Daemon", "cutting out the boot partition"),
    QT_TRANSLATE_NOOP("Daemon", "cutting out the root partition"),
    QT_TRANSLATE_NOOP("Daemon", "copying the boot partition"),
    QT_TRANSLATE_NOOP("Daemon", "copying the root partition"),
    QT_TRANSLATE_NOOP("Daemon", "making the boot partition"),
    QT_TRANSLATE_NOOP("Daemon", "checking the root"),
    QT_TRANSLATE_NOOP("Daemon", "shrinking the root"),
    QT_TRANSLATE_NOOP("Daemon", "clearing what the root does not use"),
    QT_TRANSLATE_NOOP("Daemon", "checking the finished root"),
    QT_TRANSLATE_NOOP("Daemon", "calculating the root's digest"),
    QT_TRANSLATE_NOOP("Daemon", "checking the root before it is changed"),
    QT_TRANSLATE_NOOP("Daemon", "putting the unit files into the root"),
    QT_TRANSLATE_NOOP("Daemon", "making room in the root"),
    QT_TRANSLATE_NOOP("Daemon", "editing the boot files"),
    QT_TRANSLATE_NOOP("Daemon", "unpacking the root for its own tools"),
    QT_TRANSLATE_NOOP("Daemon", "rebuilding the initramfs of %1"),
    QT_TRANSLATE_NOOP("Daemon", "putting back what the image's tools changed"),
    QT_TRANSLATE_NOOP("Daemon", "looking into %1"),
};

} // namespace

Sentences ofImages()
{
    return kSentences;
}

} // namespace bindery::gui::sentences
