// SPDX-License-Identifier: Apache-2.0
// The daily check at the window: a card that is as it was made, and one in which a byte was changed since.
#include "gui/demo_window.h"
#include "pages/station_page.h"
#include "window/message_strip.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QtEndian>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace bindery::gui
{

namespace
{

struct Extent {
    qint64 offset;
    qint64 length;
};

/// Of the partition table in the first sector; `number` from 1.
Extent partition(QFile& card, int number)
{
    constexpr qint64 kSector = 512;
    constexpr qint64 kTable = 446;
    constexpr qint64 kEntry = 16;
    constexpr qint64 kStart = 8;
    card.seek(kTable + kEntry * (number - 1) + kStart);
    const QByteArray numbers = card.read(8);
    return {qFromLittleEndian<quint32>(numbers.constData()) * kSector,
            qFromLittleEndian<quint32>(numbers.constData() + 4) * kSector};
}

class DailyCheck : public DemoWindow
{
protected:
    void makeCards(std::initializer_list<uint> numbers)
    {
        signInByScanner();
        takeOrderByScanner();
        insert(numbers);
        ASSERT_TRUE(untilSlots(numbers, "ready"));
        scan("C:PROVISION");
        ASSERT_TRUE(untilSlots(numbers, "passed"));
    }

    QString serialIn(uint slot) { return m_window->rack().at(m_window->rack().rowOfSlot(slot)).serial; }

    /// Takes the card out, changes a byte of its boot partition, and puts it in again.
    void damageCard(uint slot)
    {
        const QString serial = serialIn(slot);
        takeOut({slot});
        ASSERT_TRUE(untilSlots({slot}, "empty"));
        const QDir cards(m_station->folder() + "/state/demo/cards");
        bool isFound = false;
        for (const QFileInfo& entry : cards.entryInfoList({"*.card"}, QDir::Files)) {
            QFile card(entry.filePath());
            ASSERT_TRUE(card.open(QIODevice::ReadWrite));
            constexpr qint64 kHeader = 64 << 10;
            card.seek(partition(card, 2).offset);
            if (!card.read(kHeader).contains(serial.toUtf8())) {
                continue;
            }
            isFound = true;
            const Extent boot = partition(card, 1);
            const qint64 place = boot.offset + boot.length / 2;
            card.seek(place);
            const char changed = static_cast<char>(~card.read(1).at(0));
            card.seek(place);
            ASSERT_EQ(card.write(&changed, 1), 1);
        }
        ASSERT_TRUE(isFound) << "no card holds the serial " << serial.toStdString();
        m_client->demoInsertUnit(slot, serial);
        ASSERT_TRUE(until("the card is in again", [this, slot] {
            return m_window->rack().at(m_window->rack().rowOfSlot(slot)).cardPresent;
        }));
    }

    testing::AssertionResult untilResult(const char* end)
    {
        auto* result = find<QLabel>("checkResult");
        const auto come =
            until("the check ends", [&] { return result->text().endsWith(QLatin1String(end)); });
        return come ? come
                    : testing::AssertionFailure() << come.message() << "; " << result->text().toStdString();
    }
};

TEST_F(DailyCheck, FindsTheGoodCardGoodAndTheBadCardBadByScannerAlone)
{
    makeCards({1, 2});
    damageCard(2);
    scan("C:CHECKGOOD");
    EXPECT_EQ(m_window->page(), MainWindow::StationPageNumber);
    EXPECT_TRUE(find<QLabel>("checkResult")->isVisible());
    ASSERT_TRUE(untilResult("slot 1: as expected"));
    scan("C:CHECKBAD");
    ASSERT_TRUE(untilResult("slot 2: as expected"));
    EXPECT_TRUE(find<QLabel>("checkResult")->text().contains("slot 1: as expected"))
        << "the first result stays beside the second";
    auto* bad = find<QComboBox>("badCardSlot");
    bad->setCurrentIndex(find<QComboBox>("goodCardSlot")->currentIndex());
    EXPECT_TRUE(find<QLabel>("checkResult")->text().contains("slot 2: as expected"))
        << "what was found stays while the slots are chosen";
}

TEST_F(DailyCheck, SaysThatACardIsNotAsItMustBe)
{
    makeCards({3});
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::CheckTab);
    auto* bad = find<QComboBox>("badCardSlot");
    bad->setCurrentIndex(bad->findText("3"));
    find<QPushButton>("checkBadButton")->click();
    ASSERT_TRUE(untilResult("slot 3: not as expected: stop and call a supervisor"));
    EXPECT_EQ(m_window->messages().text(),
              "Known bad card in slot 3: not as expected: stop and call a supervisor");
}

TEST_F(DailyCheck, IsMeantForTheSlotWhoseLabelWasScanned)
{
    signInByScanner();
    scan("S:3");
    scan("C:CHECKGOOD");
    EXPECT_EQ(find<QComboBox>("goodCardSlot")->currentText(), "3");
    ASSERT_TRUE(until("the empty slot is refused",
                      [this] { return m_window->messages().text().contains("lot 3 is empty"); }));
    scan("C:CHECKBAD"); // the choice ended with the act
    ASSERT_TRUE(until("the empty slot is refused",
                      [this] { return m_window->messages().text().contains("lot 2 is empty"); }));
}

TEST_F(DailyCheck, IsMeantForTheSlotWhoseLabelWasScannedOnRecords)
{
    signInByScanner();
    scan("S:2"); // chosen at the line, and not what is meant in the end
    m_window->showPage(MainWindow::RecordsPageNumber);
    scan("S:3");
    EXPECT_EQ(m_window->page(), MainWindow::RecordsPageNumber);
    scan("C:CHECKGOOD");
    EXPECT_EQ(find<QComboBox>("goodCardSlot")->currentText(), "3");
    ASSERT_TRUE(until("the empty slot is refused",
                      [this] { return m_window->messages().text().contains("lot 3 is empty"); }));
    m_window->showPage(MainWindow::RecordsPageNumber);
    scan("S:99"); // one of another day
    scan("C:CHECKGOOD");
    EXPECT_EQ(m_window->messages().text(), "There is no slot 99.");
}

TEST_F(DailyCheck, GoesToWhereTheGoodCardIs)
{
    signInByScanner();
    scan("S:2"); // where the bad card is by default
    scan("C:CHECKGOOD");
    EXPECT_EQ(find<QComboBox>("goodCardSlot")->currentText(), "2");
    EXPECT_EQ(find<QComboBox>("badCardSlot")->currentText(), "1");
    ASSERT_TRUE(until("the empty slot is refused",
                      [this] { return m_window->messages().text().contains("lot 2 is empty"); }));
}

TEST_F(DailyCheck, WantsEachCardInASlotOfItsOwn)
{
    signInByScanner();
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::CheckTab);
    auto* good = find<QComboBox>("goodCardSlot");
    auto* bad = find<QComboBox>("badCardSlot");
    EXPECT_EQ(good->currentText(), "1");
    EXPECT_EQ(bad->currentText(), "2");
    EXPECT_TRUE(find<QPushButton>("checkGoodButton")->isEnabled());
    bad->setCurrentIndex(good->currentIndex());
    EXPECT_FALSE(find<QPushButton>("checkGoodButton")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("checkBadButton")->isEnabled());
    EXPECT_TRUE(find<QLabel>("checkResult")->text().contains("a slot for each"));
    scan("C:CHECKBAD");
    EXPECT_TRUE(m_window->messages().text().contains("a slot for each"));
}

} // namespace

} // namespace bindery::gui
