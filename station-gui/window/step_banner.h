// SPDX-License-Identifier: Apache-2.0
// The one place that says what comes next: a band across the window, in the tone of what it says.
#pragma once

#include "pages/next_step.h"

#include <QtWidgets/QWidget>

namespace bindery::gui
{

class StepBanner : public QWidget
{
    Q_OBJECT
public:
    explicit StepBanner(QWidget* parent = nullptr);

    void setStep(const NextStep& step);
    const NextStep& step() const { return m_step; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    NextStep m_step;
};

} // namespace bindery::gui
