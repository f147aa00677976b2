// SPDX-License-Identifier: Apache-2.0
#include "app/languages.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>

namespace bindery::gui
{

Languages::Languages(QObject* parent) : QObject(parent), m_ofSystem(QLocale::system().name().left(2))
{
    if (!all().contains(m_ofSystem)) {
        m_ofSystem = QStringLiteral("en");
    }
}

QStringList Languages::all()
{
    return {QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("es")};
}

QString Languages::nameOf(const QString& language)
{
    if (language == QLatin1String("de")) {
        return QStringLiteral("Deutsch");
    }
    return language == QLatin1String("es") ? QStringLiteral("Espa\u00F1ol") : QStringLiteral("English");
}

void Languages::fix(const QString& language)
{
    m_fixed = all().contains(language) ? language : QString();
    if (!m_fixed.isEmpty()) {
        speak(m_fixed);
    }
}

void Languages::follow(const QString& language)
{
    if (!m_fixed.isEmpty()) {
        return;
    }
    speak(all().contains(language) ? language : m_ofSystem);
}

void Languages::speak(const QString& language)
{
    if (language == m_current) {
        return;
    }
    m_current = language;
    QLocale::setDefault(QLocale(language));
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_ofQt);
    if (language != QLatin1String("en")) {
        if (m_ofQt.load(QStringLiteral("qtbase_") + language,
                        QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
            QCoreApplication::installTranslator(&m_ofQt);
        }
        if (m_translator.load(QStringLiteral(":/i18n/station-gui_%1.qm").arg(language))) {
            QCoreApplication::installTranslator(&m_translator);
        }
    }
    emit changed(language);
}

} // namespace bindery::gui
