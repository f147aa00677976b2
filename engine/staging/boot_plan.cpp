// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_plan.h"

#include "base/error.h"
#include "staging/ascii.h"

#include <algorithm>
#include <optional>

namespace bindery::staging
{

namespace
{

/// A file's name with the prefix of the system in front, unless it starts at the top.
std::string placedName(const std::string& prefix, const std::string& name)
{
    return name.starts_with('/') ? name.substr(1) : prefix + name;
}

bool isUBoot(const std::string& kernel)
{
    const std::string name = lowerAscii(kernel.substr(kernel.rfind('/') + 1));
    return name.starts_with("uboot") || name.starts_with("u-boot");
}

bool isOn(const std::optional<PlacedSetting>& answer)
{
    return answer && !answer->value.empty() && answer->value != "0";
}

const std::string& boardOf(const BootSettings& settings)
{
    return settings.way().board->name;
}

/// One kernel that the firmware may take.
struct Kernel {
    KernelFile file;
    std::optional<PlacedSetting> said; ///< the kernel= that names it

    std::string place() const { return said ? said->place() : "boot partition"; }
};

/// Names that the firmware tries for a board when no kernel= is given.
std::vector<std::string> defaultKernels(const BootFolder& folder, const PiBoard& board,
                                        const std::optional<PlacedSetting>& arm64, const std::string& prefix)
{
    std::vector<std::string> wide;
    for (const std::string& kernel : board.wideKernels) {
        if (folder.has(prefix + kernel)) {
            wide.push_back(kernel);
            break;
        }
    }
    std::vector<std::string> narrow;
    if (!board.narrowKernel.empty() && folder.has(prefix + board.narrowKernel)) {
        narrow.push_back(board.narrowKernel);
    }
    if (board.words == DefaultWords::Wide || narrow.empty()) {
        return wide;
    }
    if (wide.empty()) {
        return narrow;
    }
    if (arm64) {
        return isOn(arm64) ? wide : narrow;
    }
    if (board.words == DefaultWords::Either) {
        narrow.insert(narrow.end(), wide.begin(), wide.end());
    }
    return narrow;
}

class Planner
{
public:
    explicit Planner(const BootFolder& folder) : m_folder(folder) {}

    void add(const BootSettings& settings)
    {
        const std::vector<Kernel> kernels = kernelsOf(settings);
        if (kernels.empty()) {
            return;
        }
        m_plan.boardsInUse.insert(boardOf(settings));
        for (const Kernel& kernel : kernels) {
            addCommandLines(settings, kernel);
            if (isUBoot(kernel.file.name)) {
                addUBoot(kernel);
            } else {
                addInitramfs(settings, kernel);
            }
        }
    }

    BootPlan plan() const { return m_plan; }
    const std::optional<PlacedSetting>& missingKernel() const { return m_missingKernel; }

private:
    std::vector<Kernel> kernelsWith(const PiBoard& board, const std::optional<PlacedSetting>& kernel,
                                    const std::optional<PlacedSetting>& arm64, const std::string& prefix)
    {
        std::vector<Kernel> kernels;
        if (kernel) {
            const std::string path = placedName(prefix, kernel->value);
            if (m_folder.has(path)) {
                kernels.push_back(
                    {{path, prefix, path.substr(kernel->value.starts_with('/') ? 0 : prefix.size())},
                     kernel});
            } else if (prefix.empty()) {
                m_missingKernel = kernel;
            }
            return kernels;
        }
        for (const std::string& name : defaultKernels(m_folder, board, arm64, prefix)) {
            kernels.push_back({{prefix + name, prefix, name}, std::nullopt});
        }
        return kernels;
    }

    std::vector<Kernel> kernelsOf(const BootSettings& settings)
    {
        Answers prefixes = settings.answers({"os_prefix"});
        for (const auto& upstream : settings.answers({"upstream_kernel"})) {
            if (isOn(upstream)) {
                for (auto& prefix : prefixes) {
                    if (!prefix) {
                        prefix = PlacedSetting{"upstream/", upstream->file, upstream->line};
                    }
                }
            }
        }
        std::vector<Kernel> all;
        for (const auto& kernel : settings.answers({"kernel"})) {
            for (const auto& arm64 : settings.answers({"arm_64bit"})) {
                for (const auto& prefix : prefixes) {
                    const std::string text = prefix ? prefix->value : std::string();
                    std::vector<Kernel> found = kernelsWith(*settings.way().board, kernel, arm64, text);
                    if (found.empty() && !text.empty()) {
                        // the firmware takes a prefix back that leads to no kernel
                        found = kernelsWith(*settings.way().board, kernel, arm64, {});
                    }
                    all.insert(all.end(), found.begin(), found.end());
                }
            }
        }
        return all;
    }

    void addCommandLines(const BootSettings& settings, const Kernel& kernel)
    {
        for (const auto& answer : settings.answers({"cmdline"})) {
            const std::string path =
                placedName(kernel.file.prefix, answer ? answer->value : std::string("cmdline.txt"));
            const BootFile* file = m_folder.find(path);
            if (file == nullptr) {
                throw Error(ErrorCode::BadImage,
                            answer ? answer->place() + ": cmdline names \"" + path + "\"" +
                                         ", and the boot partition has no such file; put it there or name "
                                         "the one that is"
                                   : "boot partition: " + path + ", the kernel command line for " +
                                         boardOf(settings) + ", is missing; put it there");
            }
            m_plan.commandLines.insert(file->path);
        }
    }

