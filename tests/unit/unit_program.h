// SPDX-License-Identifier: Apache-2.0
// A card, a simulated module, a site and a bench that serves it, for the real bindery-unit.
#pragma once

#include "base/file.h"
#include "base/process.h"
#include "bind/bind_desk.h"
#include "bind/bind_server.h"
#include "bind/site.h"
#include "luks/header.h"
#include "module/simulated_module.h"
#include "support/temp_folder.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>

namespace bindery::test
{

/// Grants and notes everything.
class OpenDesk : public bind::BindDesk
{
public:
    explicit OpenDesk(const SecretBuffer& secret) : m_secret(secret) {}

    bind::Ruling authorise(const bind::Hello& /*hello*/, const bind::HeaderReport& /*header*/) override
    {
        acts.emplace_back("authorise");
        return {bind::Verdict::Authorised, "", m_secret.clone()};
    }
    bind::Ruling locked(const bind::Hello& /*hello*/, const bind::HeaderReport& /*header*/,
                        ByteView /*signature*/) override
    {
        acts.emplace_back("locked");
        return {bind::Verdict::Noted, "", {}};
    }
    bind::Ruling verified(const bind::Hello& /*hello*/, const bind::HeaderReport& /*header*/,
                          ByteView /*signature*/) override
    {
        acts.emplace_back("verified");
        return {bind::Verdict::Revoke, "", {}};
    }
    bind::Ruling revoked(const bind::Hello& /*hello*/, const bind::HeaderReport& header,
                         ByteView /*signature*/) override
    {
        acts.emplace_back("revoked");
        keyslotsAtTheEnd = header.keyslots;
        return {bind::Verdict::Noted, "", {}};
    }
    bind::Ruling failed(const bind::Hello& /*hello*/, const bind::FailureReport& /*failure*/) override
    {
        acts.emplace_back("failed");
        return {bind::Verdict::Noted, "", {}};
    }
    void rejected(const std::string& /*peer*/, const std::string& why,
                  const std::optional<bind::Hello>& /*hello*/) override
    {
        acts.push_back("rejected: " + why);
    }

    std::vector<std::string> acts;
    std::vector<int> keyslotsAtTheEnd;

private:
    const SecretBuffer& m_secret;
};

class UnitProgram
{
public:
    struct Run {
        int status = -1;
        std::string out;
        std::string err;
    };

    UnitProgram()
    {
        luks::Header header = luks::Header::create({}, Uuid::random());
        header.addKeyslot(0, transport);
        const UniqueFd fd = openFile(card, O_WRONLY | O_CREAT, 0600);
        writeFully(fd.get(), 0, header.view(), card);
        writeFully(fd.get(), luks::kHeaderSize, std::vector<std::byte>(std::size_t{4} << 20U), card);
        module::createSimulatedModule(folder / "module", "M-1");
        replaceFile(folder / "site.pins",
                    asBytes(bind::pinsText(bind::createSite(folder / "site", "bench"))));
        server.emplace(bind::openBench(folder / "site"), desk, bind::ServerOptions{});
        m_serving = std::jthread([this](const std::stop_token& stop) { server->run(stop); });
        writeConfig("yes");
    }

    void writeConfig(const std::string& demo) const
    {
        replaceFile(folder / "unit.conf",
                    asBytes("module=simulated\nsimulated_module=" + (folder / "module").string() + "\ndemo=" +
                            demo + "\nstation=127.0.0.1:" + std::to_string(server->port()) + "\n"));
    }

    /// `before`: words in front, such as those that run it somewhere else.
    Run run(const std::string& verb, const std::vector<std::string>& more = {},
            const std::vector<std::string>& before = {}) const
    {
        std::vector<std::string> words{"sh", "-c", "exec \"$@\" >\"$0/out\" 2>\"$0/err\"",
                                       folder.path().string()};
        words.insert(words.end(), before.begin(), before.end());
        words.insert(words.end(), {BINDERY_UNIT_PROGRAM, verb, "--device", device.string(), "--config",
                                   (folder / "unit.conf").string()});
        if (verb != "status") {
            words.insert(words.end(), {"--pins", (folder / "site.pins").string()});
        }
        words.insert(words.end(), more.begin(), more.end());
        const ProcessResult result = runProgram(words, std::chrono::seconds(60));
        return {result.exitStatus, readTextFile(folder / "out"), readTextFile(folder / "err")};
    }

    luks::Header header() const
    {
        std::vector<std::byte> image(luks::kHeaderSize);
        const UniqueFd fd = openFile(card, O_RDONLY);
        readFully(fd.get(), 0, image, card);
        return luks::Header::load(image);
    }

    SecretBuffer transport = SecretBuffer::random(32);
    TempFolder folder;
    std::filesystem::path card = folder / "card";
    std::filesystem::path device = card; ///< what the program is told
    OpenDesk desk{transport};
    std::optional<bind::BindServer> server;

private:
    std::jthread m_serving; ///< ends before the server goes
};

} // namespace bindery::test
