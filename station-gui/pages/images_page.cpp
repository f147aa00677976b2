// SPDX-License-Identifier: Apache-2.0
#include "pages/images_page.h"

#include "look/style.h"
#include "look/words.h"
#include "pages/file_field.h"
#include "pages/table.h"

#include <algorithm>
#include <utility>

#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

ImagesPage::ImagesPage(StationClient& client, ImageModel& images, JobModel& jobs, QWidget* parent)
    : Page(parent), m_client(client), m_images(images), m_jobs(jobs)
{
    setObjectName("imagesPage");
    m_table = makeTable(images, "imageTable", this);
    m_jobTable = makeTable(jobs, "imageJobTable", this);
    m_table->setMinimumHeight(lines(this, 1.5));
    m_jobTable->setMinimumHeight(lines(this, 3.5));
    m_jobsTitle = new QLabel(this);
    setRole(m_jobsTitle, "heading");
    m_cancelJob = new QPushButton(this);
    m_cancelJob->setObjectName("cancelJobButton");
    connect(m_cancelJob, &QPushButton::clicked, this, [this] {
        if (const int row = chosenRow(m_jobTable); row >= 0) {
            m_client.cancelJob(m_jobs.pathAt(row));
        }
    });

    auto* upper = new QHBoxLayout;
    auto* left = new QVBoxLayout;
    left->addWidget(m_table, 1);
    left->addWidget(makeActs());
    upper->addLayout(left, 2);
    upper->addWidget(makeStaging(), 1);
    auto* jobsSide = new QHBoxLayout; // the button beside them: a small panel has no row to spare
    jobsSide->addWidget(m_jobTable, 1);
    jobsSide->addWidget(m_cancelJob, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(upper, 2);
    layout->addWidget(m_jobsTitle);
    layout->addLayout(jobsSide, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImagesPage::refresh);
    connect(m_jobTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImagesPage::refresh);
    connect(&images, &ImageModel::rowsChanged, this, &ImagesPage::refresh);
    connect(&jobs, &JobModel::rowsChanged, this, &ImagesPage::refresh);
    connect(&client, &StationClient::stationChanged, this, &ImagesPage::refresh);
    connect(&client, &StationClient::linkChanged, this, &ImagesPage::readRecipes);
    retranslate();
    readRecipes();
}

QWidget* ImagesPage::makeActs()
{
    auto* bar = new QFrame(this);
    setRole(bar, "card");
    m_detail = new QLabel(bar);
    m_detail->setObjectName("imageDetail");
    m_detail->setWordWrap(true);
    m_prove = new QPushButton(bar);
    m_prove->setObjectName("proveButton");
    m_approve = new QPushButton(bar);
    m_approve->setObjectName("approveButton");
    setRole(m_approve, "primary");
    m_remove = new QPushButton(bar);
    m_remove->setObjectName("removeImageButton");
    connect(m_prove, &QPushButton::clicked, this, [this] { m_client.prove(current().path); });
    connect(m_approve, &QPushButton::clicked, this, [this] {
        const QString name = current().name;
        connect(m_client.approve(current().path), &Request::done, this,
                [this, name] { emit said(Tone::Good, tr("Cards may be made of %1.").arg(name)); });
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_client.removeImage(current().path); });
    auto* layout = new QVBoxLayout(bar);
    layout->addWidget(m_detail);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_prove);
    buttons->addWidget(m_approve);
    layout->addLayout(buttons);
    return bar;
}

QWidget* ImagesPage::makeStaging()
{
    auto* side = new QFrame(this);
    side->setObjectName("stagePanel");
    setRole(side, "card");
    m_title = new QLabel(side);
    m_title->setWordWrap(true);
    setRole(m_title, "title");
    m_sourceLabel = new QLabel(side);
    m_source = new FileField(FileField::Use::Read, "stageSource", side);
    m_sourceLabel->setBuddy(m_source->edit());
    m_recipeLabel = new QLabel(side);
    m_recipe = new QComboBox(side);
    m_recipe->setObjectName("stageRecipe");
    m_recipe->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_recipe->setMinimumContentsLength(8);
    m_recipeLabel->setBuddy(m_recipe);
    m_nameLabel = new QLabel(side);
    m_name = new QLineEdit(side);
    m_name->setObjectName("stageName");
    m_nameLabel->setBuddy(m_name);
    m_stage = new QPushButton(side);
    m_stage->setObjectName("stageButton");
    setRole(m_stage, "primary");
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    for (const auto& [label, field] : {std::pair<QLabel*, QWidget*>{m_sourceLabel, m_source},
                                       {m_recipeLabel, m_recipe},
                                       {m_nameLabel, m_name}}) {
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    }
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_title);
    layout->addLayout(grid);
    layout->addStretch(1);
    layout->addWidget(m_stage);
    connect(m_source, &FileField::changed, this, &ImagesPage::refresh);
    connect(m_stage, &QPushButton::clicked, this, &ImagesPage::stage);
    return side;
}

