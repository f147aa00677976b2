// SPDX-License-Identifier: Apache-2.0
// How fast sectors are encrypted, beside what OpenSSL itself does with one data unit of 4096 bytes in a loop.
#include "base/secret_buffer.h"
#include "luks/cipher_kind_internal.h"

#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include <benchmark/benchmark.h>
#include <openssl/evp.h>

using namespace bindery;

namespace
{

constexpr std::size_t kChunk = std::size_t{4} << 20U;
constexpr auto kChunkBytes = static_cast<std::int64_t>(kChunk);

std::vector<std::byte> touched()
{
    std::vector<std::byte> memory(kChunk);
    std::memset(memory.data(), 0x5a, memory.size());
    return memory;
}

void encryptChunk(benchmark::State& state)
{
    const SecretBuffer key = SecretBuffer::random(64);
    const auto cipher =
        luks::findCipherKind("aes-xts-plain64")->make(key, static_cast<std::uint32_t>(state.range(0)));
    const std::vector<std::byte> plain = touched();
    std::vector<std::byte> secret = touched();
    std::uint64_t offset = 0;
    for (auto step : state) {
        cipher->encrypt(offset, plain, secret);
        benchmark::DoNotOptimize(secret.data());
        offset += kChunk;
    }
    state.SetBytesProcessed(state.iterations() * kChunkBytes);
}

void decryptChunkInPlace(benchmark::State& state)
{
    const SecretBuffer key = SecretBuffer::random(64);
    const auto cipher =
        luks::findCipherKind("aes-xts-plain64")->make(key, static_cast<std::uint32_t>(state.range(0)));
    std::vector<std::byte> memory = touched();
    for (auto step : state) {
        cipher->decrypt(0, memory, memory);
        benchmark::DoNotOptimize(memory.data());
    }
    state.SetBytesProcessed(state.iterations() * kChunkBytes);
}

/// The ceiling: no IV is set, so each update only pays for the bytes.
void rawEvpOverOneUnit(benchmark::State& state)
{
    const SecretBuffer key = SecretBuffer::random(64);
    const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(),
                                                                             EVP_CIPHER_CTX_free);
    const std::array<unsigned char, 16> iv{};
    EVP_EncryptInit_ex2(context.get(), EVP_aes_256_xts(), reinterpret_cast<const unsigned char*>(key.chars()),
                        iv.data(), nullptr);
    const std::vector<std::byte> plain = touched();
    std::vector<std::byte> secret = touched();
    const int unit = 4096;
    for (auto step : state) {
        for (std::size_t at = 0; at < kChunk; at += unit) {
            int written = 0;
            EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(secret.data() + at), &written,
                              reinterpret_cast<const unsigned char*>(plain.data() + at), unit);
        }
        benchmark::DoNotOptimize(secret.data());
    }
    state.SetBytesProcessed(state.iterations() * kChunkBytes);
}

} // namespace

BENCHMARK(encryptChunk)->ArgName("sector")->Arg(4096)->Arg(512);
BENCHMARK(decryptChunkInPlace)->ArgName("sector")->Arg(4096)->Arg(512);
BENCHMARK(rawEvpOverOneUnit);

BENCHMARK_MAIN();
