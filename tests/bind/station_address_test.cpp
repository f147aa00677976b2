// SPDX-License-Identifier: Apache-2.0
#include "bind/bind_client.h"
#include "support/expect_error.h"

#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;

TEST(StationAddress, IsAHostAndAPort)
{
    const auto expect = [](const char* text, const char* host, std::uint16_t port) {
        const StationAddress address = stationAddressOf(text);
        EXPECT_EQ(address.host, host);
        EXPECT_EQ(address.port, port);
    };
    expect("10.0.2.2:7443", "10.0.2.2", 7443);
    expect("bench.local:1", "bench.local", 1);
    expect("[fe80::1]:65535", "fe80::1", 65535);
    expect("[fe80::1%eth0]:7443", "fe80::1%eth0", 7443);
}

TEST(StationAddress, OfAnythingElseIsRefusedWithTheCure)
{
    for (const std::string& text :
         {std::string(), std::string("bench"), std::string("bench:"), std::string(":7443"),
          std::string("bench:0"), std::string("bench:65536"), std::string("bench:-1"),
          std::string("bench:74 43"), std::string("fe80::1:7443"), std::string("[fe80::1]"),
          std::string("[fe80::1]7443"), std::string("[]:7443"), std::string("[bench]:7443"),
          std::string("[fe80::1%]:7443"), std::string("a b:7443"), std::string("a/b:7443"),
          std::string(254, 'x') + ":7443"}) {
        expectError(ErrorCode::InvalidArgument, "HOST:PORT", [&] { stationAddressOf(text); });
    }
}
