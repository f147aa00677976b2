// SPDX-License-Identifier: Apache-2.0
#include "staging/initramfs_check.h"

#include "base/error.h"
#include "base/sha256.h"
#include "staging/tables_of_root.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace bindery::staging
{

namespace
{

/// Any of `modules` will do, as a module or built into the kernel.
struct Ability {
    std::string_view name;
    std::vector<std::string_view> modules;
};

const std::vector<Ability>& abilities()
{
    static const std::vector<Ability> all{
        {"device-mapper", {"dm_mod"}},
        {"dm-crypt", {"dm_crypt"}},
        {"XTS", {"xts"}},
        {"AES",
         {"aes_generic", "aesni_intel", "aes_x86_64", "aes_arm64", "aes_ce_cipher", "aes_ce_blk",
          "aes_neon_blk", "aes_arm", "aes_arm_bs", "libaes"}},
        {"SHA-256",
         {"sha256_generic", "sha256", "sha256_ssse3", "sha256_arm64", "sha256_arm", "sha2_ce", "libsha256"}},
        {"AF_ALG ciphers", {"algif_skcipher"}},
        {"ext4", {"ext4"}},
    };
    return all;
}

/// "kernel/crypto/sha256-generic.ko.xz" -> "sha256_generic"
std::string moduleName(std::string_view path)
{
    path.remove_prefix(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
    const std::size_t end = path.find(".ko");
    std::string name(path.substr(0, end == std::string_view::npos ? 0 : end));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

std::set<std::string> modulesOf(const Initramfs& initramfs, const std::string& kernel)
{
    std::set<std::string> modules;
    for (const std::string& folder : {"lib/modules/" + kernel + "/", "usr/lib/modules/" + kernel + "/"}) {
        for (auto at = initramfs.entries().lower_bound(folder);
             at != initramfs.entries().end() && at->first.rfind(folder, 0) == 0; ++at) {
            if (at->second.isFile() && at->second.size > 0) {
                modules.insert(moduleName(at->first));
            }
        }
    }
    modules.erase("");
    const InitramfsEntry* builtIn = initramfs.find("lib/modules/" + kernel + "/modules.builtin");
    std::string_view rest = builtIn != nullptr ? std::string_view(builtIn->content) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (const std::string name = moduleName(rest.substr(0, end)); !name.empty()) {
            modules.insert(name);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return modules;
}

class Check
{
public:
    Check(const Initramfs& initramfs) : m_initramfs(initramfs) {}

    void require(bool good, const std::string& piece) { (good ? m_found : m_missing).push_back(piece); }
    void program(std::string_view path)
    {
        const InitramfsEntry* entry = m_initramfs.find(path);
        require(entry != nullptr && entry->isExecutable() && entry->size > 0, "/" + std::string(path));
    }
    bool isSame(const UnitFile& file) const
    {
        const InitramfsEntry* entry = m_initramfs.find(std::string_view(file.path).substr(1));
        return entry != nullptr && entry->isFile() && entry->digest == Sha256::hexOf(asBytes(file.content)) &&
               (!file.executable || entry->isExecutable());
    }
    std::vector<std::string> finish(const std::string& name) &&
    {
        if (m_missing.empty()) {
            return std::move(m_found);
        }
        std::string list;
        for (const std::string& piece : m_missing) {
            list += (list.empty() ? "" : ", ") + piece;
        }
        throw Error(ErrorCode::BadImage, "the initramfs " + name +
                                             " does not hold what opens the root: " + list +
                                             "; see what update-initramfs said, and that the image has "
                                             "cryptsetup-initramfs and the kernel's modules");
    }

private:
    const Initramfs& m_initramfs;
    std::vector<std::string> m_found;
    std::vector<std::string> m_missing;
};

/// Whether a file of the root belongs into an initramfs too, as it is.
bool isInInitramfs(const UnitFile& file)
{
    return file.path.rfind("/usr/lib/bindery/", 0) == 0 || file.path.rfind("/etc/bindery/", 0) == 0 ||
           file.path == "/usr/sbin/bindery-unit";
}

} // namespace

std::vector<std::string> checkInitramfs(const Initramfs& initramfs, const UnitContent& content,
                                        const std::string& name, const std::string& kernel)
{
    Check check(initramfs);
    for (const std::string_view program :
         {"init", "sbin/cryptsetup", "sbin/modprobe", "scripts/local-top/cryptroot",
          "scripts/init-premount/bindery", "scripts/init-bottom/bindery"}) {
        check.program(program);
    }
    const std::set<std::string> modules = modulesOf(initramfs, kernel);
    for (const Ability& ability : abilities()) {
        check.require(
            std::any_of(ability.modules.begin(), ability.modules.end(),
                        [&](std::string_view module) { return modules.count(std::string(module)) != 0; }),
            std::string(ability.name) + " of the kernel " + kernel);
    }
    for (const UnitFile& file : unitFilesOf(content)) {
        if (isInInitramfs(file)) {
            check.require(check.isSame(file), file.path);
        }
    }
    const InitramfsEntry* table = initramfs.find("cryptroot/crypttab");
    check.require(table != nullptr &&
                      table->content.find("keyscript=" + std::string(kUnlockScript)) != std::string::npos,
                  "the root's row in /cryptroot/crypttab");
    return std::move(check).finish(name);
}

} // namespace bindery::staging
