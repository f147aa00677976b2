// SPDX-License-Identifier: Apache-2.0
// The files of an export as the verifier sees them: a folder, or (in tests) memory. All of it is hostile.
#pragma once

#include "base/sha256.h"
#include "db/audit_verify.h"

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::db
{

class ExportFiles
{
public:
    virtual ~ExportFiles() = default;
    /// Everything in the folder, sorted; other things than regular files too.
    virtual std::vector<std::string> names() const = 0;
    /// Empty when there is no such regular file.
    virtual std::unique_ptr<std::istream> open(std::string_view name) const = 0;
};

VerifiedExport verifyExport(const ExportFiles& files, const std::optional<std::string>& stationPem);

/// Reads lines and, on the way, the digest of the whole file.
class LineReader
{
public:
    static constexpr std::size_t kLongestLine = std::size_t{16} << 20U;

    explicit LineReader(std::istream& stream);
    /// The next line without its line feed; false at the end. A line beyond kLongestLine ends there.
    bool next(std::string& line);
    bool endedWithLineFeed() const { return m_lineFeed; }
    std::uint64_t number() const { return m_number; }
    /// After the last line.
    std::string digest();

private:
    std::istream& m_stream;
    Sha256 m_sha;
    std::uint64_t m_number = 0;
    bool m_lineFeed = true;
};

} // namespace bindery::db
