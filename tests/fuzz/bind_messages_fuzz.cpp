// SPDX-License-Identifier: Apache-2.0
// Reads arbitrary bytes as what comes over the wire of a bind: frames, one after another, each message by
// every decoder. Refused, or written and read again as the same, with the same bytes.
#include "base/error.h"
#include "bind/frame.h"
#include "bind/memory_stream.h"
#include "bind/messages.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace
{

using namespace bindery;

void require(bool sound)
{
    if (!sound) {
        std::abort();
    }
}

/// Runs `act`; what strangers sent may end in these errors only.
template <typename Act>
bool survives(Act act)
{
    try {
        act();
        return true;
    } catch (const Error& error) {
        require(error.code() == ErrorCode::Corrupt || error.code() == ErrorCode::Busy);
        return false;
    }
}

/// A frame that holds it, read again.
Json sentAndReceived(const Json& json)
{
    test::MemoryStream wire;
    bind::writeMessage(wire, json, "message");
    return bind::readMessage(wire, "message");
}

template <typename Decode>
void decode(const Json& json, Decode decoder)
{
    survives([&] {
        const auto value = decoder(json);
        const Json written = bind::toJson(value);
        require(decoder(sentAndReceived(written)) == value);
        require(canonicalJson(written) == canonicalJson(json));
    });
}

void decodeAll(const Json& json)
{
    decode(json, bind::helloFromJson);
    decode(json, bind::nonceFromJson);
    decode(json, bind::actFromJson);
    decode(json, bind::rulingFromJson);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView input(reinterpret_cast<const std::byte*>(data), size);
    test::MemoryStream messages(input);
    while (survives([&] { decodeAll(bind::readMessage(messages, "message")); })) {
    }
    test::MemoryStream secrets(input);
    while (survives([&] {
        const SecretBuffer secret = bind::readSecret(secrets);
        require(!secret.empty() && secret.size() <= bind::kMaxSecret);
    })) {
    }
    // without the frame, so that the fuzzer need not find its length
    survives([&] { decodeAll(parseJson(asText(input), "input")); });
    return 0;
}
