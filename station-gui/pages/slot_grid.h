// SPDX-License-Identifier: Apache-2.0
// All slots as tiles in the order of the rack, as large as the room allows. At most one is chosen. Arrow keys
// move through the rack.
#pragma once

#include "models/slot_model.h"

#include <vector>

#include <QtWidgets/QWidget>

namespace bindery::gui
{

class SlotTile;

class SlotGrid : public QWidget
{
    Q_OBJECT
public:
    explicit SlotGrid(SlotModel& model, QWidget* parent = nullptr);

    /// 0: none is chosen, acts are meant for all.
    uint chosen() const { return m_chosen; }
    void choose(uint number);
    void setStale(bool isStale);
    void retranslate();

signals:
    void chosenChanged(uint number);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void refresh(int first, int last);
    void arrange();
    int columnsFor(int tiles) const;

    SlotModel& m_model;
    std::vector<SlotTile*> m_tiles; ///< children of this widget, row by row of the model
    uint m_chosen = 0;
    int m_columns = 1;
    bool m_isStale = false;
};

} // namespace bindery::gui
