// SPDX-License-Identifier: Apache-2.0
#include "line/order_policy.h"

#include "base/cms_envelope.h"
#include "base/error.h"

#include <array>
#include <limits>
#include <set>
#include <utility>

namespace bindery::line
{

namespace
{

constexpr int kWhole = 100;
constexpr std::array kVerifies{std::pair{card::VerifyPolicy::Full, std::string_view("full")},
                               std::pair{card::VerifyPolicy::None, std::string_view("none")}};
constexpr std::array kFills{std::pair{card::Fill::None, std::string_view("none")},
                            std::pair{card::Fill::Discard, std::string_view("discard")},
                            std::pair{card::Fill::Zero, std::string_view("zero")},
                            std::pair{card::Fill::Random, std::string_view("random")}};
constexpr std::array kKeys{std::pair{golden::SshKeys::Fresh, std::string_view("fresh")},
                           std::pair{golden::SshKeys::FirstBoot, std::string_view("first-boot")},
                           std::pair{golden::SshKeys::Leave, std::string_view("leave")}};

template <typename Words, typename Value>
std::string_view wordIn(const Words& words, Value value)
{
    for (const auto& [known, word] : words) {
        if (known == value) {
            return word;
        }
    }
    throw Error(ErrorCode::Internal, "a value of a policy without a word");
}

[[noreturn]] void refuse(const std::string& order, const std::string& what)
{
    throw Error(ErrorCode::InvalidArgument, "the policy of order " + order + ": " + what);
}

/// Takes the members of a policy one by one; what is left over is not known.
class Reader
{
public:
    Reader(const std::string& order, const Json& policy) : m_order(order), m_policy(policy)
    {
        if (!policy.is_object()) {
            refuse(order, "it is not an object");
        }
    }

    void take(const char* key, bool& value)
    {
        if (const Json* found = find(key)) {
            if (!found->is_boolean()) {
                refuse(m_order, std::string(key) + " must be true or false");
            }
            value = found->get<bool>();
        }
    }

    std::optional<std::int64_t> number(const char* key, std::int64_t least, std::int64_t most)
    {
        const Json* const found = find(key);
        if (found == nullptr) {
            return std::nullopt;
        }
        if (!found->is_number_integer() || found->get<std::int64_t>() < least ||
            found->get<std::int64_t>() > most) {
            refuse(m_order, std::string(key) + " must be a number from " + std::to_string(least) + " to " +
                                std::to_string(most));
        }
        return found->get<std::int64_t>();
    }

    template <typename Words>
    auto word(const char* key, const Words& words) -> std::optional<typename Words::value_type::first_type>
    {
        const Json* const found = find(key);
        if (found == nullptr) {
            return std::nullopt;
        }
        std::string known;
        for (const auto& [value, word] : words) {
            if (found->is_string() && found->get_ref<const std::string&>() == word) {
                return value;
            }
            known.append(known.empty() ? "" : ", ").append(word);
        }
        refuse(m_order, std::string(key) + " must be one of " + known);
    }

    std::optional<std::string> text(const char* key)
    {
        const Json* const found = find(key);
        if (found == nullptr) {
            return std::nullopt;
        }
        if (!found->is_string()) {
            refuse(m_order, std::string(key) + " must be a text");
        }
        return found->get<std::string>();
    }

    void finish() const
    {
        for (const auto& [key, value] : m_policy.items()) {
            if (m_seen.count(key) == 0) {
                refuse(m_order, "\"" + key + "\" is not known to this Bindery");
            }
        }
    }

private:
    const Json* find(const char* key)
    {
        m_seen.insert(key);
        const auto found = m_policy.find(key);
        return found == m_policy.end() || found->is_null() ? nullptr : &*found;
    }

