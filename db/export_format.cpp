// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/event_text_internal.h"
#include "db/export_format_internal.h"

namespace bindery::db
{

std::string sumsText(const FileDigests& files)
{
    std::string text;
    for (const auto& [name, digest] : files) {
        text += digest.sha256 + "  " + name + "\n";
    }
    return text;
}

std::string gapLine(const Gap& gap)
{
    Json subtrees = Json::array();
    for (const Subtree& subtree : gap.subtrees) {
        subtrees.push_back(toHex(subtree.root));
    }
    return canonicalJson({{"gap",
                           {{"first", gap.first},
                            {"hash", toHex(gap.hash)},
                            {"last", gap.last},
                            {"subtrees", std::move(subtrees)}}}});
}

Gap gapOf(const Json& line)
{
    constexpr std::int64_t kMostEvents = std::int64_t{1} << 50U;
    Gap gap;
    try {
        const Json& facts = line.at("gap");
        gap.first = facts.at("first").get<std::int64_t>();
        gap.last = facts.at("last").get<std::int64_t>();
        gap.hash = digestFromHex(facts.at("hash").get<std::string>());
        if (gap.first < 1 || gap.last < gap.first || gap.last > kMostEvents) {
            throw Error(ErrorCode::Corrupt,
                        "a gap from " + std::to_string(gap.first) + " to " + std::to_string(gap.last));
        }
        const Json& roots = facts.at("subtrees");
        const std::vector<int> heights = RunCover::heights(gap.first - 1, gap.last - gap.first + 1);
        if (!roots.is_array() || roots.size() != heights.size()) {
            throw Error(ErrorCode::Corrupt, "the subtrees of a gap do not cover it");
        }
        for (std::size_t i = 0; i < heights.size(); ++i) {
            gap.subtrees.push_back({heights[i], digestFromHex(roots[i].get<std::string>())});
        }
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, "not a gap");
    }
    return gap;
}

std::string_view readmeText()
{
    return "This folder holds records of a Bindery flashing station.\n"
           "\n"
           "How to check it without the station, and without Bindery:\n"
           "\n"
           "1. Get the station's public key from the station's owner by another way than this folder, and "
           "compare it with\n"
           "   station.pem. A key that came with the records proves nothing by itself.\n"
           "2. The signature of the station over the list of files (OpenSSL 3):\n"
           "\n"
           "     openssl pkeyutl -verify -pubin -inkey station.pem -rawin -in manifest.json -sigfile "
           "manifest.sig\n"
           "\n"
           "3. The files (manifest.json holds the same digests, under the signature):\n"
           "\n"
           "     sha256sum -c SHA256SUMS\n"
           "\n"
           "With Bindery, which also checks the chain of events, the signed tree head, and that the tables "
           "say what the\n"
           "events say, and names file and line of the first defect:\n"
           "\n"
           "     bindery audit verify FOLDER --key PUBLIC.pem      (the key of step 1)\n"
           "\n"
           "events.jsonl     every act of anyone, one per line, in canonical JSON (RFC 8785). hash is the "
           "SHA-256 of the 32\n"
           "                 bytes of prev_hash followed by the canonical JSON of the line without hash and "
           "prev_hash.\n"
           "                 Times are UTC in microseconds. A line with \"gap\" stands for events that a "
           "filter left out.\n"
           "attempts.csv     every try at a card: what it was made from, how it ended\n"
           "units.csv        every serial and its state\n"
           "keys.csv         every state that a keyslot ever had; no key is ever exported\n"
           "binds.csv        steps of binding units to their security modules, with what each unit told\n"
           "checkpoint.json  the station's signature over the number of events, the last hash, and the head "
           "of the Merkle\n"
           "                 tree (RFC 6962) over the events\n"
           "manifest.json    digests of all these files; manifest.sig is the station's Ed25519 signature "
           "over it\n"
           "\n"
           "In the CSV files a value that a spreadsheet would run as a formula has an apostrophe in front.\n";
}

} // namespace bindery::db
