// SPDX-License-Identifier: Apache-2.0
// Files that are laid over a unit's root, from a folder of the operator:
//   FOLDER/common/...    for every unit
//   FOLDER/SERIAL/...    for one unit; wins over common
// Below each the paths are those of the root, so that common/etc/motd becomes /etc/motd. A file whose name
// ends with ".in" is a template (unit_template.h) and loses the ending. Permission bits are kept, the owner
// is root, the time is the attempt's. Symbolic links are kept as links and never followed. A folder that the
// root has keeps its own mode. /etc/bindery/unit.json is Bindery's own. Units: at most kMaxEntries files and
// kMaxBytes per unit. The folder is hostile input; it is read whole when asked for, so that it may change or
// vanish afterwards. Errors: InvalidArgument naming the file and the cure (a device, a name with control
// characters, too large, a path given twice, a template's fault); NotFound, NeedsRoot, as base/file.h.
#pragma once

#include "base/bytes.h"
#include "golden/unit_table.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::golden
{

struct UnitFile {
    enum class Kind { Folder, File, Link };
    std::string path; ///< in the root: "/etc/motd"
    Kind kind = Kind::File;
    std::uint32_t mode = 0644; ///< permission bits
    std::string content;       ///< of a link: its target
};

class UnitFiles
{
public:
    static constexpr std::size_t kMaxEntries = 10'000;
    static constexpr Bytes kMaxBytes = mib(64);

    /// No files for anyone.
    UnitFiles() = default;
    /// Reads FOLDER/common. Errors also: NotFound when there is no such folder.
    explicit UnitFiles(std::filesystem::path folder);

    /// Refuses templates of FOLDER/common that these fields do not fill.
    void checkCommon(const UnitFields& fields) const;
    /// What one unit gets, folders before what they hold. Reads FOLDER/SERIAL.
    std::vector<UnitFile> of(const std::string& serial, const UnitFields& fields) const;

private:
    struct Found {
        UnitFile file;
        std::string source; ///< where it lies, for messages
        bool isTemplate = false;
    };
    class Reader;

    std::filesystem::path m_folder;
    std::vector<Found> m_common;
};

} // namespace bindery::golden
