// SPDX-License-Identifier: Apache-2.0
#include "daemon/station_object.h"

#include "base/secret_buffer.h"
#include "daemon/changed_members.h"
#include "daemon/dictionary.h"

#include <algorithm>
#include <string_view>
#include <thread>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

/// As it came over the bus. The bus library's own copy of the message cannot be wiped; the text here is. Of
/// one that is longer than any PIN so much is kept that it is refused for that. Errors are told to the
/// caller, and give none.
template <typename... Results>
std::shared_ptr<const SecretBuffer> secretOf(std::string& text, sdbus::Result<Results...>& result)
{
    constexpr std::size_t kMostBytes = 4 * 64 + 1;
    std::shared_ptr<const SecretBuffer> secret;
    try {
        secret = std::make_shared<SecretBuffer>(
            SecretBuffer::copyOf(asBytes(std::string_view(text).substr(0, kMostBytes))));
    } catch (const Error& error) { // locked pages are few
        result.returnError(busError(error));
    }
    wipe({reinterpret_cast<std::byte*>(text.data()), text.size()});
    text.clear();
    return secret;
}

void requireShort(const char* what, const std::string& text)
{
    constexpr std::size_t kMostBytes = 256;
    if (text.size() > kMostBytes) {
        throw Error(ErrorCode::InvalidArgument, std::string(what) + " is longer than " +
                                                    std::to_string(kMostBytes) + " bytes: make it shorter");
    }
}

std::vector<std::string> roles()
{
    return {"operator", "engineer", "supervisor", "auditor"};
}

} // namespace

StationObject::StationObject(Desk& desk, daemon::SignIn& signIn, LineKeeper& keeper, SlotObjects& slots,
                             const BinderyProgram& program, bool isDemo,
                             std::function<void(const std::optional<std::string>&)> personChanged)
    : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk), m_signIn(signIn), m_keeper(keeper),
      m_slots(slots), m_program(program), m_isDemo(isDemo), m_personChanged(std::move(personChanged)),
      m_name(busText(desk.station.records().stationName())), m_id(desk.station.identity().id())
{
    registerAdaptor();
}

StationObject::~StationObject()
{
    unregisterAdaptor();
}

void StationObject::refreshPerson()
{
    const std::optional<SignedInPerson> person = m_signIn.person();
    Facts next;
    next.learningSlot = m_facts.learningSlot;
    if (person) {
        next.person = person->stored.actor.badge;
        next.personName = busText(person->stored.actor.name.value_or(""));
        next.role = person->stored.actor.role;
        next.language = person->stored.language.value_or("");
    }
    const bool isOther = next.person != m_facts.person;
    show(std::move(next));
    if (isOther) {
        m_personChanged(person ? std::optional(person->stored.actor.badge) : std::nullopt);
    }
}

void StationObject::show(Facts next)
{
    ChangedMembers changed;
    changed.look("Person", m_facts.person, std::move(next.person));
    changed.look("PersonName", m_facts.personName, std::move(next.personName));
    changed.look("Role", m_facts.role, std::move(next.role));
    changed.look("Language", m_facts.language, std::move(next.language));
    changed.look("LearningSlot", m_facts.learningSlot, std::move(next.learningSlot));
    if (!changed.names().empty()) {
        getObject().emitPropertiesChangedSignal(org::bindery::Station1_adaptor::INTERFACE_NAME,
                                                changed.names());
    }
}

void StationObject::SignIn(sdbus::Result<std::string>&& result, std::string badge, std::string pin)
{
    const std::shared_ptr<const SecretBuffer> secret = secretOf(pin, result);
    if (!secret) {
        return;
    }
    m_desk.gate.serve(getObject(), {Right::SignIn, "Station1.SignIn"}, std::move(result),
                      [this, badge, secret](const Acting& who) {
                          requireShort("the badge", badge);
                          try {
                              std::string role = m_signIn.signIn(badge, *secret, who.uid);
                              refreshPerson();
                              return role;
                          } catch (const Error&) {
                              refreshPerson(); // whoever was before may be out
                              throw;
                          }
                      });
}

void StationObject::SignOut(sdbus::Result<>&& result)
{
    m_desk.gate.serve(getObject(), {Right::SignIn, "Station1.SignOut"}, std::move(result),
                      [this](const Acting& who) {
                          m_signIn.signOut(who.uid);
                          refreshPerson();
                      });
}

void StationObject::SetLanguage(sdbus::Result<>&& result, std::string language)
{
    m_desk.gate.serve(getObject(), {Right::SignIn, "Station1.SetLanguage"}, std::move(result),
                      [this, language](const Acting& who) {
                          requireShort("the language", language);
                          const std::string badge = m_signIn.requirePerson(who.uid).badge;
                          m_desk.station.records().setLanguage(badge, language, badge);
                          refreshPerson();
                      });
}

void StationObject::ListPersons(sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Station1.ListPersons"}, std::move(result),
                      [this](const Acting& /*who*/) {
                          Json persons = Json::array();
                          for (const db::StoredActor& person : m_desk.station.records().actors()) {
                              if (person.actor.role == "station") {
                                  continue;
                              }
                              persons.push_back({{"badge", person.actor.badge},
                                                 {"name", person.actor.name.value_or("")},
                                                 {"role", person.actor.role},
                                                 {"language", person.language.value_or("")},
                                                 {"since", person.sinceUtcMicros},
                                                 {"retired", person.retiredUtcMicros.value_or(-1)},
                                                 {"has_pin", person.hasPin}});
                          }
                          return dictionariesOf(persons);
                      });
}