    void addUBoot(const Kernel& kernel)
    {
        if (!m_folder.has("boot.scr") && !m_folder.has("boot.scr.uimg")) {
            throw Error(ErrorCode::BadImage,
                        kernel.place() + ": " + kernel.file.path +
                            " starts what boot.scr says, and there is no boot.scr; put it there or name a "
                            "kernel");
        }
        m_plan.initramfs.insert({"vmlinuz", {"initrd.img"}});
    }

    void addInitramfs(const BootSettings& settings, const Kernel& kernel)
    {
        const Answers files = settings.answers({"initramfs", "ramfsfile"});
        for (const auto& file : files) {
            if (file) {
                addNamed(kernel, *file);
                m_plan.with.emplace(boardOf(settings), file->place());
            }
        }
        const auto unset = std::find(files.begin(), files.end(), std::nullopt);
        if (unset == files.end()) {
            return;
        }
        const Answers automatic = settings.answers({"auto_initramfs"});
        const auto isPerhaps = [&](const Answers& answers, auto&& isSet) {
            return std::any_of(answers.begin(), answers.end(), isSet) &&
                   !std::all_of(answers.begin(), answers.end(), isSet);
        };
        for (const auto& [answers, some] :
             {std::pair(&files, files.size() > 1), std::pair(&automatic, isPerhaps(automatic, isOn))}) {
            if (some) {
                const auto set = std::find_if(answers->begin(), answers->end(),
                                              [](const auto& answer) { return answer.has_value(); });
                throw Error(ErrorCode::BadImage,
                            (*set)->place() + ": whether " + boardOf(settings) +
                                " loads this initramfs hangs on a condition that only the unit can decide; "
                                "put the line under [all] or under the board's section");
            }
        }
        if (isOn(automatic.front())) {
            addAutomatic(kernel);
            m_plan.with.emplace(boardOf(settings), automatic.front()->place());
        } else {
            m_plan.without[boardOf(settings)].insert(kernel.file);
        }
    }

    void addNamed(const Kernel& kernel, const PlacedSetting& file)
    {
        BootInitramfs loaded{kernel.file.path, {}};
        std::string names = file.value.substr(0, file.value.find_first_of(" \t"));
        while (!names.empty()) {
            const std::size_t end = std::min(names.find(','), names.size());
            if (end > 0) {
                loaded.initramfs.push_back(placedName(kernel.file.prefix, names.substr(0, end)));
            }
            names.erase(0, end + 1);
        }
        if (loaded.initramfs.empty()) {
            throw Error(ErrorCode::BadImage,
                        file.place() + ": initramfs names no file; name one or remove the line");
        }
        m_plan.initramfs.insert(std::move(loaded));
    }

    void addAutomatic(const Kernel& kernel)
    {
        const std::string name = initramfsNameOf(kernel.file.name);
        if (name.empty()) {
            throw Error(ErrorCode::BadImage, kernel.place() +
                                                 ": auto_initramfs finds none for a kernel of the "
                                                 "name " +
                                                 kernel.file.path +
                                                 "; add \"initramfs NAME followkernel\" for it");
        }
        m_plan.initramfs.insert({kernel.file.path, {kernel.file.prefix + name}});
    }

    const BootFolder& m_folder;
    BootPlan m_plan;
    std::optional<PlacedSetting> m_missingKernel;
};

std::string boardsOf(const std::vector<BootSettings>& settings)
{
    std::set<std::string> seen;
    std::string names;
    for (const BootSettings& some : settings) {
        if (seen.insert(boardOf(some)).second) {
            names += (names.empty() ? "" : ", ") + boardOf(some);
        }
    }
    return names;
}

} // namespace

BootPlan planOf(const BootFolder& folder, const std::vector<BootSettings>& settings)
{
    Planner planner(folder);
    for (const BootSettings& some : settings) {
        planner.add(some);
    }
    if (planner.plan().boardsInUse.empty()) {
        if (const auto& kernel = planner.missingKernel()) {
            throw Error(ErrorCode::BadImage,
                        kernel->place() + ": kernel names \"" + kernel->value +
                            "\", and the boot partition has no such file; put it there or "
                            "name the one that is");
        }
        throw Error(ErrorCode::BadImage,
                    "boot partition: it holds no kernel for any of the boards " + boardsOf(settings) +
                        "; take an image for these boards, or name other boards in the recipe");
    }
    return planner.plan();
}

std::string initramfsNameOf(const std::string& kernel)
{
    const std::string_view start = "kernel";
    const std::string_view end = ".img";
    if (kernel.size() < start.size() + end.size() || !kernel.starts_with(start) || !kernel.ends_with(end)) {
        return {};
    }
    return "initramfs" + kernel.substr(start.size(), kernel.size() - start.size() - end.size());
}

} // namespace bindery::staging
