// SPDX-License-Identifier: Apache-2.0
#include "staging/initramfs_places.h"

#include "base/error.h"
#include "base/sha256.h"
#include "staging/ascii.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace bindery::staging
{

namespace
{

constexpr Bytes kMaxKernel = mib(256);
constexpr std::string_view kVmlinuz = "vmlinuz";

/// Kernels of Raspberry Pi OS, by the end of their version.
struct Flavour {
    std::string_view file;
    std::array<std::string_view, 2> ends;
};
constexpr std::array<Flavour, 5> kFlavours{{
    {"kernel_2712.img", {"-rpi-2712", "-v8-16k+"}},
    {"kernel8.img", {"-rpi-v8", "-v8+"}},
    {"kernel7l.img", {"-rpi-v7l", "-v7l+"}},
    {"kernel7.img", {"-rpi-v7", "-v7+"}},
    {"kernel.img", {"-rpi-v6", "+"}},
}};

std::string nameIn(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

/// Versions of kernels in the root's /boot, by their content.
std::map<std::string, std::string> kernelsByDigest(const ext4::FileSystem& root,
                                                   const std::vector<std::string>& kernels)
{
    std::map<std::string, std::string> found;
    for (const std::string& version : kernels) {
        const std::string path = "/boot/vmlinuz-" + version;
        if (root.entryAt(path) == ext4::Entry::File) {
            found.emplace(Sha256::hexOf(asBytes(root.readFile(path, kMaxKernel))), version);
        }
    }
    return found;
}

bool isOfFlavour(const std::string& version, const Flavour& flavour)
{
    // "-v7+" ends with "+" too, which alone means the kernel for ARMv6.
    return std::any_of(flavour.ends.begin(), flavour.ends.end(), [&](std::string_view end) {
        return version.ends_with(end) && (end != "+" || version.find("-v") == std::string::npos);
    });
}

std::string versionOf(const std::string& kernel, const std::string& digest,
                      const std::map<std::string, std::string>& byDigest,
                      const std::vector<std::string>& kernels)
{
    if (const auto found = byDigest.find(digest); found != byDigest.end()) {
        return found->second;
    }
    const std::string name = nameIn(kernel);
    std::vector<std::string> fitting;
    for (const std::string& version : kernels) {
        const bool byFlavour = std::any_of(kFlavours.begin(), kFlavours.end(), [&](const Flavour& flavour) {
            return flavour.file == name && isOfFlavour(version, flavour);
        });
        if (byFlavour || name == std::string(kVmlinuz) + "-" + version) {
            fitting.push_back(version);
        }
    }
    if (fitting.size() != 1) {
        throw Error(ErrorCode::BadImage,
                    "the boot partition starts " + kernel + ", but the root has " +
                        (fitting.empty() ? "no modules for it" : "modules of more than one kernel for it") +
                        "; install that kernel's package in the image anew");
    }
    return fitting.front();
}

/// What a boot partition without a config.txt has.
std::vector<BootInitramfs> usualPairs(const BootFiles& files)
{
    std::vector<BootInitramfs> pairs;
    for (const BootFile& file : files) {
        const std::string name = lowerAscii(file.path);
        if (name == kVmlinuz) {
            pairs.push_back({file.path, {"initrd.img"}});
        } else if (name.rfind("vmlinuz-", 0) == 0) {
            pairs.push_back({file.path, {"initrd.img-" + file.path.substr(kVmlinuz.size() + 1)}});
        }
    }
    return pairs;
}

} // namespace

std::vector<std::string> kernelsOf(const ext4::FileSystem& root)
{
    std::vector<std::string> kernels;
    for (const char* folder : {"/lib/modules", "/usr/lib/modules"}) {
        if (!root.exists(folder)) {
            continue;
        }
        for (const std::string& version : root.list(folder)) {
            const std::string modules = std::string(folder) + "/" + version;
            if (root.entryAt(modules) == ext4::Entry::Folder && root.exists(modules + "/modules.order")) {
                kernels.push_back(version);
            }
        }
    }
    std::sort(kernels.begin(), kernels.end());
    kernels.erase(std::unique(kernels.begin(), kernels.end()), kernels.end());
    if (kernels.empty()) {
        throw Error(ErrorCode::BadImage, "the root has no kernel modules in /lib/modules; install a kernel");
    }
    return kernels;
}

std::vector<InitramfsPlace> initramfsPlaces(const std::vector<BootInitramfs>& pairs, const BootVolume& boot,
                                            const ext4::FileSystem& root,
                                            const std::vector<std::string>& kernels)
{
    const std::map<std::string, std::string> byDigest = kernelsByDigest(root, kernels);
    std::vector<InitramfsPlace> places;
    for (const BootInitramfs& pair : pairs.empty() ? usualPairs(boot.files()) : pairs) {
        const std::string digest = Sha256::hexOf(asBytes(boot.content(pair.kernel)));
        const InitramfsPlace place{versionOf(pair.kernel, digest, byDigest, kernels), pair.initramfs.front()};
        const auto same = std::find_if(places.begin(), places.end(),
                                       [&](const InitramfsPlace& known) { return known.file == place.file; });
        if (same == places.end()) {
            places.push_back(place);
        } else if (same->kernel != place.kernel) {
            throw Error(ErrorCode::BadImage, "the boot partition gives " + place.file +
                                                 " to two kernels, of " + same->kernel + " and " +
                                                 place.kernel + "; give each its own in config.txt");
        }
    }
    if (places.empty()) {
        throw Error(ErrorCode::BadImage,
                    "the boot partition has no kernel that an initramfs could be for: neither config.txt nor "
                    "vmlinuz");
    }
    return places;
}

} // namespace bindery::staging
