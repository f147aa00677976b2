// SPDX-License-Identifier: Apache-2.0
#include "pages/slot_grid.h"

#include "look/colours.h"
#include "look/style.h"
#include "pages/slot_tile.h"

#include <algorithm>

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

namespace bindery::gui
{

SlotGrid::SlotGrid(SlotModel& model, QWidget* parent) : QWidget(parent), m_model(model)
{
    setObjectName("slotGrid");
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&model, &SlotModel::rowsInserted, this, &SlotGrid::rebuild);
    connect(&model, &SlotModel::rowsRemoved, this, &SlotGrid::rebuild);
    connect(&model, &SlotModel::rowsMoved, this, &SlotGrid::rebuild);
    connect(&model, &SlotModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) { refresh(first.row(), last.row()); });
    rebuild();
}

void SlotGrid::choose(uint number)
{
    const uint chosen = m_model.rowOfSlot(number) < 0 ? 0 : number;
    m_chosen = chosen;
    for (SlotTile* tile : m_tiles) {
        tile->setChecked(chosen != 0 && tile->facts().number == chosen);
    }
    emit chosenChanged(chosen);
}

void SlotGrid::setStale(bool isStale)
{
    m_isStale = isStale;
    for (SlotTile* tile : m_tiles) {
        tile->setStale(isStale);
    }
    update();
}

void SlotGrid::retranslate()
{
    for (SlotTile* tile : m_tiles) {
        tile->retranslate();
    }
    update();
}

void SlotGrid::rebuild()
{
    const auto wanted = static_cast<std::size_t>(m_model.rowCount());
    while (m_tiles.size() > wanted) {
        m_tiles.back()->deleteLater();
        m_tiles.back()->hide();
        m_tiles.pop_back();
    }
    while (m_tiles.size() < wanted) {
        auto* tile = new SlotTile(this);
        tile->setStale(m_isStale);
        connect(tile, &SlotTile::clicked, this,
                [this, tile](bool checked) { choose(checked ? tile->facts().number : 0); });
        m_tiles.push_back(tile);
        tile->show();
    }
    refresh(0, static_cast<int>(wanted) - 1);
    arrange();
    if (m_chosen != 0) {
        choose(m_chosen);
    }
    update();
}

void SlotGrid::refresh(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        m_tiles[static_cast<std::size_t>(row)]->setFacts(m_model.at(row));
    }
}

int SlotGrid::columnsFor(int tiles) const
{
    // the arrangement whose tiles are the largest, where one is best a third wider than high
    constexpr double kShape = 1.35;
    int best = 1;
    double bestSide = 0;
    for (int columns = 1; columns <= tiles; ++columns) {
        const int rows = (tiles + columns - 1) / columns;
        const double side =
            std::min(static_cast<double>(width()) / columns / kShape, static_cast<double>(height()) / rows);
        if (side > bestSide + 0.5) {
            bestSide = side;
            best = columns;
        }
    }
    return best;
}

void SlotGrid::arrange()
{
    const int tiles = static_cast<int>(m_tiles.size());
    if (tiles == 0) {
        return;
    }
    m_columns = columnsFor(tiles);
    const int rows = (tiles + m_columns - 1) / m_columns;
    const int gap = std::max(4, lines(this, 0.35));
    const int tileWidth = (width() - gap * (m_columns - 1)) / m_columns;
    const int tileHeight = std::min((height() - gap * (rows - 1)) / rows, tileWidth);
    for (int index = 0; index < tiles; ++index) {
        const int column = index % m_columns;
        const int row = index / m_columns;
        m_tiles[static_cast<std::size_t>(index)]->setGeometry(
            column * (tileWidth + gap), row * (tileHeight + gap), tileWidth, tileHeight);
    }
}

void SlotGrid::resizeEvent(QResizeEvent* event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void SlotGrid::keyPressEvent(QKeyEvent* event)
{
    const auto focused = std::find(m_tiles.begin(), m_tiles.end(), focusWidget());
    int step = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        step = -1;
        break;
    case Qt::Key_Right:
        step = 1;
        break;
    case Qt::Key_Up:
        step = -m_columns;
        break;
    case Qt::Key_Down:
        step = m_columns;
        break;
    case Qt::Key_Escape:
        choose(0);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (focused == m_tiles.end()) {
        return;
    }
    const auto next = (focused - m_tiles.begin()) + step;
    if (next >= 0 && next < static_cast<std::ptrdiff_t>(m_tiles.size())) {
        m_tiles[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
    }
}

void SlotGrid::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
    if (!m_tiles.empty() || m_isStale) { // a station that is not there was perhaps taught many
        return;
    }
    QPainter painter(this);
    painter.setPen(colour::kMuted);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("No slot was taught yet. Teach the slots on the page Station."));
}

} // namespace bindery::gui
