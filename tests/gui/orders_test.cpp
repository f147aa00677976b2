// SPDX-License-Identifier: Apache-2.0
// Orders as people come by them: scanned without an image, made at the window, with a first article.
#include "golden/disk_images.h"
#include "gui/demo_window.h"
#include "pages/line_page.h"
#include "window/message_strip.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

namespace bindery::gui
{

namespace
{

class Orders : public DemoWindow
{
protected:
    /// A released order that names no image.
    void makeBareOrder(const QString& number)
    {
        QString path;
        QObject::connect(m_client->newOrder(number, {}), &Request::done, m_client.get(),
                         [&path](const QVariantList& results) { path = results.value(0).toString(); });
        ASSERT_TRUE(until("the order is made", [&path] { return !path.isEmpty(); }));
        m_client->releaseOrder(path);
        ASSERT_TRUE(until("the order is released", [this, &number] {
            return m_window->orders().find(number).state == QLatin1String("released");
        }));
    }

    /// A second image beside the demo's, approved as well.
    void approveAnotherImage(const QString& name)
    {
        const QTemporaryDir folder;
        const std::filesystem::path work = folder.path().toStdString();
        test::makeSystemImage(work / "system.img", work);
        signInSupervisor();
        m_window->showPage(MainWindow::ImagesPageNumber);
        auto* recipes = find<QComboBox>("stageRecipe");
        ASSERT_TRUE(until("the recipes are known", [recipes] { return recipes->findText("generic") >= 0; }));
        recipes->setCurrentIndex(recipes->findText("generic"));
        find<QLineEdit>("stageSource")->setText(folder.filePath("system.img"));
        find<QLineEdit>("stageName")->setText(name);
        find<QPushButton>("stageButton")->click();
        ASSERT_TRUE(until("the image is staged", [&] { return !imageOf(name).path.isEmpty(); }));
        m_client->signIn("SUPERVISOR-2", QString::fromLatin1(kPin));
        ASSERT_TRUE(until("another supervisor is signed in",
                          [this] { return m_client->station().person == QLatin1String("SUPERVISOR-2"); }));
        m_client->approve(imageOf(name).path);
        ASSERT_TRUE(
            until("the image is approved", [&] { return imageOf(name).state == QLatin1String("approved"); }));
    }

    ImageFacts imageOf(const QString& name)
    {
        ImageModel& images = m_window->imageModel();
        for (int row = 0; row < images.rowCount(); ++row) {
            if (images.at(row).name == name) {
                return images.at(row);
            }
        }
        return {};
    }
};

TEST_F(Orders, WithoutAnImageAreNotTakenBeforeAPersonConfirmedTheOneThatIsApproved)
{
    signInByScanner();
    makeBareOrder("BARE-1");
    scan("O:BARE-1");
    EXPECT_EQ(nextStep(), "Confirm the image of order BARE-1");
    auto* image = find<QComboBox>("orderImage");
    EXPECT_TRUE(image->isVisible());
    EXPECT_EQ(image->currentText(), imageOf("demo").name);
    EXPECT_EQ(find<QListWidget>("orderList")->currentItem()->data(Qt::UserRole).toString(), "BARE-1");
    EXPECT_EQ(m_client->line().order, "");

    scan("C:CONFIRM");
    ASSERT_TRUE(until("the line works on the order",
                      [this] { return m_client->line().state == QLatin1String("ready"); }));
    EXPECT_EQ(m_window->page(), MainWindow::LinePageNumber);
    EXPECT_EQ(m_client->line().order, "BARE-1");
    EXPECT_EQ(m_client->line().golden, imageOf("demo").id);
    ASSERT_TRUE(until("cards are asked for", [this] { return nextStep() == "Put cards in"; }));
}

TEST_F(Orders, WithoutAnImageAskForOneOfThoseThatAreApproved)
{
    approveAnotherImage("gateway");
    makeBareOrder("BARE-1");
    makeBareOrder("BARE-2");
    scan("O:BARE-1");
    EXPECT_EQ(nextStep(), "Choose the image of order BARE-1");
    auto* image = find<QComboBox>("orderImage");
    EXPECT_EQ(image->currentIndex(), -1);
    EXPECT_FALSE(find<QPushButton>("takeOrderButton")->isEnabled());
    scan("C:CONFIRM");
    EXPECT_EQ(m_window->messages().text(), "Choose the image to write first.");
    image->setCurrentIndex(image->findText("demo"));
    scan("O:BARE-2"); // what was chosen for one order is not meant for the next
    EXPECT_EQ(image->currentIndex(), -1);

    image->setCurrentIndex(image->findText("gateway"));
    find<QPushButton>("takeOrderButton")->click();
    ASSERT_TRUE(until("the line works on the order",
                      [this] { return m_client->line().order == QLatin1String("BARE-2"); }));
    EXPECT_EQ(m_client->line().golden, imageOf("gateway").id);
}

TEST_F(Orders, WithoutAnImageAreGivenUpAndTheLineKeepsItsOwn)
{
    signInByScanner();
    makeBareOrder("BARE-1");
    takeOrderByScanner();
    auto* panel = find<QWidget>("orderPanel");
    ASSERT_TRUE(until("the order is seen", [panel] { return panel->isVisible(); }));
    scan("O:BARE-1");
    EXPECT_TRUE(find<QWidget>("orderChooser")->isVisible());
    EXPECT_EQ(nextStep(), "Confirm the image of order BARE-1");
    find<QPushButton>("otherOrderButton")->click();
    EXPECT_TRUE(panel->isVisible());
    EXPECT_EQ(nextStep(), "Put cards in");
    EXPECT_EQ(m_client->line().order, kOrder);
}

TEST_F(Orders, ThatWereNotScannedAreNotTakenByTheConfirmationOfAnother)
{
    signInByScanner();
    makeBareOrder("BARE-1");
    makeBareOrder("BARE-2");
    scan("O:BARE-1");
    EXPECT_EQ(nextStep(), "Confirm the image of order BARE-1");
    auto* list = find<QListWidget>("orderList");
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(Qt::UserRole).toString() == QLatin1String("BARE-2")) {
            list->setCurrentRow(row);
        }
    }
    EXPECT_EQ(nextStep(), "Choose an order") << "what was asked is asked no more";
    scan("C:CONFIRM");
    m_window->linePage().confirmImage();
    EXPECT_EQ(m_window->messages().text(), "Choose the image to write first.");
    bool isAnswered = false;
    QObject::connect(m_client->listPersons(), &Request::done, m_client.get(),
                     [&isAnswered] { isAnswered = true; });
    ASSERT_TRUE(until("the station answered what came before", [&] { return isAnswered; }));
    EXPECT_EQ(m_client->line().order, "");
}

