// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "staging/own_network.h"

#include <thread>

#include <gtest/gtest.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace bindery;

namespace
{

int listenOnLoopback(sockaddr_in& address)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(::listen(fd, 1), 0);
    EXPECT_EQ(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), 0);
    return fd;
}

bool reaches(const sockaddr_in& address)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool reached = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::close(fd);
    return reached;
}

} // namespace

TEST(OwnNetwork, HoldsNothingButALoopbackThatWorks)
{
    ASSERT_EQ(::geteuid(), 0U) << "run as root";
    sockaddr_in outside{};
    const int listener = listenOnLoopback(outside);
    ASSERT_TRUE(reaches(outside));
    std::thread([&] {
        staging::enterOwnNetwork();
        EXPECT_FALSE(reaches(outside)) << "the station's own loopback";
        sockaddr_in inside{};
        const int own = listenOnLoopback(inside);
        EXPECT_TRUE(reaches(inside));
        ::close(own);
        struct if_nameindex* const all = ::if_nameindex();
        ASSERT_NE(all, nullptr);
        EXPECT_STREQ(all[0].if_name, "lo");
        EXPECT_EQ(all[1].if_index, 0U) << all[1].if_name;
        ::if_freenameindex(all);
    }).join();
    EXPECT_TRUE(reaches(outside)) << "other threads stay where they were";
    ::close(listener);
}
