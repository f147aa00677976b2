// SPDX-License-Identifier: Apache-2.0
#include "cli/secret_list.h"

#include "base/base64.h"
#include "base/json.h"

#include <algorithm>

namespace bindery::cli
{

namespace
{

std::string quoted(const std::string& text)
{
    return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

/// What stands before the secret of one card.
std::string lead(const ReleasedSecret& card, bool first)
{
    return std::string(first ? "[" : ",") + "\n" + R"({"serial":)" + quoted(card.serial) + R"(,"path":)" +
           quoted(card.path) + R"(,"luks_uuid":)" + quoted(card.luksUuid.text()) + R"(,"keyslot":)" +
           std::to_string(card.keyslot) + R"(,"secret":")";
}

constexpr std::string_view kTail = R"("})";
constexpr std::string_view kEnd = "\n]\n";

std::size_t base64Size(std::size_t size)
{
    return (size + 2) / 3 * 4;
}

} // namespace

SecretBuffer secretListJson(const std::vector<ReleasedSecret>& secrets)
{
    std::size_t size = kEnd.size() + (secrets.empty() ? 1 : 0);
    for (const ReleasedSecret& card : secrets) {
        size += lead(card, &card == &secrets.front()).size() + base64Size(card.secret.size()) + kTail.size();
    }
    SecretBuffer text(size);
    auto at = text.span().begin();
    const auto append = [&](ByteView part) { at = std::copy(part.begin(), part.end(), at); };
    if (secrets.empty()) {
        append(asBytes("["));
    }
    for (const ReleasedSecret& card : secrets) {
        append(asBytes(lead(card, &card == &secrets.front())));
        append(secretToBase64(card.secret).view());
        append(asBytes(kTail));
    }
    append(asBytes(kEnd));
    return text;
}

} // namespace bindery::cli
