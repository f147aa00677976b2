// SPDX-License-Identifier: Apache-2.0
// What one slot has to say, in full and near the eye: of the chosen slot, else of the first that needs a
// person.
#pragma once

#include "bus/facts.h"
#include "look/look.h"

#include <QtWidgets/QFrame>

namespace bindery::gui
{

class SlotDetail : public QFrame
{
    Q_OBJECT
public:
    explicit SlotDetail(QWidget* parent = nullptr);

    void setFacts(const SlotFacts& facts);
    /// The daemon is away, as for a tile.
    void setStale(bool isStale);
    void retranslate();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Look look() const;
    QString headline() const;
    QString text() const;

    SlotFacts m_facts;
    bool m_isStale = false;
};

} // namespace bindery::gui
