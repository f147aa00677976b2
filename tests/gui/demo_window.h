// SPDX-License-Identifier: Apache-2.0
// The real window against a real demo daemon on a bus of its own, for tests: what a person would do at it,
// and waiting for what a person would see. Errors: waiting too long fails the test and says for what.
#pragma once

#include "app/languages.h"
#include "app/private_station.h"
#include "bus/station_client.h"
#include "look/sounds.h"
#include "scan/scanner.h"
#include "window/main_window.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

namespace bindery::gui
{

class DemoWindow : public testing::Test
{
protected:
    /// As the demo is furnished.
    static constexpr const char* kOperator = "OPERATOR-1";
    static constexpr const char* kSupervisor = "SUPERVISOR-1";
    static constexpr const char* kPin = "1234";
    static constexpr const char* kOrder = "DEMO-1"; ///< eight cards
    static constexpr int kSlots = 4;
    /// Milliseconds; a machine that builds at the same time leaves the test alone for longer than a scanner
    /// would.
    static constexpr int kScannerGap = 250;

    void SetUp() override;
    void TearDown() override;

    /// Of the daemon: MiB a second of the demo's cards; 0: as fast as the disk.
    virtual const char* pace() const { return "0"; }
    virtual int slotCount() const { return kSlots; }
    virtual MainWindow::Options options() const { return {}; }

    /// Lays out what has changed: a layout asks its parent's by a posted event, level by level.
    static void settle();
    testing::AssertionResult until(const char* what, const std::function<bool()>& hasCome);
    /// A scanner's burst of keys, ending in Enter.
    void scan(const QString& raw);
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// As a person types: slower than any scanner.
    void type(const QString& text);
    template <typename Widget>
    Widget* find(const char* name)
    {
        auto* found = m_window->findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name << " is not in the window";
        return found;
    }
    /// Of the banner.
    QString nextStep();
    QString slotState(uint slot);
    testing::AssertionResult untilSlots(std::initializer_list<uint> numbers, const char* state);
    void insert(std::initializer_list<uint> numbers, const char* card = "blank");
    void takeOut(std::initializer_list<uint> numbers);
    void signInByScanner();
    void signInSupervisor();
    void takeOrderByScanner();

    std::unique_ptr<PrivateStation> m_station;
    std::unique_ptr<StationClient> m_client;
    std::unique_ptr<Languages> m_languages;
    std::unique_ptr<Sounds> m_sounds;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Scanner> m_scanner;
    std::vector<Sound> m_heard;
};

} // namespace bindery::gui
