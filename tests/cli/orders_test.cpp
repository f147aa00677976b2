// SPDX-License-Identifier: Apache-2.0
// Work orders by the real program.
#include "base/file.h"
#include "cli/card_fixture.h"

#include <gmock/gmock.h>

namespace bindery::test
{

using ::testing::HasSubstr;

class OrderVerbs : public CardProgram
{
protected:
    /// Expects success; what it says.
    std::string order(Arguments arguments) const
    {
        arguments.insert(arguments.begin(), "order");
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
        return ran.out;
    }
    void refused(Arguments arguments, int status, const std::string& part) const
    {
        arguments.insert(arguments.begin(), "order");
        const ProgramRun ran = run(arguments);
        EXPECT_EQ(ran.status, status) << ran.out;
        EXPECT_THAT(ran.err, HasSubstr(part));
    }
    std::string stateOf(const std::string& number) const
    {
        return json({"order", "show", number}).at("order").at("state").get<std::string>();
    }
};

TEST_F(OrderVerbs, LeadFromADraftThroughItsFirstArticleToAClosedOrder)
{
    EXPECT_THAT(
        order({"new", "4711", "--golden", "pi", "--first-article", "--target", "2", "--actor", "sup-1"}),
        HasSubstr("Next: bindery order release 4711"));
    refused({"open", "4711"}, 3, "the order 4711 is draft: release it first");
    order({"release", "4711"});
    EXPECT_THAT(order({"open", "4711"}), HasSubstr("another person"));
    refused({"approve-first-article", "4711", "--actor", "sup-1"}, 3, "no first article yet");
    makeCard("a.img", {"--order", "4711", "--actor", "op-7"});
    const ProgramRun second =
        run({"provision", "--golden", "pi", "--order", "4711", "--to", in("b.img").string()});
    EXPECT_EQ(second.status, 3);
    EXPECT_THAT(second.err, HasSubstr("waits for approval"));
    refused({"approve-first-article", "4711", "--actor", "op-7"}, 3, "another person approves it");
    order({"approve-first-article", "4711", "--actor", "sup-1"});
    EXPECT_EQ(makeCard("c.img", {"--order", "4711"}).at("serial"), "4711-000002");
    EXPECT_THAT(order({"close", "4711"}), HasSubstr("2 serials, 2 made, 0 scrapped, 0 void"));
    EXPECT_EQ(stateOf("4711"), "closed");
    EXPECT_EQ(run({"db", "check", "--full"}).status, 0);
}

TEST_F(OrderVerbs, CloseOnlyWhatIsAccountedFor)
{
    replaceFile(in("serials.csv"), asBytes("serial,site\r\nP-1,Wien\r\nP-2,Graz\r\n"));
    order({"new", "4711", "--serials", "list"});
    EXPECT_THAT(order({"serials", "add", "4711", in("serials.csv").string()}), HasSubstr("Added 2 serials"));
    refused({"serials", "add", "4711", in("serials.csv").string()}, 3,
            "the serial P-1 is reserved in order 4711");
    refused({"close", "4711"}, 3, "2 serials that neither passed nor are void, the first P-1");
    EXPECT_EQ(stateOf("4711"), "closing");
    order({"close", "4711", "--void-unused", "cut short"});
    EXPECT_EQ(stateOf("4711"), "closed");
}

TEST_F(OrderVerbs, KeepTwoOrdersApart)
{
    for (const char* number : {"4711", "4712"}) {
        order({"new", number});
        order({"release", number});
    }
    order({"open", "4711"});
    refused({"open", "4712"}, 3, "the line is on order 4711; pause or close that one first");
    order({"pause", "4711"});
    order({"open", "4712"});
    EXPECT_THAT(order({"list"}), HasSubstr("is on it"));
    refused({"show", "4713"}, 1, "bindery order list");
}

} // namespace bindery::test
