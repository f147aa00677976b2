// SPDX-License-Identifier: Apache-2.0
// The bar codes of the line's commands and of the layout test, to be scanned from the screen.
#pragma once

#include <QtWidgets/QWidget>

namespace bindery::gui
{

class BarCodeSheet : public QWidget
{
    Q_OBJECT
public:
    explicit BarCodeSheet(QWidget* parent = nullptr);

    void retranslate();
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace bindery::gui