void StationObject::AddPerson(sdbus::Result<>&& result, std::string badge, std::string name, std::string role)
{
    m_desk.gate.serve(
        getObject(),
        {Right::Persons, "Station1.AddPerson", {{"badge", busText(badge)}, {"role", busText(role)}}},
        std::move(result), [this, badge, name, role](const Acting& who) {
            requireShort("the name", name);
            const std::vector<std::string> known = roles();
            if (std::find(known.begin(), known.end(), role) == known.end()) {
                throw Error(ErrorCode::InvalidArgument,
                            "\"" + role + "\" is no role: operator, engineer, supervisor, auditor");
            }
            db::Actor person{badge, std::nullopt, role};
            if (!name.empty()) {
                person.name = name;
            }
            m_desk.station.records().addActor(person, who.badge);
            refreshPerson();
        });
}

void StationObject::RetirePerson(sdbus::Result<>&& result, std::string badge)
{
    m_desk.gate.serve(getObject(), {Right::Persons, "Station1.RetirePerson", {{"badge", busText(badge)}}},
                      std::move(result), [this, badge](const Acting& who) {
                          m_desk.station.records().retireActor(badge, who.badge);
                          refreshPerson();
                      });
}

void StationObject::SetPin(sdbus::Result<>&& result, std::string badge, std::string pin)
{
    const std::shared_ptr<const SecretBuffer> secret = secretOf(pin, result);
    if (!secret) {
        return;
    }
    m_desk.gate.serve(getObject(), {Right::SignIn, "Station1.SetPin"}, std::move(result),
                      [this, badge, secret](const Acting& who) {
                          requireShort("the badge", badge);
                          const db::Actor by = m_signIn.requireToSetPin(badge, who.uid);
                          m_desk.station.records().setPin(badge, *secret, by.badge);
                      });
}

void StationObject::Doctor(sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>&& result)
{
    using Answer = std::shared_ptr<sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>>;
    m_desk.gate.serveLater(
        getObject(), {Right::Audit, "Station1.Doctor"}, std::move(result),
        [this](const Acting& /*who*/, const Answer& answer) {
            if (m_isDoctorIn) {
                throw Error(ErrorCode::Busy, "the station is being looked at already: ask again in a moment");
            }
            m_isDoctorIn = true;
            m_doctor = std::jthread([this, answer](const std::stop_token& stop) {
                constexpr std::chrono::seconds kPatience{60};
                Json checks = Json::array();
                std::optional<Error> failure;
                try {
                    const Json answered = m_program.run({"doctor"}, kPatience, stop, true);
                    for (const Json& finding : answered.at("findings")) {
                        checks.push_back(
                            {{"what", finding.at("name")},
                             {"good", finding.at("state") != "missing"},
                             {"state", finding.at("state")},
                             {"message", finding.at("found")},
                             {"cure", finding.at("cure").is_null() ? Json("") : finding.at("cure")}});
                    }
                } catch (const Error& error) {
                    failure = error;
                } catch (const std::exception& error) {
                    failure = Error(ErrorCode::Internal, error.what());
                }
                m_desk.loop.post([this, answer, checks, failure] {
                    m_isDoctorIn = false;
                    if (failure) {
                        answer->returnError(busError(*failure));
                    } else {
                        answer->returnResults(dictionariesOf(checks));
                    }
                });
            });
        });
}

void StationObject::Learn(sdbus::Result<>&& result, uint32_t slot)
{
    m_desk.gate.serve(getObject(), {Right::Slots, "Station1.Learn", {{"slot", slot}}}, std::move(result),
                      [this, slot](const Acting& who) {
                          const device::SlotNumber number = device::parseSlotNumber(std::to_string(slot));
                          const std::uint64_t lesson = ++m_lesson;
                          m_keeper.learn(number, who.badge,
                                         [this, lesson](const std::optional<device::Port>& port,
                                                        const std::optional<Error>& error) {
                                             m_desk.loop.post([this, lesson, port, error] {
                                                 if (error) {
                                                     spdlog::error("a slot could not be taught: {}",
                                                                   error->what());
                                                 }
                                                 if (lesson == m_lesson) {
                                                     endLesson();
                                                 }
                                             });
                                         });
                          Facts next = m_facts;
                          next.learningSlot = slot;
                          show(std::move(next));
                      });
}

void StationObject::endLesson()
{
    ++m_lesson;
    m_keeper.stopLearning();
    m_slots.show(m_keeper.slots());
    Facts next = m_facts;
    next.learningSlot = 0;
    show(std::move(next));
}

void StationObject::StopLearning(sdbus::Result<>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Slots, "Station1.StopLearning"}, std::move(result),
                      [this](const Acting& /*who*/) {
                          if (m_facts.learningSlot == 0) {
                              throw Error(ErrorCode::Conflict, "no slot is being taught");
                          }
                          endLesson();
                      });
}

void StationObject::ForgetSlot(sdbus::Result<>&& result, uint32_t slot)
{
    m_desk.gate.serve(getObject(), {Right::Slots, "Station1.ForgetSlot", {{"slot", slot}}}, std::move(result),
                      [this, slot](const Acting& who) {
                          if (m_facts.learningSlot != 0) {
                              endLesson();
                          }
                          m_keeper.forget(device::parseSlotNumber(std::to_string(slot)), who.badge);
                          m_slots.show(m_keeper.slots());
                      });
}

} // namespace bindery::daemon
