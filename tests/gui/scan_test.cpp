// SPDX-License-Identifier: Apache-2.0
#include "scan/bar_code.h"
#include "scan/caps_lock.h"
#include "scan/keyboard_layout.h"
#include "scan/scan.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QKeyEvent>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

TEST(Scan, IsKnownByItsPrefix)
{
    EXPECT_EQ(scanOf("B:1001"), (Scan{ScanKind::Badge, "1001"}));
    EXPECT_EQ(scanOf("O:W-2041"), (Scan{ScanKind::Order, "W-2041"}));
    EXPECT_EQ(scanOf("S:12"), (Scan{ScanKind::Slot, "12"}));
    EXPECT_EQ(scanOf("N:GW-000012"), (Scan{ScanKind::Serial, "GW-000012"}));
    EXPECT_EQ(scanOf("M:SIM-1"), (Scan{ScanKind::Module, "SIM-1"}));
    EXPECT_EQ(scanOf("P:10000000d1a2b3c4"), (Scan{ScanKind::Pi, "10000000d1a2b3c4"}));
    EXPECT_EQ(scanOf("C:PROVISION"), (Scan{ScanKind::Command, "PROVISION"}));
}

TEST(Scan, IsUnknownWithoutAPrefixOrWithNothingBehindIt)
{
    EXPECT_EQ(scanOf("4006381333931").kind, ScanKind::Unknown);
    EXPECT_EQ(scanOf("B:").kind, ScanKind::Unknown);
    EXPECT_EQ(scanOf("b:1001").kind, ScanKind::Unknown);
    EXPECT_EQ(scanOf("").kind, ScanKind::Unknown);
}

TEST(Scan, IsPrintedAsItIsRead)
{
    for (const char* raw : {"B:1001", "O:A", "S:3", "N:x", "M:y", "P:z", "C:CANCEL"}) {
        EXPECT_EQ(rawOf(scanOf(raw)), raw);
    }
}

TEST(Scan, OfACommandIsItsName)
{
    EXPECT_EQ(commandOf("PROVISION"), Command::Provision);
    EXPECT_EQ(commandOf("provision"), Command::None);
    EXPECT_EQ(textOf(Command::AllowData), "ALLOWDATA");
    EXPECT_EQ(commandOf("CHECKGOOD"), Command::CheckGood);
    EXPECT_EQ(commandOf("CHECKBAD"), Command::CheckBad);
}

TEST(KeyboardLayout, OfUsScannerAtAGermanStationIsFound)
{
    // what the keys of T:QAZWYM-09:;_/ write on a German keyboard
    const auto mixUp = mixUpOf(QStringLiteral("T\u00D6QAYWZM\u00DF09\u00D6\u00F6?-"));
    ASSERT_TRUE(mixUp.has_value());
    EXPECT_EQ(mixUp->scanner, "us");
    EXPECT_EQ(mixUp->station, "de");
    EXPECT_EQ(mixUp->meant, "T:" + layoutTestText());
}

TEST(KeyboardLayout, OfGermanScannerAtAnAmericanStationIsFoundInAnyCode)
{
    const auto mixUp = mixUpOf("B>1001");
    ASSERT_TRUE(mixUp.has_value());
    EXPECT_EQ(mixUp->station, "us");
    EXPECT_EQ(mixUp->meant, "B:1001");
}

TEST(KeyboardLayout, OfAnUndisturbedScanIsNoMixUp)
{
    EXPECT_EQ(mixUpOf("T:" + layoutTestText()), std::nullopt);
    EXPECT_EQ(mixUpOf("B:1001"), std::nullopt);
    EXPECT_EQ(mixUpOf("4006381333931"), std::nullopt);
}

TEST(CapsLock, IsWhatTurnsTheCaseOfAKnownCode)
{
    EXPECT_EQ(meantWithoutCapsLock("b:operator-1"), "B:OPERATOR-1");
    EXPECT_EQ(meantWithoutCapsLock("c:provision"), "C:PROVISION");
    EXPECT_EQ(meantWithoutCapsLock("n:gW-000012"), "N:Gw-000012");
    EXPECT_EQ(meantWithoutCapsLock("t:" + layoutTestText().toLower()), "T:" + layoutTestText());
}

TEST(CapsLock, IsNoReasonForAnythingElse)
{
    for (const char* raw : {"B:1001", "N:gw-12", "4006381333931", "hello", "b:", "x:1001", ""}) {
        EXPECT_EQ(meantWithoutCapsLock(raw), std::nullopt) << raw;
    }
}

TEST(CapsLock, IsSeenAtALetterThatDoesNotGoWithItsShift)
{
    const auto says = [](const char* text, Qt::KeyboardModifiers modifiers) {
        return saysCapsLock(QKeyEvent(QEvent::KeyPress, Qt::Key_A, modifiers, QString::fromLatin1(text)));
    };
    EXPECT_TRUE(says("A", Qt::NoModifier));
    EXPECT_TRUE(says("a", Qt::ShiftModifier));
    EXPECT_FALSE(says("A", Qt::ShiftModifier));
    EXPECT_FALSE(says("a", Qt::NoModifier));
    EXPECT_FALSE(says("1", Qt::ShiftModifier));
    EXPECT_FALSE(says("", Qt::ShiftModifier));
}

TEST(BarCode, IsReadByAProgramThatWeDidNotWrite)
{
    const QTemporaryDir folder;
    for (const QString& raw :
         {"T:" + layoutTestText(), QStringLiteral("C:PROVISION"), QStringLiteral("C:SIGNOUT")}) {
        const QString path = folder.filePath("code.png");
        ASSERT_TRUE(barCode(raw, 3, 120).save(path));
        QProcess reader;
        reader.start("zbarimg", {"--quiet", "--raw", "--nodbus", path});
        ASSERT_TRUE(reader.waitForFinished());
        EXPECT_EQ(QString::fromUtf8(reader.readAllStandardOutput()).trimmed(), raw);
    }
}

} // namespace

} // namespace bindery::gui
