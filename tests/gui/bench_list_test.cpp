// SPDX-License-Identifier: Apache-2.0
#include "pages/bench_list.h"

#include <QtCore/QTemporaryDir>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

TEST(BenchList, IsReadAsTheCommandLineReadsIt)
{
    const BenchList list =
        benchListOf("# of Monday\nM-1,P-1\r\n\n  M-2 , P-2  # the blue one\nM-1,P-1\nM-3,P-3");
    EXPECT_EQ(list.problem, "");
    ASSERT_EQ(list.parts.size(), 3);
    EXPECT_EQ(list.parts[1].module, "M-2");
    EXPECT_EQ(list.parts[1].pi, "P-2");
}

TEST(BenchList, NamesTheLineThatIsNotUnderstood)
{
    for (const char* bad :
         {"M-1,P-1\nM-2", "M-1,P-1\n,P-2", "M-1,P-1\nM-2,", "M-1,P-1\nM-2,P-2,X", "#\nM-1;P-1"}) {
        const BenchList list = benchListOf(bad);
        EXPECT_TRUE(list.problem.startsWith("Line 2 ")) << bad << ": " << list.problem.toStdString();
        EXPECT_TRUE(list.parts.isEmpty()) << bad;
    }
}

TEST(BenchList, WithoutAUnitOrAFileIsAProblem)
{
    EXPECT_FALSE(benchListOf("# nothing yet\n").problem.isEmpty());
    const QTemporaryDir folder;
    EXPECT_TRUE(readBenchList(folder.filePath("none.csv")).problem.contains("none.csv cannot be read"));
    EXPECT_TRUE(readBenchList(folder.path()).problem.contains("cannot be read"));
}

} // namespace

} // namespace bindery::gui
