// SPDX-License-Identifier: Apache-2.0
#include "pages/bar_code_sheet.h"

#include "look/colours.h"
#include "look/style.h"
#include "scan/bar_code.h"
#include "scan/keyboard_layout.h"
#include "scan/scan.h"

#include <algorithm>
#include <vector>

#include <QtGui/QPainter>

namespace bindery::gui
{

namespace
{

struct Code {
    QString raw;
    QString title;
};

constexpr int kColumns = 3;

} // namespace

BarCodeSheet::BarCodeSheet(QWidget* parent) : QWidget(parent)
{
    setObjectName("barCodeSheet");
}

void BarCodeSheet::retranslate()
{
    setAccessibleName(tr("Bar codes of the commands"));
    update();
}

QSize BarCodeSheet::minimumSizeHint() const
{
    return {lines(this, 20), lines(this, 14)};
}

QSize BarCodeSheet::sizeHint() const
{
    return {lines(this, 48), lines(this, 20)};
}

void BarCodeSheet::paintEvent(QPaintEvent*)
{
    const std::vector<Code> codes{
        {rawOf({ScanKind::LayoutTest, layoutTestText()}), tr("Layout test")},
        {rawOf({ScanKind::Command, textOf(Command::Provision)}), tr("Provision")},
        {rawOf({ScanKind::Command, textOf(Command::Acknowledge)}), tr("Acknowledge")},
        {rawOf({ScanKind::Command, textOf(Command::Cancel)}), tr("Cancel")},
        {rawOf({ScanKind::Command, textOf(Command::Pause)}), tr("Pause")},
        {rawOf({ScanKind::Command, textOf(Command::Resume)}), tr("Resume")},
        {rawOf({ScanKind::Command, textOf(Command::AllowData)}), tr("Allow erasing")},
        {rawOf({ScanKind::Command, textOf(Command::Confirm)}), tr("Confirm")},
        {rawOf({ScanKind::Command, textOf(Command::CheckGood)}), tr("Check the good card")},
        {rawOf({ScanKind::Command, textOf(Command::CheckBad)}), tr("Check the bad card")},
        {rawOf({ScanKind::Command, textOf(Command::SignOut)}), tr("Sign out")},
    };
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    const int rows = (static_cast<int>(codes.size()) + kColumns - 1) / kColumns;
    const int cellWidth = width() / kColumns;
    const int cellHeight = height() / rows;
    const int line = fontMetrics().height();
    for (int index = 0; index < static_cast<int>(codes.size()); ++index) {
        const Code& code = codes[static_cast<std::size_t>(index)];
        const QRect cell((index % kColumns) * cellWidth, (index / kColumns) * cellHeight, cellWidth,
                         cellHeight);
        // a code has its quiet zones with it: next to nothing beside them leaves its bars wider
        const QRect room = cell.adjusted(line / 4, line / 3, -line / 4, -line / 3);
        const QImage thin = barCode(code.raw, 1, 1);
        const int module = std::max(1, room.width() / std::max(1, thin.width()));
        const QImage bars = barCode(code.raw, module, std::max(8, room.height() - line * 3 / 2));
        painter.drawImage(room.left() + (room.width() - bars.width()) / 2, room.top(), bars);
        painter.setPen(colour::kText);
        painter.drawText(QRect(room.left(), room.bottom() - line * 5 / 4, room.width(), line * 5 / 4),
                         Qt::AlignCenter, fontMetrics().elidedText(code.title, Qt::ElideRight, room.width()));
    }
}

} // namespace bindery::gui
