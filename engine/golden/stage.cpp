// SPDX-License-Identifier: Apache-2.0
#include "golden/stage.h"

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "ext4/file_system.h"
#include "golden/geometry.h"
#include "golden/patch_points.h"
#include "golden/root_digest.h"
#include "golden/root_preparation.h"
#include "golden/source_parts.h"
#include "golden/staging_folder.h"
#include "golden/store_layout_internal.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

std::string nameFrom(const std::string& source)
{
    std::string name = source;
    for (const std::string_view ending :
         {".xz", ".zst", ".gz", ".bz2", ".zip", ".tgz", ".txz", ".tar", ".img", ".raw", ".ext4"}) {
        if (name.size() > ending.size() && name.ends_with(ending)) {
            name.resize(name.size() - ending.size());
        }
    }
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !isImageName(std::string("a") + c); }, '-');
    name = name.substr(0, 64);
    if (!isImageName(name)) {
        throw Error(ErrorCode::InvalidArgument,
                    "no name for the image can be made from \"" + source + "\"; give one");
    }
    return name;
}

std::string nameOf(const StageRequest& request)
{
    if (request.name.empty()) {
        return nameFrom(request.calledSource());
    }
    if (!isImageName(request.name)) {
        throw Error(ErrorCode::InvalidArgument, "\"" + request.name +
                                                    "\" is not a name for an image: letters, digits, '.', "
                                                    "'_', '-', at most 64, the first a letter or digit");
    }
    return request.name;
}

/// Names of files become text of records, which is UTF-8 without control characters.
std::string recordableName(const std::string& source)
{
    std::string name = source.substr(0, 255);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<signed char>(c) < ' ' || c == '\x7f'; },
        '?');
    return name;
}

std::vector<std::byte> readWhole(const fs::path& path, std::uint64_t size)
{
    const UniqueFd fd = openFile(path, O_RDONLY);
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    if (!readFully(fd.get(), 0, bytes, path)) {
        throw Error(ErrorCode::WriteFailed, path.string() + " became shorter while it was read");
    }
    return bytes;
}

/// One act of staging: the folder it works in, and whom it tells.
class Staging
{
public:
    Staging(Store& store, const StageRequest& request,
            const std::function<void(const StageProgress&)>& report, const std::stop_token& stop)
        : m_store(store), m_request(request), m_report(report), m_stop(stop), m_folder(store.folder())
    {
    }

    Manifest run(std::string name, std::int64_t utcMicros)
    {
        Manifest manifest;
        manifest.name = std::move(name);
        manifest.createdUtcMicros = utcMicros;
        manifest.sourceName = recordableName(m_request.calledSource());
        manifest.recipeName = m_request.recipe.name;
        manifest.recipeDigest = m_request.recipe.digest;
        manifest.boards = m_request.recipe.boards;
        manifest.cipher = m_request.recipe.cipher;
        manifest.keepIdentity = m_request.recipe.keep;
        manifest.demo = m_request.recipe.demo;
        if (m_request.change != nullptr) {
            manifest.binds = m_request.change->binds();
        }

        const SourceKind kind = kindOfSource(m_request.source, m_stop);
        if (kind == SourceKind::RootFileSystem) {
            if (auto listed = listedWithRoot(manifest.binds)) {
                return *std::move(listed);
            }
        }
        const std::unique_ptr<SourceParts> parts = sourceParts(kind, partsRequest());
        manifest.sourceDigest = parts->digest();
        if (auto listed = listedFrom(manifest)) {
            return *std::move(listed);
        }
        manifest.bootPartitionType = parts->make();
        if (m_request.change != nullptr) {
            change(manifest);
        }
        manifest.bootSize = Bytes(fs::file_size(path(kBootFile)));
        prepareBoot(manifest);
        prepare(manifest);
        manifest.id = goldenId(manifest.bootDigest, manifest.recipeDigest, manifest.rootDigest);
        manifest.minimumMedium = minimumMedium(manifest.bootSize, manifest.rootSize);
        say("listing the image");
        return m_folder.publish(manifest);
    }

    /// Files of the staging folder, by what they are to the person who gave the source.
    std::string inWordsOfTheSource(std::string message) const
    {
        const std::string source = m_request.calledSource();
        const std::pair<std::string, std::string> words[] = {
            {path("image").string(), source},
            {m_request.source.string(), m_request.sourceName.empty() ? m_request.source.string() : source},
            {path(kBootFile).string(), "the boot partition of " + source},
            {path(kRootFile).string(), "the root of " + source}};
        for (const auto& [from, to] : words) {
            for (std::size_t at = message.find(from); at != std::string::npos;
                 at = message.find(from, at + to.size())) {
                message.replace(at, from.size(), to);
            }
        }
        return message;
    }

private:
    fs::path path(const char* file) const { return m_folder.path() / file; }

