// SPDX-License-Identifier: Apache-2.0
// The program openssl as a peer that we did not write.
#include "base/file.h"
#include "base/process.h"
#include "bind/scripted_desk.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::RunningBench;
using bindery::test::TempFolder;
using ::testing::HasSubstr;
using ::testing::Not;

namespace
{

/// Greets the bench and hangs up, trusting the authority in `site` only.
ProcessResult greet(const RunningBench& bench, const std::filesystem::path& site,
                    std::vector<std::string> more)
{
    std::vector<std::string> arguments{"openssl",     "s_client",
                                       "-connect",    "127.0.0.1:" + std::to_string(bench.address().port),
                                       "-showcerts",  "-no-CApath",
                                       "-no-CAstore", "-CAfile",
                                       site.string(), "-verify_return_error"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments, std::chrono::seconds(60));
}

std::filesystem::path siteCertificateOf(const RunningBench& bench, const TempFolder& folder)
{
    const std::string chain = readTextFile(bench.site() / "station.pem");
    const std::filesystem::path path = folder / "site.pem";
    replaceFile(path, asBytes(std::string_view(chain).substr(chain.find("-----BEGIN", 1))));
    return path;
}

std::size_t countOf(std::string_view text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST(OpensslPeer, SeesTls13AndTheTwoCertificatesAndNoTicket)
{
    ServerOptions options;
    options.connectionTime = std::chrono::seconds(8); // a quarter of it is waited for the bench to hang up
    RunningBench bench(options);
    const TempFolder folder;
    const ProcessResult result =
        greet(bench, siteCertificateOf(bench, folder), {"-alpn", "bindery-bind/1", "-ign_eof"});
    EXPECT_EQ(result.exitStatus, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("New, TLSv1.3, Cipher is "));
    EXPECT_THAT(result.output, HasSubstr("ALPN protocol: bindery-bind/1"));
    EXPECT_THAT(result.output, HasSubstr("Verification: OK"));
    EXPECT_THAT(result.output, HasSubstr("Early data was not sent"));
    EXPECT_THAT(result.output, HasSubstr("Peer signature type: ECDSA"));
    EXPECT_THAT(result.output, Not(HasSubstr("New Session Ticket")));
    EXPECT_EQ(countOf(result.output, "-----BEGIN CERTIFICATE-----"), 2U);
    EXPECT_EQ(countOf(result.output, "s:CN = bench-1"), 1U) << result.output;
    EXPECT_EQ(countOf(result.output, "s:CN = Bindery site"), 1U) << result.output;
}

TEST(OpensslPeer, GetsNoOlderTls)
{
    RunningBench bench;
    const TempFolder folder;
    const ProcessResult result =
        greet(bench, siteCertificateOf(bench, folder), {"-alpn", "bindery-bind/1", "-tls1_2"});
    EXPECT_NE(result.exitStatus, 0);
    EXPECT_THAT(result.output, HasSubstr("protocol version"));
    EXPECT_NE(bench.desk.waitForRejection("unsupported protocol").why, "");
}

TEST(OpensslPeer, FindsNoStationOfAnotherSiteGood)
{
    RunningBench bench;
    RunningBench other;
    const TempFolder folder;
    const ProcessResult result = greet(bench, siteCertificateOf(other, folder), {"-alpn", "bindery-bind/1"});
    EXPECT_NE(result.exitStatus, 0);
    EXPECT_THAT(result.output, HasSubstr("verify error"));
}
