// SPDX-License-Identifier: Apache-2.0
#include "pages/order_chooser.h"

#include "look/state_delegate.h"
#include "look/style.h"
#include "look/words.h"
#include "models/roles.h"

#include <utility>

#include <QtCore/QSignalBlocker>
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
    m_back = new QPushButton(this);
    m_back->setObjectName("otherOrderButton");
    m_back->hide();
    m_new = new QPushButton(this);
    m_new->setObjectName("newOrderButton");

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_imageLabel);
    layout->addWidget(m_image);
    layout->addWidget(m_take);
    layout->addWidget(m_back);
    layout->addWidget(m_new);

    connect(&orders, &OrderModel::rowsChanged, this, &OrderChooser::refresh);
    connect(&images, &ImageModel::rowsChanged, this, &OrderChooser::refresh);
    connect(m_list, &QListWidget::currentRowChanged, this, &OrderChooser::onCurrent);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { take(current().number); });
    connect(m_image, &QComboBox::currentIndexChanged, this, &OrderChooser::onCurrent);
    connect(m_take, &QPushButton::clicked, this, &OrderChooser::confirm);
    connect(m_back, &QPushButton::clicked, this, &OrderChooser::giveUp);
    connect(m_new, &QPushButton::clicked, this, &OrderChooser::newOrderAsked);
    retranslate();
}

void OrderChooser::retranslate()
{
    m_title->setText(tr("Choose an order"));
    m_list->setAccessibleName(tr("Orders"));
    m_imageLabel->setText(tr("Image to write"));
    m_image->setPlaceholderText(tr("Choose an image"));
    m_take->setText(tr("Take this order"));
    m_back->setText(tr("Back"));
    m_new->setText(tr("New order"));
    refresh();
}

void OrderChooser::refresh()
{
    const QString chosen = current().number;
    {
        const QSignalBlocker quiet(m_list); // the order that is chosen stays so, and its image with it
        m_list->clear();
        for (int row = 0; row < m_orders.rowCount(); ++row) {
            const OrderFacts order = m_orders.at(row);
            if (order.state == QLatin1String("closed") || order.state == QLatin1String("closing")) {
                continue;
            }
            const QString target = order.target < 0 ? words::number(order.passed)
                                                    : words::number(order.passed) + QStringLiteral(" / ") +
                                                          words::number(order.target);
            auto* item =
                new QListWidgetItem(order.number + QStringLiteral("\n") + lookOfOrder(order.state).word +
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
    }
    refreshImages();
    onCurrent();
}

void OrderChooser::refreshImages()
{
    const QSignalBlocker quiet(m_image);
    // what was but proposed is nobody's choice
    const QString image = m_image->count() == 1 ? QString() : m_image->currentData().toString();
    m_image->clear();
    for (int row = 0; row < m_images.rowCount(); ++row) {
        const ImageFacts facts = m_images.at(row);
        if (facts.state == QLatin1String("approved")) {
            m_image->addItem(facts.name, facts.id);
        }
    }
    m_image->setCurrentIndex(m_image->findData(image));
    if (m_image->currentIndex() < 0) {
        proposeImage();
    }
}

void OrderChooser::proposeImage()
{
    m_image->setCurrentIndex(m_image->count() == 1 ? 0 : -1);
}

OrderFacts OrderChooser::current() const
{
    return m_list->currentItem() == nullptr
               ? OrderFacts()
               : m_orders.find(m_list->currentItem()->data(Qt::UserRole).toString());
}

bool OrderChooser::choose(const QString& number)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == number) {
            m_list->setCurrentRow(row);
            return true;
        }
    }
    return false;
}

void OrderChooser::onCurrent()
{
    const OrderFacts order = current();
    if (isAsking() && (order.number != m_askedNumber || !order.golden.isEmpty())) {
        giveUp(); // the question is about the order that was scanned, never about the next in the list
        return;
    }
    if (m_imageIsOf != order.number) { // an image is chosen for one order, and not for the next
        m_imageIsOf = order.number;
        const QSignalBlocker quiet(m_image);
        proposeImage();
    }
    const bool asksForImage = !order.number.isEmpty() && order.golden.isEmpty();
    m_image->setVisible(asksForImage);
    m_imageLabel->setVisible(asksForImage);
    m_take->setEnabled(!order.number.isEmpty() && (!asksForImage || m_image->currentIndex() >= 0));
    m_back->setVisible(isAsking());
    m_new->setVisible(!isAsking());
    m_hint->setText(hint());
    if (isAsking()) {
        emit askedChanged();
    }
}

QString OrderChooser::hint() const
{
    const QString order = orderWithoutImage();
    if (order.isEmpty()) {
        return tr("Scan the order's bar code, or choose it here.");
    }
    if (m_image->count() == 0) {
        return tr("Order %1 names no image, and none is approved: call a supervisor.").arg(order);
    }
    return proposedImage().isEmpty()
               ? tr("Order %1 names no image: choose the one to write.").arg(order)
               : tr("Order %1 names no image: confirm the one that is approved.").arg(order);
}

QString OrderChooser::orderWithoutImage() const
{
    const OrderFacts order = current();
    return order.number == m_askedNumber && order.golden.isEmpty() ? m_askedNumber : QString();
}

QString OrderChooser::proposedImage() const
{
    return m_image->count() == 1 ? m_image->currentText() : QString();
}

void OrderChooser::take(const QString& number)
{
    const OrderFacts order = m_orders.find(number);
    const bool isSignedIn = m_client.isUp() && !m_client.station().person.isEmpty();
    if (isSignedIn && order.golden.isEmpty()) {
        const QString asked = std::exchange(m_askedNumber, number);
        if (choose(number)) {
            onCurrent();
            m_image->setFocus();
            return;
        }
        m_askedNumber = asked;
    }
    use(number, {}); // what is wrong with it, if anything, the station says
}

bool OrderChooser::confirm()
{
    if (!m_take->isEnabled()) {
        return false;
    }
    const OrderFacts order = current();
    use(order.number, order.golden.isEmpty() ? m_image->currentData().toString() : QString());
    return true;
}

void OrderChooser::giveUp()
{
    if (isAsking()) {
        m_askedNumber.clear();
        onCurrent();
        emit askedChanged();
    }
}

void OrderChooser::use(const QString& number, const QString& golden)
{
    const auto go = [this, number, golden] {
        connect(m_client.useOrder(number, golden), &Request::done, this, &OrderChooser::giveUp);
    };
    const OrderFacts order = m_orders.find(number);
    if (order.state == QLatin1String("draft")) {
        // an order that was only written down is released by whoever takes it up
        connect(m_client.releaseOrder(order.path), &Request::done, this, go);
        return;
    }
    go();
}

} // namespace bindery::gui
