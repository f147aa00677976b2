// SPDX-License-Identifier: Apache-2.0
#include "pages/new_order_form.h"

#include "look/style.h"
#include "look/words.h"

#include <algorithm>

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

NewOrderForm::NewOrderForm(StationClient& client, ImageModel& images, QWidget* parent)
    : QFrame(parent), m_client(client), m_images(images)
{
    constexpr int kLargestTarget = 1'000'000;
    setObjectName("newOrderForm");
    setRole(this, "card");
    m_title = new QLabel(this);
    setRole(m_title, "title");
    m_problem = new QLabel(this);
    m_problem->setObjectName("newOrderProblem");
    m_problem->setWordWrap(true);
    setRole(m_problem, "bad");
    m_problem->hide();

    const auto row = [this](QGridLayout* grid, QLabel*& label, QWidget* field, const char* name) {
        label = new QLabel(this);
        label->setBuddy(field);
        field->setObjectName(name);
        const int at = grid->rowCount();
        grid->addWidget(label, at, 0);
        grid->addWidget(field, at, 1);
    };
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    row(grid, m_numberLabel, m_number = new QLineEdit(this), "newOrderNumber");
    row(grid, m_imageLabel, m_image = new QComboBox(this), "newOrderImage");
    row(grid, m_targetLabel, m_target = new QSpinBox(this), "newOrderTarget");
    row(grid, m_serialsLabel, m_serials = new QComboBox(this), "newOrderSerials");
    row(grid, m_prefixLabel, m_prefix = new QLineEdit(this), "newOrderPrefix");
    m_target->setRange(0, kLargestTarget);
    m_serials->addItem(QString(), "counter");
    m_serials->addItem(QString(), "scanned");
    for (QComboBox* box : {m_image, m_serials}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
    }
    m_firstArticle = new QCheckBox(this);
    m_firstArticle->setObjectName("newOrderFirstArticle");
    m_startsOnInsertion = new QCheckBox(this);
    m_startsOnInsertion->setObjectName("newOrderStartsOnInsertion");
    m_make = new QPushButton(this);
    m_make->setObjectName("makeOrderButton");
    setRole(m_make, "primary");
    m_back = new QPushButton(this);
    m_back->setObjectName("newOrderBackButton");

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_make);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_problem);
    layout->addLayout(grid);
    auto* wishes = new QHBoxLayout; // side by side: a small panel has no row to spare
    wishes->addWidget(m_firstArticle);
    wishes->addWidget(m_startsOnInsertion);
    wishes->addStretch(1);
    layout->addLayout(wishes);
    layout->addStretch(1);
    layout->addLayout(buttons);

    connect(&images, &ImageModel::rowsChanged, this, &NewOrderForm::refreshImages);
    connect(m_number, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_make->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_make, &QPushButton::clicked, this, &NewOrderForm::send);
    connect(m_back, &QPushButton::clicked, this, &NewOrderForm::finished);
    m_make->setEnabled(false);
    retranslate();
}

void NewOrderForm::begin()
{
    m_problem->hide();
    m_number->clear();
    m_prefix->clear();
    m_target->setValue(0);
    m_firstArticle->setChecked(false);
    m_startsOnInsertion->setChecked(false);
    refreshImages();
    m_number->setFocus();
}

void NewOrderForm::retranslate()
{
    m_title->setText(tr("New order"));
    m_numberLabel->setText(tr("Order number"));
    m_imageLabel->setText(tr("Golden image"));
    m_targetLabel->setText(tr("Units wanted"));
    m_target->setSpecialValueText(tr("no target"));
    m_serialsLabel->setText(tr("Serials"));
    m_serials->setItemText(0, words::policy("counter"));
    m_serials->setItemText(1, words::policy("scanned"));
    m_prefixLabel->setText(tr("Serials begin with"));
    m_firstArticle->setText(tr("A second person approves the first card"));
    m_startsOnInsertion->setText(tr("Start each card as soon as it is put in"));
    m_make->setText(tr("Make and take this order"));
    m_back->setText(tr("Back"));
}

void NewOrderForm::refreshImages()
{
    const QString chosen = m_image->currentData().toString();
    m_image->clear();
    for (int row = 0; row < m_images.rowCount(); ++row) {
        const ImageFacts facts = m_images.at(row);
        if (facts.state == QLatin1String("approved")) {
            m_image->addItem(facts.name, facts.id);
        }
    }
    m_image->setCurrentIndex(std::max(0, m_image->findData(chosen)));
}

void NewOrderForm::send()
{
    const QString number = m_number->text().trimmed();
    QVariantMap policy{{"serial_scheme", m_serials->currentData().toString()},
                       {"first_article", m_firstArticle->isChecked() ? "wanted" : "not wanted"},
                       {"start_on_insertion", m_startsOnInsertion->isChecked()}};
    if (!m_image->currentData().toString().isEmpty()) {
        policy.insert("golden", m_image->currentData().toString());
    }
    if (m_target->value() > 0) {
        policy.insert("target", QVariant::fromValue<qlonglong>(m_target->value()));
    }
    if (!m_prefix->text().trimmed().isEmpty()) {
        policy.insert("serial_prefix", m_prefix->text().trimmed());
    }
    const auto tell = [this](const Refusal& refusal) {
        m_problem->setText(words::ofDaemon(refusal.message));
        m_problem->show();
    };
    Request* making = m_client.newOrder(number, policy)->quietly();
    connect(making, &Request::refused, this, tell);
    connect(making, &Request::done, this, [this, number, tell](const QVariantList& results) {
        Request* releasing = m_client.releaseOrder(results.value(0).toString())->quietly();
        connect(releasing, &Request::refused, this, tell);
        connect(releasing, &Request::done, this, [this, number] {
            m_client.useOrder(number, {});
            emit finished();
        });
    });
}

} // namespace bindery::gui
