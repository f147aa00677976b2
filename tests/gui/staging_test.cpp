// SPDX-License-Identifier: Apache-2.0
#include "golden/disk_images.h"
#include "gui/demo_window.h"
#include "window/message_strip.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace bindery::gui
{

namespace
{

class Staging : public DemoWindow
{
protected:
    void SetUp() override
    {
        DemoWindow::SetUp();
        if (HasFatalFailure()) {
            return;
        }
        signInSupervisor();
        m_window->showPage(MainWindow::ImagesPageNumber);
        auto* recipes = find<QComboBox>("stageRecipe");
        ASSERT_TRUE(until("the recipes are known", [recipes] { return recipes->findText("generic") >= 0; }));
        recipes->setCurrentIndex(recipes->findText("generic"));
    }

    void stage(const QString& source, const QString& name)
    {
        find<QLineEdit>("stageSource")->setText(source);
        find<QLineEdit>("stageName")->setText(name);
        ASSERT_TRUE(find<QPushButton>("stageButton")->isEnabled());
        find<QPushButton>("stageButton")->click();
    }

    ImageFacts imageOf(const QString& name)
    {
        ImageModel& images = m_window->imageModel();
        for (int row = 0; row < images.rowCount(); ++row) {
            if (images.at(row).name == name) {
                find<QTableView>("imageTable")->selectRow(row);
                return images.at(row);
            }
        }
        return {};
    }
};

TEST_F(Staging, MakesAnImageThatAnotherSupervisorApproves)
{
    const QTemporaryDir folder;
    const std::filesystem::path work = folder.path().toStdString();
    test::makeSystemImage(work / "system.img", work);
    stage(folder.filePath("system.img"), "gateway");
    ASSERT_TRUE(until("the image is staged", [this] { return !imageOf("gateway").path.isEmpty(); }));
    EXPECT_EQ(imageOf("gateway").state, "staged");
    EXPECT_FALSE(find<QPushButton>("approveButton")->isEnabled());
    EXPECT_TRUE(find<QLabel>("imageDetail")->text().contains("you staged it"));

    m_client->signIn("SUPERVISOR-2", QString::fromLatin1(kPin));
    ASSERT_TRUE(until("another supervisor is signed in",
                      [this] { return m_client->station().person == QLatin1String("SUPERVISOR-2"); }));
    find<QPushButton>("approveButton")->click();
    ASSERT_TRUE(until("the image is approved",
                      [this] { return imageOf("gateway").state == QLatin1String("approved"); }));
    EXPECT_EQ(m_window->messages().text(), "Cards may be made of gateway.");
}

TEST_F(Staging, SaysWhyASourceIsNoImage)
{
    const QTemporaryDir folder;
    QFile source(folder.filePath("letter.txt"));
    ASSERT_TRUE(source.open(QIODevice::WriteOnly));
    source.write(QByteArray(4096, 'x'));
    source.close();
    stage(source.fileName(), "letter");
    JobModel& jobs = m_window->jobs();
    ASSERT_TRUE(until("the staging has failed", [&jobs] {
        return jobs.rowCount() > 0 && jobs.at(0).state == QLatin1String("failed");
    }));
    EXPECT_FALSE(jobs.at(0).message.isEmpty());
    EXPECT_TRUE(imageOf("letter").path.isEmpty());
}

TEST_F(Staging, SaysWhyAnImageCannotBeProved)
{
    ASSERT_FALSE(imageOf("demo").path.isEmpty());
    auto* prove = find<QPushButton>("proveButton");
    ASSERT_TRUE(prove->isEnabled());
    prove->click();
    JobModel& jobs = m_window->jobs();
    ASSERT_TRUE(until("the proof has ended", [&jobs] {
        return jobs.rowCount() > 0 && jobs.at(0).kind == QLatin1String("prove") && !jobs.at(0).isRunning();
    }));
    // a demo's units are no machine that could be started here
    EXPECT_EQ(jobs.at(0).state, "failed");
    EXPECT_TRUE(jobs.at(0).message.contains("amd64")) << jobs.at(0).message.toStdString();
    auto* table = find<QTableView>("imageJobTable");
    EXPECT_EQ(table->model()->index(0, JobModel::State).data().toString(), "Failed");
    EXPECT_TRUE(table->model()->index(0, JobModel::Message).data().toString().contains("amd64"));

    signInByScanner();
    EXPECT_FALSE(prove->isEnabled()) << "a supervisor proves images";
}

TEST_F(Staging, SaysThatASourceCannotBeOpened)
{
    stage("/nowhere/system.img", "gateway");
    EXPECT_TRUE(m_window->messages().text().contains("/nowhere/system.img cannot be opened"));
}

} // namespace

} // namespace bindery::gui