void ImagesPage::retranslate()
{
    m_table->setAccessibleName(tr("Golden images"));
    m_jobTable->setAccessibleName(tr("Stagings and proofs"));
    m_prove->setText(tr("Prove"));
    m_prove->setToolTip(tr("Starts a sample card in a virtual machine"));
    m_approve->setText(tr("Approve"));
    m_remove->setText(tr("Remove"));
    m_title->setText(tr("Stage a new image"));
    m_sourceLabel->setText(tr("System image"));
    m_source->setAccessibleNames(tr("System image"));
    m_recipeLabel->setText(tr("Recipe"));
    m_nameLabel->setText(tr("Name"));
    m_stage->setText(tr("Stage"));
    m_jobsTitle->setText(tr("At work and lately done"));
    m_cancelJob->setText(tr("Break it off"));
    refresh();
}

void ImagesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    fitColumns(m_table);
    fitColumns(m_jobTable);
}

ImageFacts ImagesPage::current() const
{
    const int row = chosenRow(m_table);
    return row < 0 ? ImageFacts() : m_images.at(row);
}

void ImagesPage::refresh()
{
    if (chosenRow(m_table) < 0 && m_images.rowCount() > 0) {
        m_table->selectRow(0);
    }
    const StationFacts station = m_client.station();
    const ImageFacts image = current();
    const bool maySupervise = m_client.isUp() && station.isSupervisor();
    const bool isStager = image.stagedBy == station.person;
    const bool isApproved = image.state == QLatin1String("approved");
    QString detail;
    if (image.path.isEmpty()) {
        detail = tr("No image is staged yet.");
    } else {
        detail = tr("%1 from %2, staged by %3 on %4.")
                     .arg(image.name, image.source, image.stagedBy, words::moment(image.staged));
        if (isApproved) {
            detail += QStringLiteral(" ") + tr("Approved by %1.").arg(image.approvedBy);
        } else if (maySupervise && isStager) {
            detail += QStringLiteral(" ") + tr("Another supervisor approves it: you staged it.");
        } else if (!maySupervise) {
            detail += QStringLiteral(" ") + tr("A supervisor approves it.");
        }
        if (image.isDemoOnly) {
            detail += QStringLiteral(" ") + tr("For demos only.");
        }
    }
    m_detail->setText(detail);
    m_prove->setEnabled(maySupervise && !image.path.isEmpty());
    m_approve->setEnabled(maySupervise && !image.path.isEmpty() && !isApproved && !isStager);
    m_remove->setEnabled(maySupervise && !image.path.isEmpty());
    m_stage->setEnabled(maySupervise && !m_source->path().isEmpty() && m_recipe->count() > 0);
    const int job = chosenRow(m_jobTable);
    m_cancelJob->setEnabled(job >= 0 && m_jobs.at(job).isRunning());
}

void ImagesPage::readRecipes()
{
    refresh();
    if (!m_client.isUp()) {
        return;
    }
    connect(m_client.recipes()->quietly(), &Request::done, this, [this](const QVariantList& results) {
        const QString chosen = m_recipe->currentText();
        m_recipe->clear();
        m_recipe->addItems(results.value(0).toStringList());
        m_recipe->setCurrentIndex(std::max(0, m_recipe->findText(chosen)));
        refresh();
    });
}

void ImagesPage::stage()
{
    const auto source = m_source->open();
    if (!source) {
        emit said(Tone::Refusal, m_source->problem());
        return;
    }
    Request* request = m_client.stage(*source, QFileInfo(m_source->path()).fileName(),
                                      m_recipe->currentText(), m_name->text().trimmed());
    connect(request, &Request::done, this, [this](const QVariantList& results) {
        m_jobTable->selectRow(m_jobs.rowOf(results.value(0).toString()));
        m_name->clear();
        m_source->setPath({});
    });
}

} // namespace bindery::gui
