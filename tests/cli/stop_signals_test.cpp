// SPDX-License-Identifier: Apache-2.0
#include "base/stop_signals.h"

#include <condition_variable>
#include <csignal>
#include <future>
#include <mutex>

#include <gtest/gtest.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::chrono::seconds kLong{30};

/// Stops after one signal; the message was given once.
bool stopsOn(int signal)
{
    std::promise<void> told;
    StopSignals signals([&] { told.set_value(); });
    if (signals.stopped()) {
        return false;
    }
    ::kill(::getpid(), signal);
    return told.get_future().wait_for(kLong) == std::future_status::ready && signals.token().stop_requested();
}

void waitForStop(const std::stop_token& token)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait(lock, token, [] { return false; });
}

} // namespace

TEST(StopSignals, AskToStopOnEachOfThem)
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        EXPECT_TRUE(stopsOn(signal)) << signal;
    }
}

TEST(StopSignals, SecondInterruptEndsTheProcess)
{
    EXPECT_EXIT(
        {
            const StopSignals signals({});
            ::kill(::getpid(), SIGINT);
            waitForStop(signals.token());
            ::kill(::getpid(), SIGINT);
            ::pause();
        },
        ::testing::KilledBySignal(SIGINT), "");
}

TEST(StopSignals, SecondTerminateIsNotMoreThanTheFirst)
{
    EXPECT_EXIT(
        {
            {
                const StopSignals signals({});
                ::kill(::getpid(), SIGTERM);
                waitForStop(signals.token());
                ::kill(::getpid(), SIGTERM);
            }
            std::_Exit(7);
        },
        ::testing::ExitedWithCode(7), "");
}

TEST(StopSignals, WhatWasIgnoredStaysIgnored)
{
    EXPECT_EXIT(
        {
            ::signal(SIGHUP, SIG_IGN);
            std::promise<void> told;
            const StopSignals signals([&] { told.set_value(); });
            ::kill(::getpid(), SIGHUP);
            const bool early = signals.stopped();
            ::kill(::getpid(), SIGTERM);
            told.get_future().wait_for(kLong);
            std::_Exit(early ? 1 : 0);
        },
        ::testing::ExitedWithCode(0), "");
}

TEST(StopSignals, GiveTheSignalsBackWhenTheyGo)
{
    sigset_t before;
    ::pthread_sigmask(SIG_BLOCK, nullptr, &before);
    {
        const StopSignals signals({});
    }
    sigset_t after;
    ::pthread_sigmask(SIG_BLOCK, nullptr, &after);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        EXPECT_EQ(::sigismember(&after, signal), ::sigismember(&before, signal));
    }
}

} // namespace bindery::cli
