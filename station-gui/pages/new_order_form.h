// SPDX-License-Identifier: Apache-2.0
// A new work order: what most orders need; the rest is left to the daemon's defaults. It is released at once,
// and the line takes it up.
#pragma once

#include "bus/station_client.h"
#include "models/image_model.h"

#include <QtWidgets/QFrame>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace bindery::gui
{

class NewOrderForm : public QFrame
{
    Q_OBJECT
public:
    NewOrderForm(StationClient& client, ImageModel& images, QWidget* parent = nullptr);

    void begin();
    void retranslate();

signals:
    void finished();

private:
    void refreshImages();
    void send();

    StationClient& m_client;
    ImageModel& m_images;
    QLabel* m_title = nullptr;
    QLabel* m_problem = nullptr;
    QLabel* m_numberLabel = nullptr;
    QLineEdit* m_number = nullptr;
    QLabel* m_imageLabel = nullptr;
    QComboBox* m_image = nullptr;
    QLabel* m_targetLabel = nullptr;
    QSpinBox* m_target = nullptr;
    QLabel* m_serialsLabel = nullptr;
    QComboBox* m_serials = nullptr;
    QLabel* m_prefixLabel = nullptr;
    QLineEdit* m_prefix = nullptr;
    QCheckBox* m_firstArticle = nullptr;
    QCheckBox* m_startsOnInsertion = nullptr;
    QPushButton* m_make = nullptr;
    QPushButton* m_back = nullptr;
};

} // namespace bindery::gui
