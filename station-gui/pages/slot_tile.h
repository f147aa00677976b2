// SPDX-License-Identifier: Apache-2.0
// One slot as it is seen from three metres: its number, the shape, colour and word of its state; for those
// who stand close, the unit, the card, what is going on and what to do. It can be chosen (mouse, Space, slot
// bar code), so that an act is meant for it alone.
#pragma once

#include "bus/facts.h"
#include "look/look.h"

#include <QtWidgets/QAbstractButton>

namespace bindery::gui
{

class SlotTile : public QAbstractButton
{
    Q_OBJECT
public:
    explicit SlotTile(QWidget* parent = nullptr);

    void setFacts(const SlotFacts& facts);
    const SlotFacts& facts() const { return m_facts; }
    /// The daemon is away: the state is not known, and nothing is asked for but to leave the card alone.
    void setStale(bool isStale);
    void retranslate();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Look look() const;
    QString spoken() const;
    QString firstLine() const;
    QString secondLine() const;

    SlotFacts m_facts;
    bool m_isStale = false;
};

} // namespace bindery::gui
