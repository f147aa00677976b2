// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_news.h"

#include "cli/bus_json.h"

#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr const char* kSignals = "type='signal',sender='org.bindery.Station',path_namespace='/org/bindery'";
constexpr const char* kOwner = "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
                               "member='NameOwnerChanged',arg0='org.bindery.Station'";

int pollMillis(std::uint64_t busMicros, std::optional<std::chrono::milliseconds> patience)
{
    constexpr std::uint64_t kNever = UINT64_MAX;
    constexpr std::uint64_t kLongest = 60'000;
    std::uint64_t millis = busMicros == kNever ? kNever : (busMicros + 999) / 1000;
    if (patience) {
        millis = std::min(millis, static_cast<std::uint64_t>(patience->count()));
    }
    return millis == kNever ? -1 : static_cast<int>(std::min(millis, kLongest));
}

} // namespace

BusEar::BusEar(BusLink& link) : m_link(link), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (!m_wake) {
        throwErrno(ErrorCode::Internal, "waiting for the bus: eventfd", errno);
    }
    link.told([&] {
        m_signals = link.connection().addMatch(kSignals, [this](sdbus::Message& told) { hear(told); });
        m_owner = link.connection().addMatch(kOwner, [this](sdbus::Message& told) { hearOwner(told); });
    });
}

void BusEar::hear(sdbus::Message& message)
{
    BusNews news;
    news.path = message.getPath();
    news.interface = message.getInterfaceName();
    news.member = message.getMemberName();
    if (news.member == "PropertiesChanged") {
        BusDictionary changed;
        message >> news.interface >> changed;
        news.kind = BusNews::Kind::Changed;
        news.facts = jsonOf(changed);
        m_told.push_back(std::move(news));
        return;
    }
    if (news.member == "InterfacesAdded") {
        sdbus::ObjectPath path;
        std::map<std::string, BusDictionary> interfaces;
        message >> path >> interfaces;
        for (const auto& [interface, facts] : interfaces) {
            m_told.push_back({BusNews::Kind::Added, path, interface, "", jsonOf(facts)});
        }
        return;
    }
    if (news.member == "InterfacesRemoved") {
        sdbus::ObjectPath path;
        std::vector<std::string> interfaces;
        message >> path >> interfaces;
        for (const std::string& interface : interfaces) {
            m_told.push_back({BusNews::Kind::Removed, path, interface, "", nullptr});
        }
        return;
    }
    if (news.member == "AttemptEnded") {
        std::uint32_t slot = 0;
        std::array<std::string, 4> texts;
        message >> slot;
        for (std::string& text : texts) {
            message >> text;
        }
        news.facts = Json::array({slot, texts[0], texts[1], texts[2], texts[3]});
        m_told.push_back(std::move(news));
    }
}

void BusEar::hearOwner(sdbus::Message& message)
{
    std::string name;
    std::string before;
    std::string now;
    message >> name >> before >> now;
    if (!before.empty()) {
        m_told.push_back({BusNews::Kind::Went, {}, {}, {}, nullptr});
    }
    if (!now.empty()) {
        m_told.push_back({BusNews::Kind::Came, {}, {}, {}, nullptr});
    }
}

void BusEar::processAll()
{
    m_link.told([&] {
        while (m_link.connection().processPendingRequest()) {
        }
    });
}

void BusEar::skipTold()
{
    processAll();
    m_told.clear();
}

std::optional<BusNews> BusEar::next(std::optional<std::chrono::milliseconds> patience)
{
    processAll();
    while (m_told.empty()) {
        const sdbus::IConnection::PollData wanted =
            m_link.told([&] { return m_link.connection().getEventLoopPollData(); });
        std::array<pollfd, 2> waiting{pollfd{wanted.fd, wanted.events, 0}, pollfd{m_wake.get(), POLLIN, 0}};
        const int ready = ::poll(waiting.data(), waiting.size(), pollMillis(wanted.timeout_usec, patience));
        if (ready < 0 && errno != EINTR) {
            throwErrno(ErrorCode::Internal, "waiting for the bus: poll", errno);
        }
        processAll();
        if (waiting[1].revents != 0) {
            std::uint64_t count = 0;
            static_cast<void>(::read(m_wake.get(), &count, sizeof count));
            if (m_told.empty()) {
                return std::nullopt;
            }
        }
        if (ready == 0 && patience && m_told.empty()) {
            return std::nullopt;
        }
    }
    BusNews news = std::move(m_told.front());
    m_told.pop_front();
    return news;
}

void BusEar::wake()
{
    const std::uint64_t one = 1;
    static_cast<void>(::write(m_wake.get(), &one, sizeof one));
}

} // namespace bindery::cli
