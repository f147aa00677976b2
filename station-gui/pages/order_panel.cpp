// SPDX-License-Identifier: Apache-2.0
#include "pages/order_panel.h"

#include "look/style.h"
#include "look/words.h"

#include <algorithm>

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

OrderPanel::OrderPanel(QWidget* parent) : QFrame(parent)
{
    setObjectName("orderPanel");
    setRole(this, "card");
    m_number = new QLabel(this);
    m_number->setObjectName("orderNumber");
    m_number->setWordWrap(true);
    setRole(m_number, "title");
    m_imageLabel = new QLabel(this);
    m_imageLabel->setWordWrap(true);
    setRole(m_imageLabel, "muted");
    m_count = new QLabel(this);
    m_count->setObjectName("orderCount");
    setRole(m_count, "huge");
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);

    auto* figures = new QGridLayout;
    figures->setColumnStretch(0, 1);
    figures->setVerticalSpacing(lines(this, 0.1)); // the room is for the buttons
    for (int figure = 0; figure < FigureCount; ++figure) {
        auto* name = new QLabel(this);
        setRole(name, "figureName");
        auto* value = new QLabel(this);
        value->setAlignment(Qt::AlignRight);
        setRole(value, "figure");
        figures->addWidget(name, figure, 0);
        figures->addWidget(value, figure, 1);
        m_names[static_cast<std::size_t>(figure)] = name;
        m_values[static_cast<std::size_t>(figure)] = value;
    }
    m_values[Failed]->setObjectName("orderFailed");

    m_firstArticle = new QPushButton(this);
    m_firstArticle->setObjectName("approveFirstArticleButton");
    connect(m_firstArticle, &QPushButton::clicked, this, &OrderPanel::firstArticleApproved);
    m_close = new QPushButton(this);
    m_close->setObjectName("closeOrderButton");
    setRole(m_close, "primary");
    connect(m_close, &QPushButton::clicked, this, &OrderPanel::closeAsked);
    m_leave = new QPushButton(this);
    m_leave->setObjectName("leaveOrderButton");
    connect(m_leave, &QPushButton::clicked, this, &OrderPanel::leaveAsked);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_number);
    layout->addWidget(m_imageLabel);
    layout->addWidget(m_count);
    layout->addWidget(m_progress);
    layout->addLayout(figures);
    layout->addStretch(1);
    layout->addWidget(m_firstArticle);
    layout->addWidget(m_close);
    layout->addWidget(m_leave);
    retranslate();
}

void OrderPanel::setFacts(const LineFacts& line, const OrderFacts& order, const QString& imageName)
{
    m_line = line;
    m_order = order;
    m_image = imageName;
    say();
}

void OrderPanel::retranslate()
{
    m_names[Failed]->setText(tr("Failed"));
    m_names[Yield]->setText(tr("Yield"));
    m_names[PerHour]->setText(tr("Per hour"));
    m_names[TimeLeft]->setText(tr("Time left"));
    m_firstArticle->setText(tr("Approve first article"));
    m_close->setText(tr("Close order"));
    m_leave->setText(tr("Leave order"));
    m_progress->setAccessibleName(tr("Done of the order"));
    say();
}

void OrderPanel::say()
{
    m_number->setText(m_line.order);
    m_imageLabel->setText(m_image);
    m_count->setText(m_line.target < 0 ? words::number(m_line.passed)
                                       : words::number(m_line.passed) + QStringLiteral(" / ") +
                                             words::number(m_line.target));
    m_progress->setVisible(m_line.target > 0);
    m_progress->setMaximum(static_cast<int>(std::max<qint64>(1, m_line.target)));
    m_progress->setValue(
        static_cast<int>(std::clamp<qint64>(m_line.passed, 0, std::max<qint64>(1, m_line.target))));
    m_values[Failed]->setText(words::number(m_line.failed));
    m_values[Yield]->setText(words::percent(m_line.yieldPercent));
    m_values[PerHour]->setText(words::perHour(m_line.unitsPerHour));
    m_values[TimeLeft]->setText(words::span(m_line.secondsLeft));
    m_firstArticle->setVisible(m_order.state == QLatin1String("first article"));
    m_close->setVisible(m_line.state == QLatin1String("full") && m_line.running == 0);
    m_leave->setEnabled(m_line.running == 0);
}

} // namespace bindery::gui
