// SPDX-License-Identifier: Apache-2.0
// Time as the records want it, behind a seam so that tests hold it in their hand. Thread-safe.
// Source: clock_gettime(2) CLOCK_REALTIME, CLOCK_BOOTTIME; adjtimex(2) for synchronised;
// /proc/sys/kernel/random/boot_id.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace bindery
{

struct Moment {
    std::int64_t utcMicros = 0;       ///< microseconds since 1970-01-01T00:00:00Z
    std::int64_t monotonicMicros = 0; ///< microseconds since boot; comparable within one bootId
    std::string bootId;
    std::optional<bool> synchronised; ///< whether the kernel's clock was; unknown: empty
};

class Clock
{
public:
    virtual ~Clock() = default;
    virtual Moment now() const = 0;
    virtual std::int64_t monotonicMicros() const = 0;
};

class SystemClock : public Clock
{
public:
    SystemClock();
    Moment now() const override;
    std::int64_t monotonicMicros() const override;

private:
    std::string m_bootId;
};

/// Stands still until it is moved.
class SimulatedClock : public Clock
{
public:
    explicit SimulatedClock(std::int64_t utcMicros = 1'700'000'000'000'000,
                            std::string bootId = "simulated-boot");
    Moment now() const override;
    std::int64_t monotonicMicros() const override;
    void advance(std::int64_t micros);

private:
    const std::int64_t m_start;
    const std::string m_bootId;
    std::atomic<std::int64_t> m_elapsed = 0;
};

/// "2026-11-24T03:38:02.000000Z"
std::string isoTime(std::int64_t utcMicros);

} // namespace bindery