    const std::string& m_order;
    const Json& m_policy;
    std::set<std::string> m_seen;
};

std::string escrowDigest(const std::string& order, const std::string& certificate)
{
    try {
        return certificateFingerprint(certificate, "escrow");
    } catch (const Error& error) {
        refuse(order, error.what());
    }
}

constexpr std::int64_t kLargestNumber = (std::int64_t{1} << 53) - 1; // what canonical JSON holds

void check(const std::string& order, const OrderPolicy& policy)
{
    const auto fits = [](Bytes size) { return size.count() <= static_cast<std::uint64_t>(kLargestNumber); };
    if (!fits(policy.sizeAtLeast) || (policy.sizeAtMost && !fits(*policy.sizeAtMost))) {
        refuse(order, "a size is beyond every card");
    }
    if (policy.sizeAtMost && *policy.sizeAtMost < policy.sizeAtLeast) {
        refuse(order, "size_at_most is smaller than size_at_least: no card fits");
    }
    if (policy.target && *policy.target <= 0) {
        refuse(order, "the target must be at least 1");
    }
    if (policy.yieldLimitPercent < 0 || policy.yieldLimitPercent > kWhole) {
        refuse(order, "yield_limit_percent must be a number from 0 to 100");
    }
    if (policy.yieldAfter < 1) {
        refuse(order, "yield_after must be at least 1");
    }
    if (policy.escrow) {
        escrowDigest(order, *policy.escrow);
    }
    if (policy.firstArticle && policy.verify == card::VerifyPolicy::None) {
        refuse(order, "a first article is approved by its verify: verify must be full");
    }
}

} // namespace

std::string_view wordOf(card::VerifyPolicy verify)
{
    return wordIn(kVerifies, verify);
}

std::string_view wordOf(golden::SshKeys keys)
{
    return wordIn(kKeys, keys);
}

std::string_view wordOf(card::Fill fill)
{
    return wordIn(kFills, fill);
}

Json policyJson(const OrderPolicy& policy)
{
    Json json = {{"reprovision", policy.reprovision},
                 {"size_at_least", policy.sizeAtLeast.count()},
                 {"ssh_keys", wordOf(policy.sshKeys)},
                 {"start_on_insertion", policy.startOnInsertion},
                 {"verify", wordOf(policy.verify)},
                 {"yield_after", policy.yieldAfter},
                 {"yield_limit_percent", policy.yieldLimitPercent}};
    if (policy.sizeAtMost) {
        json["size_at_most"] = policy.sizeAtMost->count();
    }
    if (policy.fill) {
        json["fill"] = wordOf(*policy.fill);
    }
    if (policy.escrow) {
        json["escrow"] = *policy.escrow;
        json["escrow_sha256"] = certificateFingerprint(*policy.escrow, "escrow");
    }
    return json;
}

db::NewOrder draftOf(const std::string& number, const OrderPolicy& policy)
{
    check(number, policy);
    db::NewOrder order;
    order.number = number;
    order.goldenId = policy.goldenId;
    order.target = policy.target;
    order.serialPrefix = policy.serialPrefix;
    order.policy = policyJson(policy);
    order.serialScheme = policy.serialScheme;
    order.firstArticle = policy.firstArticle ? db::FirstArticle::Wanted : db::FirstArticle::NotWanted;
    order.state = db::OrderState::Draft;
    return order;
}

OrderPolicy policyOf(const db::NewOrder& order)
{
    OrderPolicy policy;
    policy.goldenId = order.goldenId;
    policy.target = order.target;
    policy.serialScheme = order.serialScheme;
    policy.serialPrefix = order.serialPrefix;
    policy.firstArticle = order.firstArticle != db::FirstArticle::NotWanted;
    Reader reader(order.number, order.policy);
    reader.take("reprovision", policy.reprovision);
    reader.take("start_on_insertion", policy.startOnInsertion);
    policy.sizeAtLeast =
        Bytes(static_cast<std::uint64_t>(reader.number("size_at_least", 0, kLargestNumber).value_or(0)));
    if (const auto most = reader.number("size_at_most", 0, kLargestNumber)) {
        policy.sizeAtMost = Bytes(static_cast<std::uint64_t>(*most));
    }
    policy.yieldLimitPercent = static_cast<int>(reader.number("yield_limit_percent", 0, kWhole).value_or(0));
    policy.yieldAfter = static_cast<int>(
        reader.number("yield_after", 1, std::numeric_limits<int>::max()).value_or(policy.yieldAfter));
    policy.verify = reader.word("verify", kVerifies).value_or(policy.verify);
    policy.fill = reader.word("fill", kFills);
    policy.sshKeys = reader.word("ssh_keys", kKeys).value_or(policy.sshKeys);
    policy.escrow = reader.text("escrow");
    const std::optional<std::string> digest = reader.text("escrow_sha256");
    reader.finish();
    check(order.number, policy);
    if (policy.escrow.has_value() != digest.has_value() ||
        (policy.escrow && escrowDigest(order.number, *policy.escrow) != *digest)) {
        refuse(order.number, "escrow_sha256 is not the digest of its certificate");
    }
    return policy;
}

} // namespace bindery::line
