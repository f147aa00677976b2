// SPDX-License-Identifier: Apache-2.0
// The orders that may be worked on, to choose one, and the way to a new one. An order that names no image is
// asked for one of those that are approved.
#pragma once

#include "bus/station_client.h"
#include "models/image_model.h"
#include "models/order_model.h"

#include <QtWidgets/QFrame>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace bindery::gui
{

class OrderChooser : public QFrame
{
    Q_OBJECT
public:
    OrderChooser(StationClient& client, OrderModel& orders, ImageModel& images, QWidget* parent = nullptr);

    /// As if the order had been chosen here: by its bar code.
    void take(const QString& number);
    void retranslate();

signals:
    void newOrderAsked();

private:
    void refresh();
    void onCurrent();
    OrderFacts current() const;

    StationClient& m_client;
    OrderModel& m_orders;
    ImageModel& m_images;
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QListWidget* m_list = nullptr;
    QLabel* m_imageLabel = nullptr;
    QComboBox* m_image = nullptr;
    QPushButton* m_take = nullptr;
    QPushButton* m_new = nullptr;
};

} // namespace bindery::gui
