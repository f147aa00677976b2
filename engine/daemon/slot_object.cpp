// SPDX-License-Identifier: Apache-2.0
#include "daemon/slot_object.h"

#include "daemon/changed_members.h"
#include "daemon/dictionary.h"
#include "daemon/farewell.h"

#include <utility>

namespace bindery::daemon
{

namespace
{

constexpr std::int64_t kProgressMicros = 100'000; ///< ten a second

bool isVerifying(card::Step step)
{
    return step == card::Step::Verifying;
}

} // namespace

SlotObject::SlotObject(sdbus::IConnection& bus, const std::string& path, std::uint32_t number,
                       std::string port)
    : AdaptorInterfaces(bus, path), m_number(number), m_port(std::move(port))
{
    registerAdaptor();
    emitInterfacesAddedSignal();
}

SlotObject::~SlotObject()
{
    farewell(*this);
    unregisterAdaptor();
}

void SlotObject::take(const line::SlotChanged& event)
{
    const line::SlotStatus& status = event.status;
    Facts next;
    next.state = std::string(nameOf(status.state));
    next.reason = busText(status.reason);
    next.cure = busText(status.cure);
    next.needsAcknowledgement = status.needsAcknowledgement();
    next.cardPresent = status.cardPresent;
    next.failuresInARow = static_cast<std::uint32_t>(status.failuresInARow);
    if (event.disk) {
        next.cardModel = busText(event.disk->model.value_or(""));
        next.cardSize = event.disk->size.count();
    }
    next.cardContent = busText(event.content.value_or(""));
    next.serial = busText(event.serial.value_or(""));
    next.attempt = event.attempt.value_or("");
    m_card = event.disk;
    m_isRunning = line::isRunning(status.state);
    show(std::move(next));
    if (!m_isRunning) {
        show(Progress{});
    }
}

void SlotObject::take(const line::CardProgressed& event, std::int64_t monotonicMicros)
{
    const std::int64_t span = monotonicMicros - m_progressAt;
    if (!m_isRunning || span < kProgressMicros) {
        return;
    }
    const card::ProgressSeen& seen = event.progress;
    Progress next;
    next.step = std::string(nameOf(seen.step));
    next.done = isVerifying(seen.step) ? seen.verified : seen.written;
    next.total = isVerifying(seen.step) ? seen.toVerify : seen.toWrite;
    next.secondsLeft = event.timeLeft ? (event.timeLeft->count() + 999) / 1000 : -1;
    const bool isSameStep = m_progress.step == next.step && m_progressAt != 0;
    if (isSameStep && next.done >= m_progress.done) {
        constexpr double kMicrosPerSecond = 1e6;
        const double rate =
            static_cast<double>(next.done - m_progress.done) * kMicrosPerSecond / static_cast<double>(span);
        constexpr double kOld = 0.7; // a quiet figure is easier to read
        next.rate = m_progress.rate > 0 ? kOld * m_progress.rate + (1 - kOld) * rate : rate;
    }
    m_progressAt = monotonicMicros;
    show(std::move(next));
}

void SlotObject::take(const line::StrangerChanged& event)
{
    Facts next;
    next.state = std::string(nameOf(line::SlotState::UnknownPort));
    next.reason = "this port was never taught";
    next.cure = "a supervisor may teach it as a slot; until then nothing is written here";
    next.cardPresent = event.disk.hasMedium();
    next.cardModel = busText(event.disk.model.value_or(""));
    next.cardSize = event.disk.size.count();
    show(std::move(next));
}

void SlotObject::show(Facts next)
{
    ChangedMembers changed;
    changed.look("State", m_facts.state, std::move(next.state));
    changed.look("Reason", m_facts.reason, std::move(next.reason));
    changed.look("Cure", m_facts.cure, std::move(next.cure));
    changed.look("NeedsAcknowledgement", m_facts.needsAcknowledgement, std::move(next.needsAcknowledgement));
    changed.look("CardPresent", m_facts.cardPresent, std::move(next.cardPresent));
    changed.look("CardModel", m_facts.cardModel, std::move(next.cardModel));
    changed.look("CardSize", m_facts.cardSize, std::move(next.cardSize));
    changed.look("CardContent", m_facts.cardContent, std::move(next.cardContent));
    changed.look("Serial", m_facts.serial, std::move(next.serial));
    changed.look("Attempt", m_facts.attempt, std::move(next.attempt));
    changed.look("FailuresInARow", m_facts.failuresInARow, std::move(next.failuresInARow));
    emit(changed.names());
}

void SlotObject::show(Progress next)
{
    ChangedMembers changed;
    changed.look("Step", m_progress.step, std::move(next.step));
    changed.look("BytesDone", m_progress.done, std::move(next.done));
    changed.look("BytesTotal", m_progress.total, std::move(next.total));
    changed.look("Rate", m_progress.rate, std::move(next.rate));
    changed.look("SecondsLeft", m_progress.secondsLeft, std::move(next.secondsLeft));
    emit(changed.names());
}

void SlotObject::emit(const std::vector<std::string>& names)
{
    if (!names.empty()) {
        getObject().emitPropertiesChangedSignal(org::bindery::Slot1_adaptor::INTERFACE_NAME, names);
    }
}

} // namespace bindery::daemon
