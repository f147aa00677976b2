// SPDX-License-Identifier: Apache-2.0
#include "bind/frame.h"
#include "bind/memory_stream.h"
#include "bind/messages.h"
#include "support/expect_error.h"

#include <string>

#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::bind;
using bindery::test::expectError;
using bindery::test::MemoryStream;

namespace
{

MemoryStream streamOf(const std::string& text)
{
    return MemoryStream(asBytes(text));
}

std::string prefix(char letter, unsigned length)
{
    return {letter, static_cast<char>(length >> 16U), static_cast<char>(length >> 8U),
            static_cast<char>(length)};
}

} // namespace

TEST(Frame, IsALetterThreeBytesOfLengthAndTheContent)
{
    MemoryStream stream;
    writeMessage(stream, Json{{"b", 1}, {"a", "x"}}, "sample");
    EXPECT_EQ(asText(stream.bytes), std::string("J\0\0\x0f", 4) + R"({"a":"x","b":1})");
}

TEST(Frame, GivesBackTheMessageAndTheSecretThatWereWritten)
{
    MemoryStream stream;
    const SecretBuffer secret = SecretBuffer::random(kMaxSecret);
    writeMessage(stream, Json{{"verdict", "authorised"}}, "sample");
    writeSecret(stream, secret);
    EXPECT_EQ(readMessage(stream, "sample"), (Json{{"verdict", "authorised"}}));
    EXPECT_TRUE(readSecret(stream).equals(secret));
    EXPECT_EQ(stream.taken, stream.bytes.size());
}

TEST(Frame, IsRefusedByItsLengthBeforeItsContentIsRead)
{
    MemoryStream message = streamOf(prefix('J', kMaxMessage + 1) + "{}");
    expectError(ErrorCode::Corrupt, "16385 bytes", [&] { readMessage(message, "hello"); });
    EXPECT_EQ(message.taken, 4U);
    MemoryStream secret = streamOf(prefix('S', kMaxSecret + 1) + "x");
    expectError(ErrorCode::Corrupt, "513 bytes", [&] { readSecret(secret); });
    EXPECT_EQ(secret.taken, 4U);
    MemoryStream huge = streamOf(prefix('J', 0xffffff));
    expectError(ErrorCode::Corrupt, "hello: a frame of 16777215 bytes", [&] { readMessage(huge, "hello"); });
}

TEST(Frame, IsNeverEmpty)
{
    MemoryStream message = streamOf(prefix('J', 0));
    expectError(ErrorCode::Corrupt, "0 bytes", [&] { readMessage(message, "hello"); });
    MemoryStream secret = streamOf(prefix('S', 0));
    expectError(ErrorCode::Corrupt, "0 bytes", [&] { readSecret(secret); });
}

TEST(Frame, OfAnotherKindIsRefused)
{
    MemoryStream secretFirst = streamOf(prefix('S', 2) + "{}");
    expectError(ErrorCode::Corrupt, "hello: the frame begins with byte 0x53",
                [&] { readMessage(secretFirst, "hello"); });
    MemoryStream messageFirst = streamOf(prefix('J', 2) + "{}");
    expectError(ErrorCode::Corrupt, "0x4a", [&] { readSecret(messageFirst); });
}

TEST(Frame, ThatEndsEarlyIsAPeerThatIsGone)
{
    MemoryStream cut = streamOf(prefix('J', 20) + "{\"a\":");
    expectError(ErrorCode::Busy, "closed", [&] { readMessage(cut, "hello"); });
    MemoryStream prefixOnly = streamOf("J\x01");
    expectError(ErrorCode::Busy, "closed", [&] { readMessage(prefixOnly, "hello"); });
}

TEST(Frame, WithoutJsonIsRefused)
{
    for (const std::string content : {"{", "not json", "{\"a\":1,\"a\":2}", "\xff\xfe", "[1,]"}) {
        MemoryStream stream = streamOf(prefix('J', static_cast<unsigned>(content.size())) + content);
        expectError(ErrorCode::Corrupt, "hello", [&] { readMessage(stream, "hello"); });
    }
}

TEST(Frame, IsNotMadeOfWhatThePeerWouldRefuse)
{
    MemoryStream stream;
    const Json large{{"text", std::string(kMaxMessage, 'x')}};
    expectError(ErrorCode::InvalidArgument, "at most 16384", [&] { writeMessage(stream, large, "act"); });
    expectError(ErrorCode::InvalidArgument, "0 bytes", [&] { writeSecret(stream, SecretBuffer()); });
    expectError(ErrorCode::InvalidArgument, "513 bytes",
                [&] { writeSecret(stream, SecretBuffer(kMaxSecret + 1)); });
    EXPECT_TRUE(stream.bytes.empty());
}
