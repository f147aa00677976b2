// SPDX-License-Identifier: Apache-2.0
// The languages that the window speaks. It follows the badge; while nobody is signed in it speaks that of the
// system. English needs no translation.
// Threads: the GUI thread.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QTranslator>

namespace bindery::gui
{

class Languages : public QObject
{
    Q_OBJECT
public:
    explicit Languages(QObject* parent = nullptr);

    static QStringList all(); ///< "en", "de", "es"
    /// In itself: "Deutsch".
    static QString nameOf(const QString& language);

    /// Empty: nobody said; that of the system.
    void follow(const QString& language);
    void speak(const QString& language);
    /// Whatever the badge says, this one is spoken; empty: the badge is followed.
    void fix(const QString& language);
    QString current() const { return m_current; }

signals:
    void changed(const QString& language);

private:
    QTranslator m_translator;
    QTranslator m_ofQt;
    QString m_current = QStringLiteral("en");
    QString m_ofSystem;
    QString m_fixed;
};

} // namespace bindery::gui
