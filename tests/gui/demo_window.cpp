// SPDX-License-Identifier: Apache-2.0
#include "gui/demo_window.h"

#include "look/style.h"
#include "window/step_banner.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace bindery::gui
{

namespace
{

constexpr int kPatience = 60000; ///< milliseconds; a machine that builds at the same time is slow

} // namespace

void DemoWindow::SetUp()
{
    m_station = std::make_unique<PrivateStation>(
        QStringLiteral(BINDERY_DAEMON),
        QStringList{"--slots", QString::number(slotCount()), "--pace", QString::fromLatin1(pace())});
    const auto problem = m_station->start();
    ASSERT_FALSE(problem.has_value()) << problem->toStdString();
    dress(*qApp, 1);
    m_client = std::make_unique<StationClient>(m_station->bus());
    m_languages = std::make_unique<Languages>();
    m_sounds = std::make_unique<Sounds>();
    m_sounds->setMuted(true);
    QObject::connect(m_sounds.get(), &Sounds::played, m_sounds.get(),
                     [this](Sound sound) { m_heard.push_back(sound); });
    m_window = std::make_unique<MainWindow>(*m_client, *m_languages, *m_sounds, options());
    m_scanner = std::make_unique<Scanner>(nullptr, kScannerGap);
    QObject::connect(m_scanner.get(), &Scanner::scanned, m_window.get(), &MainWindow::onScan);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    ASSERT_TRUE(until("the window is active", [this] { return m_window->isActiveWindow(); }));
    ASSERT_TRUE(until("the demo is there",
                      [this] { return m_client->isUp() && m_window->rack().rowCount() == slotCount(); }));
}

void DemoWindow::TearDown()
{
    if (m_languages) {
        m_languages->speak(QStringLiteral("en"));
    }
    m_scanner.reset();
    m_window.reset();
    m_sounds.reset();
    m_languages.reset();
    m_client.reset();
    m_station.reset();
}

void DemoWindow::settle()
{
    constexpr int kLevels = 8;
    for (int level = 0; level < kLevels; ++level) {
        QApplication::sendPostedEvents();
        QApplication::processEvents();
    }
}

testing::AssertionResult DemoWindow::until(const char* what, const std::function<bool()>& hasCome)
{
    QElapsedTimer since;
    since.start();
    while (!hasCome()) {
        if (since.elapsed() > kPatience) {
            return testing::AssertionFailure()
                   << "waited in vain until " << what << "; the window says: " << nextStep().toStdString();
        }
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return testing::AssertionSuccess();
}

void DemoWindow::scan(const QString& raw)
{
    for (const QChar letter : raw) {
        const bool isShifted = letter.isUpper() || letter == QLatin1Char(':') || letter == QLatin1Char('_');
        QTest::sendKeyEvent(QTest::Click, m_window->windowHandle(),
                            static_cast<Qt::Key>(letter.toUpper().unicode()), QString(letter),
                            isShifted ? Qt::ShiftModifier : Qt::NoModifier);
    }
    QTest::sendKeyEvent(QTest::Click, m_window->windowHandle(), Qt::Key_Return, QStringLiteral("\r"),
                        Qt::NoModifier);
}

void DemoWindow::press(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window->windowHandle(), static_cast<Qt::Key>(key), modifiers);
}

void DemoWindow::type(const QString& text)
{
    for (const QChar letter : text) {
        QTest::sendKeyEvent(QTest::Click, m_window->windowHandle(),
                            static_cast<Qt::Key>(letter.toUpper().unicode()), QString(letter),
                            Qt::NoModifier);
        QTest::qWait(kScannerGap + 50);
    }
}

QString DemoWindow::nextStep()
{
    return m_window->findChild<StepBanner*>()->step().act;
}

QString DemoWindow::slotState(uint slot)
{
    const int row = m_window->rack().rowOfSlot(slot);
    return row < 0 ? QString() : m_window->rack().at(row).state;
}

testing::AssertionResult DemoWindow::untilSlots(std::initializer_list<uint> numbers, const char* state)
{
    for (const uint number : numbers) {
        const std::string what = "slot " + std::to_string(number) + " is " + state;
        const auto come = until(what.c_str(), [&] { return slotState(number) == QLatin1String(state); });
        if (!come) {
            return come;
        }
    }
    return testing::AssertionSuccess();
}

void DemoWindow::insert(std::initializer_list<uint> numbers, const char* card)
{
    for (const uint number : numbers) {
        m_client->demoInsert(number, QString::fromLatin1(card));
    }
}

void DemoWindow::takeOut(std::initializer_list<uint> numbers)
{
    for (const uint number : numbers) {
        m_client->demoRemove(number);
    }
}

void DemoWindow::signInByScanner()
{
    scan(QStringLiteral("B:") + QString::fromLatin1(kOperator));
    ASSERT_TRUE(until("the operator is signed in",
                      [this] { return m_client->station().person == QLatin1String(kOperator); }));
}

void DemoWindow::signInSupervisor()
{
    bool isAnswered = false;
    QObject::connect(m_client->signIn(QString::fromLatin1(kSupervisor), QString::fromLatin1(kPin)),
                     &Request::done, m_client.get(), [&isAnswered] { isAnswered = true; });
    ASSERT_TRUE(until("the supervisor is signed in", [&] {
        return isAnswered && m_client->station().person == QLatin1String(kSupervisor);
    }));
}

void DemoWindow::takeOrderByScanner()
{
    scan(QStringLiteral("O:") + QString::fromLatin1(kOrder));
    ASSERT_TRUE(until("the line works on the order",
                      [this] { return m_client->line().state == QLatin1String("ready"); }));
}

} // namespace bindery::gui