TEST_F(Orders, WithoutAnImageAreForgottenWhenAnotherPersonComes)
{
    signInByScanner();
    makeBareOrder("BARE-1");
    scan("O:BARE-1");
    EXPECT_EQ(nextStep(), "Confirm the image of order BARE-1");
    signInSupervisor(); // without a moment at which nobody is signed in
    ASSERT_TRUE(until("the question is gone", [this] { return nextStep() == "Choose an order"; }));
    EXPECT_FALSE(m_window->linePage().asksForImage());
    scan("O:BARE-1");
    EXPECT_EQ(nextStep(), "Confirm the image of order BARE-1");
}

TEST_F(Orders, AreMadeAtTheWindow)
{
    signInByScanner();
    find<QPushButton>("newOrderButton")->click();
    auto* make = find<QPushButton>("makeOrderButton");
    EXPECT_FALSE(make->isEnabled()) << "an order has a number";
    find<QLineEdit>("newOrderNumber")->setText("W-77");
    auto* image = find<QComboBox>("newOrderImage");
    EXPECT_EQ(image->currentText(), "demo");
    find<QSpinBox>("newOrderTarget")->setValue(1);
    find<QLineEdit>("newOrderPrefix")->setText("GW-");
    find<QCheckBox>("newOrderStartsOnInsertion")->setChecked(true);
    make->click();
    ASSERT_TRUE(until("the line works on the order",
                      [this] { return m_client->line().order == QLatin1String("W-77"); }));
    EXPECT_EQ(m_client->line().target, 1);
    EXPECT_FALSE(find<QWidget>("newOrderForm")->isVisible());
    insert({1});
    ASSERT_TRUE(untilSlots({1}, "passed")) << "its cards start by themselves";
    EXPECT_TRUE(m_window->rack().at(m_window->rack().rowOfSlot(1)).serial.startsWith("GW-"));
    ASSERT_TRUE(
        until("the order is complete", [this] { return m_client->line().state == QLatin1String("full"); }));
}

TEST_F(Orders, ThatAreThereAlreadyAreRefusedInTheForm)
{
    signInByScanner();
    find<QPushButton>("newOrderButton")->click();
    find<QLineEdit>("newOrderNumber")->setText(kOrder);
    find<QPushButton>("makeOrderButton")->click();
    auto* problem = find<QLabel>("newOrderProblem");
    ASSERT_TRUE(until("the problem is said", [problem] { return problem->isVisible(); }));
    EXPECT_TRUE(problem->text().contains(kOrder)) << problem->text().toStdString();
    EXPECT_TRUE(find<QWidget>("newOrderForm")->isVisible()) << "what was typed can be mended";
    EXPECT_EQ(m_client->line().order, "");
}

TEST_F(Orders, WithAFirstArticleGoOnWhenAnotherPersonApprovedIt)
{
    constexpr const char* kFirstArticleOrder = "DEMO-2";
    signInByScanner();
    scan(QStringLiteral("O:") + QString::fromLatin1(kFirstArticleOrder));
    const auto state = [&] { return m_window->orders().find(kFirstArticleOrder).state; };
    ASSERT_TRUE(until("the first article is to be made", [&] { return state() == "first article"; }));
    insert({1});
    ASSERT_TRUE(untilSlots({1}, "ready"));
    scan("C:PROVISION");
    ASSERT_TRUE(untilSlots({1}, "passed"));
    auto* approve = find<QPushButton>("approveFirstArticleButton");
    ASSERT_TRUE(until("the approval can be given", [approve] { return approve->isVisible(); }));
    approve->click();
    ASSERT_TRUE(until("whoever made it is refused",
                      [this] { return m_window->messages().text().contains("another person"); }));
    EXPECT_EQ(state(), "first article");

    signInSupervisor();
    approve->click();
    ASSERT_TRUE(until("the order is open", [&] { return state() == "open"; }));
    EXPECT_TRUE(until("there is nothing left to approve", [approve] { return !approve->isVisible(); }));
    insert({2});
    ASSERT_TRUE(untilSlots({2}, "ready"));
    scan("C:PROVISION");
    EXPECT_TRUE(untilSlots({2}, "passed"));
}

} // namespace

} // namespace bindery::gui
