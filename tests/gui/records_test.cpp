// SPDX-License-Identifier: Apache-2.0
// The page of the records with what goes otherwise than it should.
#include "gui/demo_window.h"
#include "pages/new_file.h"
#include "pages/records_page.h"
#include "window/message_strip.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace bindery::gui
{

namespace
{

QStringList all(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

class RecordsAtTheWindow : public DemoWindow
{
};

TEST_F(RecordsAtTheWindow, FindTheUnitThatWasScannedWhateverWasLookedForBefore)
{
    signInByScanner();
    takeOrderByScanner();
    insert({1});
    ASSERT_TRUE(untilSlots({1}, "ready"));
    scan("C:PROVISION");
    ASSERT_TRUE(untilSlots({1}, "passed"));
    const QString serial = m_window->rack().at(m_window->rack().rowOfSlot(1)).serial;
    m_window->showPage(MainWindow::RecordsPageNumber);
    auto* attempts = find<QTableView>("attemptTable")->model();
    find<QLineEdit>("filterOrder")->setText("W-0");
    find<QLineEdit>("filterSlot")->setText("9");
    auto* result = find<QComboBox>("filterResult");
    result->setCurrentIndex(result->findData("failed"));
    find<QComboBox>("filterTime")->setCurrentIndex(1);
    find<QPushButton>("searchButton")->click();
    ASSERT_TRUE(until("nothing is found", [&] { return attempts->rowCount() == 0; }));

    scan("N:" + serial);
    ASSERT_TRUE(until("the unit is found", [&] { return attempts->rowCount() == 1; }));
    EXPECT_EQ(find<QLineEdit>("filterOrder")->text(), "");
    EXPECT_EQ(find<QLineEdit>("filterSlot")->text(), "");
    EXPECT_EQ(result->currentIndex(), 0);
    EXPECT_EQ(find<QComboBox>("filterTime")->currentIndex(), 0);

    scan(QStringLiteral("O:") + QString::fromLatin1(kOrder));
    EXPECT_EQ(find<QLineEdit>("filterSerial")->text(), "") << "the order has other units";
}

TEST_F(RecordsAtTheWindow, LeaveNothingBehindOfAnExportThatIsRefused)
{
    const QTemporaryDir folder;
    m_window->showPage(MainWindow::RecordsPageNumber);
    find<QLineEdit>("exportTarget")->setText(folder.filePath("audit.tar"));
    find<QPushButton>("exportAuditButton")->click(); // nobody is signed in
    ASSERT_TRUE(until("it is refused", [this] { return !m_window->messages().text().isEmpty(); }));
    settle();
    EXPECT_EQ(all(folder.path()), QStringList());

    find<QLineEdit>("exportTarget")->setText(folder.filePath("records.csv"));
    find<QPushButton>("exportCsvButton")->click();
    ASSERT_TRUE(
        until("the table is exported", [this] { return m_window->messages().text().contains("Exported"); }));
    EXPECT_EQ(all(folder.path()), QStringList("records.csv"));
}

TEST(NewFile, HasItsNameOnlyOnceItIsKept)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("records.csv");
    {
        NewFile dropped(path);
        ASSERT_TRUE(dropped.open()) << dropped.problem().toStdString();
        EXPECT_TRUE(dropped.descriptor().isValid());
        EXPECT_FALSE(QFileInfo::exists(path));
    }
    EXPECT_EQ(all(folder.path()), QStringList());
    {
        NewFile kept(path);
        ASSERT_TRUE(kept.open());
        ASSERT_TRUE(kept.keep()) << kept.problem().toStdString();
    }
    EXPECT_EQ(all(folder.path()), QStringList("records.csv"));
    EXPECT_TRUE(QFileInfo(path).permissions().testFlag(QFile::ReadOwner));
}

TEST(NewFile, TakesNoOtherFilesPlace)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("records.csv");
    NewFile late(path);
    ASSERT_TRUE(late.open());
    QFile other(path);
    ASSERT_TRUE(other.open(QIODevice::WriteOnly));
    other.write("of somebody else");
    other.close();
    EXPECT_FALSE(late.keep());
    EXPECT_TRUE(late.problem().contains("exists already"));
    EXPECT_FALSE(NewFile(path).open());
    EXPECT_EQ(QFileInfo(path).size(), 16);
    NewFile nowhere("/nowhere/records.csv");
    EXPECT_FALSE(nowhere.open());
    EXPECT_TRUE(nowhere.problem().contains("/nowhere/records.csv cannot be opened"));
}

} // namespace

} // namespace bindery::gui