    void say(const std::string& step, std::uint64_t done = 0, std::uint64_t total = 0) const
    {
        if (m_stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "staging was stopped");
        }
        if (m_report) {
            m_report({step, done, total});
        }
    }

    PartsRequest partsRequest() const
    {
        return {m_request.source,
                m_request.calledSource(),
                m_request.boot,
                m_request.recipe,
                m_request.maximumImageSize,
                m_folder.path(),
                [this](const std::string& step, std::uint64_t done, std::uint64_t total) {
                    say(step, done, total);
                },
                m_stop};
    }

    /// The image whose root the source is.
    std::optional<Manifest> listedWithRoot(const std::optional<Binds>& binds) const
    {
        say("looking for the root among the golden images");
        const auto root = std::make_shared<const ext4::FileSource>(m_request.source);
        std::string digest;
        try {
            digest = rootDigest(*root, ext4::FileSystem::open(root).usedExtents(), {}, m_stop);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadImage) {
                throw;
            }
            return std::nullopt; // none of ours is damaged or unclean
        }
        for (Manifest& manifest : m_store.list()) {
            if (manifest.rootDigest == digest && manifest.recipeDigest == m_request.recipe.digest &&
                manifest.binds == binds) {
                return std::move(manifest);
            }
        }
        return std::nullopt;
    }

    std::optional<Manifest> listedFrom(const Manifest& wanted) const
    {
        for (Manifest& manifest : m_store.list()) {
            if (manifest.sourceDigest == wanted.sourceDigest &&
                manifest.recipeDigest == wanted.recipeDigest && manifest.binds == wanted.binds) {
                return std::move(manifest);
            }
        }
        return std::nullopt;
    }

    void change(Manifest& manifest) const
    {
        constexpr const char* kChangeFolder = "change";
        makeFolders(path(kChangeFolder), 0700);
        const std::function<void(const std::string&, std::uint64_t, std::uint64_t)> tell =
            [this](const std::string& step, std::uint64_t done, std::uint64_t total) {
                say(step, done, total);
            };
        manifest.initramfs =
            m_request.change->apply({path(kRootFile), path(kBootFile), path(kChangeFolder), tell, m_stop});
        fs::remove_all(path(kChangeFolder));
    }

    void prepareBoot(Manifest& manifest) const
    {
        say("finding the patch points");
        const std::vector<std::byte> boot = readWhole(path(kBootFile), manifest.bootSize.count());
        manifest.patchPoints = findPatchPoints(boot, m_request.recipe.patches);
        manifest.bootDigest = Sha256::hexOf(boot);
    }

    void prepare(Manifest& manifest) const
    {
        const PreparedRoot root = prepareRoot(
            path(kRootFile),
            [&](const std::string& step, std::uint64_t done, std::uint64_t total) { say(step, done, total); },
            m_stop);
        manifest.rootDigest = root.digest;
        manifest.rootSize = root.size;
        manifest.rootUsed = root.used;
        manifest.systemId = root.system.id;
        manifest.systemVersion = root.system.version;
        manifest.architecture = root.system.architecture;
    }

    Store& m_store;
    const StageRequest& m_request;
    const std::function<void(const StageProgress&)>& m_report;
    const std::stop_token& m_stop;
    StagingFolder m_folder;
};

} // namespace

Manifest stage(Store& store, const StageRequest& request, const Clock& clock,
               const std::function<void(const StageProgress&)>& report, const std::stop_token& stop)
{
    std::string name = nameOf(request);
    if (request.recipe.unit.has_value() != (request.change != nullptr)) {
        throw Error(ErrorCode::InvalidArgument,
                    "the recipe " + request.recipe.name +
                        (request.recipe.unit
                             ? " has a table [unit], but nothing was given to put into the system"
                             : " has no table [unit], so nothing is put into the system"));
    }
    Staging staging(store, request, report, stop);
    try {
        return staging.run(std::move(name), clock.now().utcMicros);
    } catch (const Error& error) {
        throw Error(error.code(), staging.inWordsOfTheSource(error.what()));
    } catch (const fs::filesystem_error& error) {
        throw Error(codeOfFileErrno(error.code().value()), staging.inWordsOfTheSource(error.what()));
    }
}

} // namespace bindery::golden
