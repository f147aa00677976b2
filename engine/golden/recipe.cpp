// SPDX-License-Identifier: Apache-2.0
#include "golden/recipe.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"
#include "golden/compiled_in_recipes.h"
#include "golden/manifest.h"

#include <algorithm>
#include <initializer_list>

#include <toml++/toml.h>

namespace bindery::golden
{

namespace
{

constexpr Bytes kMaxRecipeSize = mib(1);
constexpr int kMaxPartitionNumber = 128;
constexpr std::size_t kMaxBoards = 64;
constexpr std::size_t kMaxPatches = 16;

/// One table of the recipe. Every key that is there must have been asked for.
class Table
{
public:
    Table(const toml::table& table, std::string place, std::string prefix)
        : m_table(table), m_place(std::move(place)), m_prefix(std::move(prefix))
    {
    }

    [[noreturn]] void fail(const toml::node& node, std::string_view key, const std::string& what) const
    {
        throw Error(ErrorCode::BadImage, m_place + ", line " + std::to_string(node.source().begin.line) +
                                             ": " + m_prefix + std::string(key) + " " + what);
    }
    const toml::node* get(std::string_view key) const { return m_table.get(key); }
    const toml::table& toml() const { return m_table; }

    std::string text(std::string_view key, std::string fallback) const
    {
        const toml::node* node = get(key);
        return node == nullptr ? std::move(fallback) : textOf(*node, key);
    }
    std::string text(std::string_view key) const
    {
        const toml::node* node = get(key);
        if (node == nullptr) {
            fail(m_table, key, "is missing");
        }
        return textOf(*node, key);
    }
    std::string textOf(const toml::node& node, std::string_view key) const
    {
        constexpr std::size_t kMaxLength = 255;
        const auto value = node.value_exact<std::string>();
        if (!value) {
            fail(node, key, "is not a text");
        }
        if (value->empty() || value->size() > kMaxLength ||
            std::any_of(value->begin(), value->end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
            fail(node, key, "is empty, longer than 255 bytes or has control characters");
        }
        return *value;
    }
    bool boolean(std::string_view key, bool fallback) const
    {
        const toml::node* node = get(key);
        if (node == nullptr) {
            return fallback;
        }
        const auto value = node->value_exact<bool>();
        if (!value) {
            fail(*node, key, "is neither true nor false");
        }
        return *value;
    }
    std::optional<int> partition(std::string_view key) const
    {
        const toml::node* node = get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        const auto value = node->value_exact<std::int64_t>();
        if (!value || *value < 1 || *value > kMaxPartitionNumber) {
            fail(*node, key, "is not a partition number from 1 to " + std::to_string(kMaxPartitionNumber));
        }
        return static_cast<int>(*value);
    }
    void allowOnly(std::initializer_list<std::string_view> keys) const
    {
        for (const auto& [key, node] : m_table) {
            if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
                std::string known;
                for (const std::string_view name : keys) {
                    known += (known.empty() ? "" : ", ") + std::string(name);
                }
                fail(node, key.str(), "is not known; there are: " + known);
            }
        }
    }

private:
    const toml::table& m_table;
    std::string m_place;
    std::string m_prefix;
};

std::vector<std::string> boardsOf(const Table& table)
{
    std::vector<std::string> boards;
    const toml::node* node = table.get("boards");
    if (node == nullptr) {
        return boards;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        table.fail(*node, "boards", "is not a list");
    }
    if (list->size() > kMaxBoards) {
        table.fail(*node, "boards", "has more than " + std::to_string(kMaxBoards) + " entries");
    }
    for (const toml::node& entry : *list) {
        boards.push_back(table.textOf(entry, "boards"));
    }
    return boards;
}

RecipePatch patchOf(const toml::node& node, const Table& parent, const std::string& place)
{
    const toml::table* found = node.as_table();
    if (found == nullptr) {
        parent.fail(node, "patch", "is not a [[patch]] table");
    }
    const Table table(*found, place, "patch.");
    table.allowOnly({"file", "placeholder", "field"});
    RecipePatch patch;
    patch.file = table.text("file");
    patch.placeholder = table.text("placeholder");
    patch.field = table.text("field");
    const auto length = fieldLength(patch.field);
    if (!length) {
        table.fail(*table.get("field"), "field",
                   "is \"" + patch.field + "\", which does not exist; there is: luks_uuid");
    }
    if (patch.placeholder.size() != *length) {
        table.fail(*table.get("placeholder"), "placeholder",
                   "has " + std::to_string(patch.placeholder.size()) + " bytes; the text of " + patch.field +
                       " has " + std::to_string(*length));
    }
    return patch;
}

std::vector<RecipePatch> patchesOf(const Table& table, const std::string& place)
{
    std::vector<RecipePatch> patches;
    const toml::node* node = table.get("patch");
    if (node == nullptr) {
        return patches;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        table.fail(*node, "patch", "is not a list of [[patch]] tables");
    }
    if (list->size() > kMaxPatches) {
        table.fail(*node, "patch", "stands more than " + std::to_string(kMaxPatches) + " times");
    }
    for (const toml::node& entry : *list) {
        patches.push_back(patchOf(entry, table, place));
    }
    return patches;
}

std::string refusalToKeep(const std::string& text)
{
    std::string refusal = "names \"" + text + "\", which cannot be kept; there are:";
    for (const IdentityTrait trait : identityTraits()) {
        if (mayBeKept(trait)) {
            refusal += ' ';
            refusal += textOf(trait);
        }
    }
    return refusal;
}

std::vector<IdentityTrait> keepOf(const Table& table)
{
    std::vector<IdentityTrait> keep;
    const toml::node* node = table.get("keep");
    if (node == nullptr) {
        return keep;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        table.fail(*node, "keep", "is not a list");
    }
    for (const toml::node& entry : *list) {
        const std::string text = table.textOf(entry, "keep");
        const std::optional<IdentityTrait> trait = identityTraitOf(text);
        if (!trait || !mayBeKept(*trait)) {
            table.fail(entry, "keep", refusalToKeep(text));
        }
        keep.push_back(*trait);
    }
    std::sort(keep.begin(), keep.end());
    keep.erase(std::unique(keep.begin(), keep.end()), keep.end());
    return keep;
}

bool isHostAndPort(const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || text.size() - colon < 2 || text.size() - colon > 6) {
        return false;
    }
    const auto inHost = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == ':' || c == '[' || c == ']';
    };
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), inHost) &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(colon) + 1, text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> modulesOf(const Table& table)
{
    constexpr std::size_t kMaxModules = 256;
    std::vector<std::string> modules;
    const toml::node* node = table.get("modules");
    if (node == nullptr) {
        return modules;
    }
    const toml::array* list = node->as_array();
    if (list == nullptr || list->size() > kMaxModules) {
        table.fail(*node, "modules", "is not a list of at most " + std::to_string(kMaxModules) + " names");
    }
    for (const toml::node& entry : *list) {
        const std::string name = table.textOf(entry, "modules");
        if (!std::all_of(name.begin(), name.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-';
            })) {
            table.fail(entry, "modules", "names \"" + name + "\", which no kernel module can be called");
        }
        modules.push_back(name);
    }
    return modules;
}

