// SPDX-License-Identifier: Apache-2.0
// A certificate with its key, made by openssl(1), that a test seals to and opens with.
#pragma once

#include "base/file.h"
#include "golden/run_checked.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::test
{

struct Certificate {
    std::filesystem::path pem;
    std::filesystem::path key;

    /// In `folder`, as NAME.pem and NAME.key; `kind` are options of openssl req.
    static Certificate make(const std::filesystem::path& folder, const std::string& name,
                            const std::vector<std::string>& kind = {"-newkey", "ec", "-pkeyopt",
                                                                    "ec_paramgen_curve:P-256"})
    {
        Certificate made{folder / (name + ".pem"), folder / (name + ".key")};
        std::vector<std::string> words{"openssl", "req",         "-x509", "-nodes",
                                       "-subj",   "/CN=" + name, "-days", "30"};
        words.insert(words.end(), kind.begin(), kind.end());
        words.insert(words.end(), {"-keyout", made.key.string(), "-out", made.pem.string()});
        runChecked(words);
        return made;
    }

    /// What the holder of the key reads out of a CMS message in PEM, as `out`, which is kept.
    void open(const std::filesystem::path& message, const std::filesystem::path& out) const
    {
        runChecked({"openssl", "cms", "-decrypt", "-inform", "PEM", "-in", message.string(), "-inkey",
                    key.string(), "-out", out.string()});
    }
};

} // namespace bindery::test
