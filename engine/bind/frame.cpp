// SPDX-License-Identifier: Apache-2.0
#include "bind/frame.h"

#include "base/error.h"
#include "bind/messages.h"

#include <array>
#include <string>
#include <vector>

namespace bindery::bind
{

namespace
{

constexpr char kJsonFrame = 'J';
constexpr char kSecretFrame = 'S';
constexpr std::size_t kPrefix = 4;

std::array<std::byte, kPrefix> prefixOf(char letter, std::size_t length)
{
    return {static_cast<std::byte>(letter), static_cast<std::byte>(length >> 16U),
            static_cast<std::byte>(length >> 8U), static_cast<std::byte>(length)};
}

/// The length of the frame that comes next; refused unless it is of this kind and from 1 to `limit` long.
std::size_t readPrefix(ByteStream& stream, char letter, std::size_t limit, std::string_view what)
{
    std::array<std::byte, kPrefix> prefix{};
    stream.read(prefix);
    if (prefix[0] != static_cast<std::byte>(letter)) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": the frame begins with byte 0x" +
                                            toHex(ByteView(prefix).first(1)) + "; it must begin with '" +
                                            letter + "'");
    }
    const auto length = (std::to_integer<std::size_t>(prefix[1]) << 16U) |
                        (std::to_integer<std::size_t>(prefix[2]) << 8U) |
                        std::to_integer<std::size_t>(prefix[3]);
    if (length == 0 || length > limit) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": a frame of " + std::to_string(length) +
                                            " bytes; it has from 1 to " + std::to_string(limit));
    }
    return length;
}

} // namespace

void writeMessage(ByteStream& stream, const Json& message, std::string_view what)
{
    const std::string text = canonicalJson(message);
    if (text.size() > kMaxMessage) {
        throw Error(ErrorCode::InvalidArgument, std::string(what) + ": a message of " +
                                                    std::to_string(text.size()) + " bytes; it has at most " +
                                                    std::to_string(kMaxMessage));
    }
    const auto prefix = prefixOf(kJsonFrame, text.size());
    std::vector<std::byte> frame(prefix.begin(), prefix.end());
    const ByteView content = asBytes(text);
    frame.insert(frame.end(), content.begin(), content.end());
    stream.write(frame);
}

Json readMessage(ByteStream& stream, std::string_view what)
{
    std::string text(readPrefix(stream, kJsonFrame, kMaxMessage, what), '\0');
    stream.read(std::as_writable_bytes(std::span(text.data(), text.size())));
    return parseJson(text, what);
}

void writeSecret(ByteStream& stream, const SecretBuffer& secret)
{
    if (secret.empty() || secret.size() > kMaxSecret) {
        throw Error(ErrorCode::InvalidArgument, "a secret of " + std::to_string(secret.size()) +
                                                    " bytes for a frame; it has from 1 to " +
                                                    std::to_string(kMaxSecret));
    }
    stream.write(prefixOf(kSecretFrame, secret.size()));
    stream.write(secret.view()); // not put together with the prefix: that would be a copy
}

SecretBuffer readSecret(ByteStream& stream)
{
    SecretBuffer secret(readPrefix(stream, kSecretFrame, kMaxSecret, "the secret"));
    stream.read(secret.span());
    return secret;
}

} // namespace bindery::bind