UnitRecipe unitOf(const Table& table, bool demo)
{
    table.allowOnly({"module", "architecture", "modules", "initramfs_modules", "station", "dhcp"});
    UnitRecipe unit;
    unit.module = table.text("module");
    if (unit.module != "simulated") {
        table.fail(*table.get("module"), "module",
                   "is \"" + unit.module + "\", which is not supported; there is: simulated");
    }
    if (!demo) {
        table.fail(*table.get("module"), "module",
                   "is simulated, which protects nothing: it needs demo = true at the top of the recipe");
    }
    unit.architecture = table.text("architecture");
    if (unit.architecture != "amd64" && unit.architecture != "arm64" && unit.architecture != "armhf") {
        table.fail(*table.get("architecture"), "architecture",
                   "is \"" + unit.architecture + "\", which has no agent; there are: amd64, arm64, armhf");
    }
    const std::string mode = table.text("initramfs_modules", "keep");
    for (const InitramfsModules known :
         {InitramfsModules::Keep, InitramfsModules::List, InitramfsModules::Most}) {
        if (mode == textOf(known)) {
            unit.initramfsModules = known;
        }
    }
    if (mode != textOf(unit.initramfsModules)) {
        table.fail(*table.get("initramfs_modules"), "initramfs_modules",
                   "is \"" + mode + "\", which does not exist; there are: keep, list, most");
    }
    unit.modules = modulesOf(table);
    unit.station = table.text("station", "");
    if (!unit.station.empty() && !isHostAndPort(unit.station)) {
        table.fail(*table.get("station"), "station", "is not HOST:PORT");
    }
    unit.dhcp = table.boolean("dhcp", false);
    return unit;
}

std::string digestOf(const Recipe& recipe)
{
    Json patches = Json::array();
    for (const RecipePatch& patch : recipe.patches) {
        patches.push_back({{"file", patch.file}, {"placeholder", patch.placeholder}, {"field", patch.field}});
    }
    Json keep = Json::array();
    for (const IdentityTrait trait : recipe.keep) {
        keep.push_back(textOf(trait));
    }
    Json content = {
        {"name", recipe.name},
        {"boards", recipe.boards},
        {"cipher", recipe.cipher},
        {"boot_partition", recipe.bootPartition ? Json(*recipe.bootPartition) : Json()},
        {"root_partition", recipe.rootPartition ? Json(*recipe.rootPartition) : Json()},
        {"patches", std::move(patches)},
        {"keep", std::move(keep)},
        {"demo", recipe.demo},
    };
    if (recipe.unit) {
        content["unit"] = {{"module", recipe.unit->module},
                           {"architecture", recipe.unit->architecture},
                           {"initramfs_modules", textOf(recipe.unit->initramfsModules)},
                           {"modules", recipe.unit->modules},
                           {"station", recipe.unit->station},
                           {"dhcp", recipe.unit->dhcp}};
    }
    return Sha256::hexOf(asBytes(canonicalJson(content)));
}

