// SPDX-License-Identifier: Apache-2.0
// The station on the bus, org.bindery.Station1: who is signed in, persons, the teaching of slots, its health.
// Threads: the main loop's.
#pragma once

#include "daemon/bindery_program.h"
#include "daemon/desk.h"
#include "daemon/line_keeper.h"
#include "daemon/sign_in.h"
#include "daemon/slot_objects.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <daemon_adaptors/Station1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

struct StationTraits {
    bool isDemo = false;
    std::string language; ///< of persons who never said theirs, and of nobody
};

class StationObject final : public sdbus::AdaptorInterfaces<org::bindery::Station1_adaptor>
{
public:
    /// `personChanged` is told the badge that is signed in from now on. All is borrowed.
    StationObject(Desk& desk, daemon::SignIn& signIn, LineKeeper& keeper, SlotObjects& slots,
                  const BinderyProgram& program, StationTraits traits,
                  std::function<void(const std::optional<std::string>&)> personChanged);
    ~StationObject();
    StationObject(const StationObject&) = delete;
    StationObject& operator=(const StationObject&) = delete;

    /// Looks who is signed in; call it now and then, for people go without a word.
    void refreshPerson();

private:
    struct Facts {
        std::string person;
        std::string personName;
        std::string role;
        std::string language;
        std::uint32_t learningSlot = 0;
    };

    void show(Facts next);
    void endLesson();

    void SignIn(sdbus::Result<std::string>&& result, std::string badge, std::string pin) override;
    void SignOut(sdbus::Result<>&& result) override;
    void SetLanguage(sdbus::Result<>&& result, std::string language) override;
    void ListPersons(sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>&& result) override;
    void AddPerson(sdbus::Result<>&& result, std::string badge, std::string name, std::string role) override;
    void RetirePerson(sdbus::Result<>&& result, std::string badge) override;
    void SetPin(sdbus::Result<>&& result, std::string badge, std::string pin) override;
    void Doctor(sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>&& result) override;
    void Learn(sdbus::Result<>&& result, uint32_t slot) override;
    void StopLearning(sdbus::Result<>&& result) override;
    void ForgetSlot(sdbus::Result<>&& result, uint32_t slot) override;

    uint32_t ContractVersion() override { return 1; }
    std::string Name() override { return m_name; }
    std::string Id() override { return m_id; }
    std::string Version() override { return line::toolVersion(); }
    bool Demo() override { return m_traits.isDemo; }
    std::string Person() override { return m_facts.person; }
    std::string PersonName() override { return m_facts.personName; }
    std::string Role() override { return m_facts.role; }
    std::string Language() override { return m_facts.language; }
    uint32_t IdleLimit() override { return static_cast<std::uint32_t>(m_signIn.idleLimit().count()); }
    uint32_t LearningSlot() override { return m_facts.learningSlot; }

    Desk& m_desk;
    daemon::SignIn& m_signIn;
    LineKeeper& m_keeper;
    SlotObjects& m_slots;
    const BinderyProgram& m_program;
    const StationTraits m_traits;
    const std::function<void(const std::optional<std::string>&)> m_personChanged;
    const std::string m_name;
    const std::string m_id;
    Facts m_facts;
    std::uint64_t m_lesson = 0; ///< counts them, for news that come too late
    bool m_isDoctorIn = false;
    std::jthread m_doctor;
};

} // namespace bindery::daemon
