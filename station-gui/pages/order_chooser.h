// SPDX-License-Identifier: Apache-2.0
// The orders that may be worked on, to choose one, and the way to a new one. An order that names no image is
// asked for one of those that are approved: it is never taken with an image that nobody saw. A single
// approved one is proposed, and taken when a person says so.
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

    /// Its bar code was scanned. An order that names no image is shown here until a person named one, gave
    /// it up, or chose another order.
    void take(const QString& number);
    /// Takes the order that is shown with the image that is shown; false when an image must be chosen first.
    bool confirm();
    /// The order is not to be taken.
    void giveUp();
    /// An order was scanned that cannot be taken before an image is chosen: the chooser must be seen.
    bool isAsking() const { return !m_askedNumber.isEmpty(); }
    /// The order whose image is asked for; empty: none is.
    QString orderWithoutImage() const;
    /// The image that a person only has to confirm; empty: one must be chosen.
    QString proposedImage() const;
    void retranslate();

signals:
    void newOrderAsked();
    /// What is asked for is another.
    void askedChanged();

private:
    void refresh();
    void refreshImages();
    void onCurrent();
    bool choose(const QString& number);
    void use(const QString& number, const QString& golden);
    void proposeImage();
    QString hint() const;
    OrderFacts current() const;

    StationClient& m_client;
    OrderModel& m_orders;
    ImageModel& m_images;
    QString m_askedNumber; ///< the order that was scanned and whose image is asked for
    QString m_imageIsOf;   ///< the order that the chosen image is meant for
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QListWidget* m_list = nullptr;
    QLabel* m_imageLabel = nullptr;
    QComboBox* m_image = nullptr;
    QPushButton* m_take = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_new = nullptr;
};

} // namespace bindery::gui
