// SPDX-License-Identifier: Apache-2.0
// What every Inventory promises, as tests over a parameter. A program instantiates them with the inventories
// it can make.
#pragma once

#include "device/inventory.h"

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace bindery::test
{

/// A reader, by its number, and what is in it.
struct ReaderContent {
    Bytes size; ///< 0: no card
    std::uint64_t diskSeq = 0;
    bool isReadOnly = false;
};

/// Some readers that all have one serial, and a hand that moves them and their cards.
class InventoryUnderTest
{
public:
    virtual ~InventoryUnderTest() = default;
    virtual device::Inventory& inventory() = 0;
    virtual void plug(int reader, const ReaderContent& content) = 0;
    virtual void change(int reader, const ReaderContent& content) = 0;
    virtual void pull(int reader) = 0;
};

struct InventoryKind {
    std::string name;
    std::function<std::unique_ptr<InventoryUnderTest>()> make;
};

inline std::ostream& operator<<(std::ostream& out, const InventoryKind& kind)
{
    return out << kind.name;
}

inline std::string nameOfInventory(const ::testing::TestParamInfo<InventoryKind>& info)
{
    return info.param.name;
}

} // namespace bindery::test

namespace bindery::device
{

inline std::ostream& operator<<(std::ostream& out, const DiskEvent& event)
{
    return out << (event.kind == DiskEvent::Kind::Present ? "Present " : "Left ") << event.disk.sysPath
               << " at " << (event.disk.port ? event.disk.port->text : "no port") << ", "
               << event.disk.size.count() << " bytes, DISKSEQ " << event.disk.diskSeq.value_or(0);
}

} // namespace bindery::device

namespace bindery::test
{

/// Events until there are so many, or five seconds have passed.
std::vector<device::DiskEvent> eventsOf(device::Inventory& inventory, std::size_t count);

class InventoryContract : public ::testing::TestWithParam<InventoryKind>
{
protected:
    InventoryContract() : m_subject(GetParam().make()) {}
    InventoryUnderTest& hand() { return *m_subject; }
    device::Inventory& inventory() { return m_subject->inventory(); }
    std::vector<device::DiskEvent> events(std::size_t count) { return eventsOf(inventory(), count); }

private:
    std::unique_ptr<InventoryUnderTest> m_subject;
};

} // namespace bindery::test