Recipe recipeOf(const toml::table& parsed, const std::string& place)
{
    const Table table(parsed, place, "");
    table.allowOnly(
        {"name", "description", "boards", "cipher", "demo", "source", "patch", "identity", "unit"});
    Recipe recipe;
    recipe.name = table.text("name");
    if (!isImageName(recipe.name)) {
        table.fail(*table.get("name"), "name", "is not a name: letters, digits, '.', '_', '-', at most 64");
    }
    recipe.description = table.text("description", "");
    recipe.boards = boardsOf(table);
    recipe.cipher = table.text("cipher", recipe.cipher);
    if (recipe.cipher != "aes-xts-plain64") {
        table.fail(*table.get("cipher"), "cipher",
                   "is \"" + recipe.cipher + "\", which is not supported; there is: aes-xts-plain64");
    }
    recipe.demo = table.boolean("demo", false);
    if (const toml::node* node = table.get("source"); node != nullptr) {
        if (!node->is_table()) {
            table.fail(*node, "source", "is not a table");
        }
        const Table source(*node->as_table(), place, "source.");
        source.allowOnly({"boot_partition", "root_partition"});
        recipe.bootPartition = source.partition("boot_partition");
        recipe.rootPartition = source.partition("root_partition");
        if (recipe.bootPartition && recipe.bootPartition == recipe.rootPartition) {
            source.fail(*source.get("root_partition"), "root_partition", "is the boot partition too");
        }
    }
    recipe.patches = patchesOf(table, place);
    if (const toml::node* node = table.get("identity"); node != nullptr) {
        if (!node->is_table()) {
            table.fail(*node, "identity", "is not a table");
        }
        const Table identity(*node->as_table(), place, "identity.");
        identity.allowOnly({"keep"});
        recipe.keep = keepOf(identity);
    }
    if (const toml::node* node = table.get("unit"); node != nullptr) {
        if (!node->is_table()) {
            table.fail(*node, "unit", "is not a table");
        }
        recipe.unit = unitOf(Table(*node->as_table(), place, "unit."), recipe.demo);
    }
    recipe.digest = digestOf(recipe);
    return recipe;
}

bool isPath(const std::string& text)
{
    const std::string_view ending = ".toml";
    return text.find('/') != std::string::npos || (text.size() > ending.size() && text.ends_with(ending));
}

} // namespace

std::string_view textOf(InitramfsModules modules)
{
    switch (modules) {
    case InitramfsModules::List:
        return "list";
    case InitramfsModules::Most:
        return "most";
    case InitramfsModules::Keep:
        break;
    }
    return "keep";
}

Recipe parseRecipe(std::string_view text, const std::string& place)
{
    try {
        const toml::table parsed = toml::parse(text);
        return recipeOf(parsed, place);
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::BadImage, place + ", line " + std::to_string(error.source().begin.line) +
                                             ": not TOML: " + std::string(error.description()));
    }
}

Recipe loadRecipe(const std::string& nameOrPath)
{
    if (isPath(nameOrPath)) {
        return parseRecipe(readTextFile(nameOrPath, kMaxRecipeSize), nameOrPath);
    }
    const auto recipes = compiledInRecipes();
    const auto found = std::find_if(recipes.begin(), recipes.end(),
                                    [&](const auto& recipe) { return recipe.name == nameOrPath; });
    if (found == recipes.end()) {
        std::string known;
        for (const std::string& name : recipeNames()) {
            known += (known.empty() ? "" : ", ") + name;
        }
        throw Error(ErrorCode::NotFound, "no recipe \"" + nameOrPath + "\"; there are: " + known +
                                             ", or the path of a .toml file");
    }
    return parseRecipe(found->text, "recipe " + nameOrPath);
}

Recipe withRootPartition(Recipe recipe, int number)
{
    if (number < 1 || number > kMaxPartitionNumber) {
        throw Error(ErrorCode::InvalidArgument, std::to_string(number) +
                                                    " is not a partition number from 1 to " +
                                                    std::to_string(kMaxPartitionNumber));
    }
    recipe.rootPartition = number;
    recipe.digest = digestOf(recipe);
    return recipe;
}

std::vector<std::string> recipeNames()
{
    std::vector<std::string> names;
    for (const CompiledInRecipe& recipe : compiledInRecipes()) {
        names.emplace_back(recipe.name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace bindery::golden
