// SPDX-License-Identifier: Apache-2.0
#include "scan/bar_code.h"

#include <memory>

#include <QtGui/QPainter>
#include <zint.h>

namespace bindery::gui
{

namespace
{

struct SymbolDeleter {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

constexpr int kQuietZone = 10; ///< modules of white beside the bars

} // namespace

QImage barCode(const QString& text, int module, int height)
{
    const std::unique_ptr<zint_symbol, SymbolDeleter> symbol(ZBarcode_Create());
    if (!symbol) {
        return {};
    }
    symbol->symbology = BARCODE_CODE128;
    const QByteArray bytes = text.toLatin1();
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.constData());
    if (ZBarcode_Encode(symbol.get(), data, static_cast<int>(bytes.size())) >= ZINT_ERROR) {
        return {};
    }
    QImage image((symbol->width + 2 * kQuietZone) * module, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int bar = 0; bar < symbol->width; ++bar) {
        const bool isDark = (symbol->encoded_data[0][bar / 8] >> (bar % 8) & 1) != 0;
        if (isDark) {
            painter.fillRect((bar + kQuietZone) * module, 0, module, height, Qt::black);
        }
    }
    return image;
}

} // namespace bindery::gui
