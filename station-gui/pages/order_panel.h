// SPDX-License-Identifier: Apache-2.0
// The order that the line works on: how much is wanted, done and failed, how fast, and how long still.
#pragma once

#include "bus/facts.h"

#include <array>

#include <QtWidgets/QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace bindery::gui
{

class OrderPanel : public QFrame
{
    Q_OBJECT
public:
    explicit OrderPanel(QWidget* parent = nullptr);

    void setFacts(const LineFacts& line, const OrderFacts& order, const QString& imageName);
    void retranslate();

signals:
    void leaveAsked();
    void closeAsked();
    void firstArticleApproved();

private:
    enum Figure { Failed, Yield, PerHour, TimeLeft, FigureCount };

    void say();

    LineFacts m_line;
    OrderFacts m_order;
    QString m_image;
    QLabel* m_number = nullptr;
    QLabel* m_imageLabel = nullptr;
    QLabel* m_count = nullptr;
    QProgressBar* m_progress = nullptr;
    std::array<QLabel*, FigureCount> m_names{};
    std::array<QLabel*, FigureCount> m_values{};
    QPushButton* m_firstArticle = nullptr;
    QPushButton* m_close = nullptr;
    QPushButton* m_leave = nullptr;
};

} // namespace bindery::gui
