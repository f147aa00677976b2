// SPDX-License-Identifier: Apache-2.0
#include "pages/order_chooser.h"

#include "look/state_delegate.h"
#include "look/style.h"
#include "look/words.h"
#include "models/roles.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

OrderChooser::OrderChooser(StationClient& client, OrderModel& orders, ImageModel& images, QWidget* parent)
    : QFrame(parent), m_client(client), m_orders(orders), m_images(images)
{
    setObjectName("orderChooser");
    setRole(this, "card");
    m_title = new QLabel(this);
    setRole(m_title, "title");
    m_hint = new QLabel(this);
    m_hint->setWordWrap(true);
    setRole(m_hint, "muted");
    m_list = new QListWidget(this);
    m_list->setObjectName("orderList");
    m_list->setItemDelegate(new StateDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setMinimumHeight(lines(this, 2));
    m_imageLabel = new QLabel(this);
    m_image = new QComboBox(this);
    m_image->setObjectName("orderImage");
    m_image->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_image->setMinimumContentsLength(8);
    m_imageLabel->setBuddy(m_image);
    m_take = new QPushButton(this);
    m_take->setObjectName("takeOrderButton");
    setRole(m_take, "primary");
    m_new = new QPushButton(this);
    m_new->setObjectName("newOrderButton");

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_imageLabel);
    layout->addWidget(m_image);
    layout->addWidget(m_take);
    layout->addWidget(m_new);

    connect(&orders, &OrderModel::rowsChanged, this, &OrderChooser::refresh);
    connect(&images, &ImageModel::rowsChanged, this, &OrderChooser::refresh);
    connect(m_list, &QListWidget::currentRowChanged, this, &OrderChooser::onCurrent);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { take(current().number); });
    connect(m_take, &QPushButton::clicked, this, [this] { take(current().number); });
    connect(m_new, &QPushButton::clicked, this, &OrderChooser::newOrderAsked);
    retranslate();
}

void OrderChooser::retranslate()
{
    m_title->setText(tr("Choose an order"));
    m_hint->setText(tr("Scan the order's bar code, or choose it here."));
    m_list->setAccessibleName(tr("Orders"));
    m_imageLabel->setText(tr("Image to write"));
    m_take->setText(tr("Take this order"));
    m_new->setText(tr("New order"));
    refresh();
}

void OrderChooser::refresh()
{
    const QString chosen =
        m_list->currentItem() == nullptr ? QString() : m_list->currentItem()->data(Qt::UserRole).toString();
    m_list->clear();
    for (int row = 0; row < m_orders.rowCount(); ++row) {
        const OrderFacts order = m_orders.at(row);
        if (order.state == QLatin1String("closed") || order.state == QLatin1String("closing")) {
            continue;
        }
        const QString target = order.target < 0 ? words::number(order.passed)
                                                : words::number(order.passed) + QStringLiteral(" / ") +
                                                      words::number(order.target);
        auto* item = new QListWidgetItem(order.number + QStringLiteral("\n") + lookOfOrder(order.state).word +
                                             QStringLiteral("  \u00B7  ") + target,
                                         m_list);
        item->setData(Qt::UserRole, order.number);
        if (order.number == chosen) {
            m_list->setCurrentItem(item);
        }
    }
    if (m_list->currentRow() < 0 && m_list->count() > 0) {
        m_list->setCurrentRow(0);
    }

    const QString image = m_image->currentData().toString();
    m_image->clear();
    for (int row = 0; row < m_images.rowCount(); ++row) {
        const ImageFacts facts = m_images.at(row);
        if (facts.state == QLatin1String("approved")) {
            m_image->addItem(facts.name, facts.id);
        }
    }
    m_image->setCurrentIndex(std::max(0, m_image->findData(image)));
    onCurrent();
}

OrderFacts OrderChooser::current() const
{
    return m_list->currentItem() == nullptr
               ? OrderFacts()
               : m_orders.find(m_list->currentItem()->data(Qt::UserRole).toString());
}

void OrderChooser::onCurrent()
{
    const OrderFacts order = current();
    const bool asksForImage = !order.number.isEmpty() && order.golden.isEmpty();
    m_image->setVisible(asksForImage);
    m_imageLabel->setVisible(asksForImage);
    m_take->setEnabled(!order.number.isEmpty() && (!asksForImage || m_image->count() > 0));
}

void OrderChooser::take(const QString& number)
{
    if (number.isEmpty()) {
        return;
    }
    const OrderFacts order = m_orders.find(number);
    const QString golden = order.golden.isEmpty() ? m_image->currentData().toString() : QString();
    if (order.state == QLatin1String("draft")) {
        // an order that was only written down is released by whoever takes it up
        connect(m_client.releaseOrder(order.path), &Request::done, this,
                [this, number, golden] { m_client.useOrder(number, golden); });
        return;
    }
    m_client.useOrder(number, golden);
}

} // namespace bindery::gui
