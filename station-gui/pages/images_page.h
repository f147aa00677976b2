// SPDX-License-Identifier: Apache-2.0
// The golden images: what is in the store, how a new one gets there, and who may let cards be made of it. Who
// staged an image does not approve it.
#pragma once

#include "bus/station_client.h"
#include "models/image_model.h"
#include "models/job_model.h"
#include "pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace bindery::gui
{

class FileField;

class ImagesPage : public Page
{
    Q_OBJECT
public:
    ImagesPage(StationClient& client, ImageModel& images, JobModel& jobs, QWidget* parent = nullptr);

    void retranslate() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeActs();
    QWidget* makeStaging();
    void refresh();
    void readRecipes();
    void stage();
    ImageFacts current() const;

    StationClient& m_client;
    ImageModel& m_images;
    JobModel& m_jobs;
    QTableView* m_table = nullptr;
    QTableView* m_jobTable = nullptr;
    QLabel* m_detail = nullptr;
    QPushButton* m_prove = nullptr;
    QPushButton* m_approve = nullptr;
    QPushButton* m_remove = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_sourceLabel = nullptr;
    FileField* m_source = nullptr;
    QLabel* m_recipeLabel = nullptr;
    QComboBox* m_recipe = nullptr;
    QLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    QPushButton* m_stage = nullptr;
    QLabel* m_jobsTitle = nullptr;
    QPushButton* m_cancelJob = nullptr;
};

} // namespace bindery::gui
