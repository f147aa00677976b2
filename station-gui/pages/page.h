// SPDX-License-Identifier: Apache-2.0
// What all pages of the window have in common.
#pragma once

#include "look/look.h"
#include "scan/scan.h"

#include <QtCore/QEvent>
#include <QtWidgets/QWidget>

namespace bindery::gui
{

class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// A scan while this page is shown; false when the page has no use for it.
    virtual bool take(const Scan& scan)
    {
        Q_UNUSED(scan)
        return false;
    }

    /// Says all words anew, in the language that holds now.
    virtual void retranslate() = 0;

signals:
    /// Something that a person should know and that no other place of the page shows.
    void said(bindery::gui::Tone tone, const QString& text);

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange) {
            retranslate();
        }
        QWidget::changeEvent(event);
    }
};

} // namespace bindery::gui
