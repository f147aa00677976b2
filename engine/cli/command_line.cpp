// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.h"

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/bus_verbs.h"
#include "cli/console.h"
#include "cli/help_tree.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "golden/recipe.h"
#include "line/station.h"

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string_view>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::size_t kHelpWidth = 80;
constexpr std::size_t kOptionIndent = 24;

std::string fullName(const CLI::App& app)
{
    const CLI::App* parent = app.get_parent();
    return (parent == nullptr ? "" : fullName(*parent) + " ") + app.get_name();
}

const CLI::App& rootOf(const CLI::App& app)
{
    return app.get_parent() == nullptr ? app : rootOf(*app.get_parent());
}

/// A verb without a group is for the build only.
bool isListed(const CLI::App* verb)
{
    return !verb->get_group().empty();
}

std::vector<const CLI::App*> verbsBelow(const CLI::App& app)
{
    std::vector<const CLI::App*> verbs;
    for (const CLI::App* below : app.get_subcommands(isListed)) {
        const std::vector<const CLI::App*> deeper = verbsBelow(*below);
        if (deeper.empty()) {
            verbs.push_back(below);
        }
        verbs.insert(verbs.end(), deeper.begin(), deeper.end());
    }
    return verbs;
}

/// Help that fits 80 columns.
class Help : public CLI::Formatter
{
public:
    std::string make_help(const CLI::App* app, std::string /*name*/,
                          CLI::AppFormatMode /*mode*/) const override
    {
        const std::vector<const CLI::App*> verbs = verbsBelow(*app);
        std::string text = "Usage: " + usage(*app, !verbs.empty()) + "\n\n";
        for (const std::string& line : wrapped(app->get_description(), kHelpWidth)) {
            text += line + "\n";
        }
        if (!verbs.empty()) {
            text += "\nVerbs\n";
            const std::size_t ownName = fullName(rootOf(*app)).size() + 1;
            for (const CLI::App* verb : verbs) {
                text += entry(fullName(*verb).substr(ownName), firstSentence(verb->get_description()), 18);
            }
        }
        text += options("Arguments", *app, [](const CLI::Option& option) { return option.get_positional(); });
        const CLI::App& root = rootOf(*app);
        if (app != &root) {
            text += options("Options", *app, [&](const CLI::Option& option) {
                return !option.get_positional() && &option != app->get_help_ptr();
            });
        }
        text += options("Everywhere", root, [&](const CLI::Option& option) {
            return !option.get_positional() && (app == &root || option.get_name() != "--version");
        });
        return text + (app->get_footer().empty() ? "" : "\n" + app->get_footer() + "\n");
    }

private:
    static std::string firstSentence(const std::string& text)
    {
        return text.substr(0, text.find_first_of(".:;"));
    }

    static std::string valueOf(const CLI::Option& option)
    {
        const bool flag = option.get_type_size() == 0;
        const std::string type = option.get_type_name();
        // Checks append themselves to the type's name, after a colon.
        return flag ? "" : type.substr(0, type.find(':')) + (option.get_expected_max() > 1 ? "..." : "");
    }

    static std::string usage(const CLI::App& app, bool group)
    {
        std::string text = fullName(app);
        if (group) {
            return text + " VERB ...";
        }
        bool others = false;
        for (const CLI::Option* option : app.get_options()) {
            if (option->get_positional()) {
                text += " " + option->get_name(true);
            } else if (option->get_required()) {
                text += " " + option->get_name() + " " + valueOf(*option);
            } else {
                others = true;
            }
        }
        return text + (others ? " [OPTIONS]" : "");
    }

    static std::string entry(const std::string& name, const std::string& description, std::size_t indent)
    {
        std::string text = "  " + name;
        if (text.size() + 2 > indent + 2) {
            text += "\n" + std::string(indent + 2, ' ');
        } else {
            text += std::string(indent + 2 - text.size(), ' ');
        }
        bool first = true;
        for (const std::string& line : wrapped(description, kHelpWidth - indent - 2)) {
            text += (std::exchange(first, false) ? "" : std::string(indent + 2, ' ')) + line + "\n";
        }
        return text;
    }

    static std::string options(const std::string& heading, const CLI::App& app,
                               const std::function<bool(const CLI::Option&)>& wanted)
    {
        std::string text;
        for (const CLI::Option* option : app.get_options()) {
            if (wanted(*option)) {
                const std::string name = option->get_positional()
                                             ? option->get_name(true)
                                             : option->get_name(false, true) +
                                                   (valueOf(*option).empty() ? "" : " " + valueOf(*option));
                text += entry(name, option->get_description(), kOptionIndent);
            }
        }
        return text.empty() ? "" : "\n" + heading + "\n" + text;
    }
};

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

/// Empty: what the blank test says.
std::optional<card::Fill> fillOf(const std::string& word)
{
    if (word.empty()) {
        return std::nullopt;
    }
    return word == "discard"  ? card::Fill::Discard
           : word == "random" ? card::Fill::Random
           : word == "zero"   ? card::Fill::Zero
                              : card::Fill::None;
}

/// The parser, and what it found.
class Parser
{
public:
    Parser();
    CLI::App& app() { return m_app; }
    /// Runs the verb that was parsed.
    int run();
    const CLI::App& deepest() const;

private:
    CLI::App* group(const std::string& name, const std::string& description);
    CLI::App* verb(CLI::App* parent, const std::string& name, const std::string& description,
                   const std::string& examples, std::function<int()> act);
    void addActor(CLI::App* verb);
    /// The verb goes to the daemon when --bus says so, or always.
    CLI::App* overBus(CLI::App* verb);
    CLI::App* alwaysOverBus(CLI::App* verb);
    /// Where the verb goes. Errors: InvalidArgument for a contradiction.
    void chooseBus();
    void addSlotNumber(CLI::App* verb, std::uint32_t& slot);
    void addStation();
    void addLineOverBus(CLI::App* line);
    void addLineActs(CLI::App* line);
    void addBench(CLI::App* bind);
    void addRecordsExport(CLI::App* records);
    void addRecordsFilter(CLI::App* verb, RecordsListOptions& filter);
    void addGolden();
    void addProvision();
    void addLine();
    void addCards();
    void addRecords();
    void addOrders();
    void addOrderNew(CLI::App* orders);
    void addOrderActs(CLI::App* orders);
    void addAudit();
    void addDatabase();
    void addSlots();
    void addSlotActs(CLI::App* slots);
    void addLineCheck(CLI::App* line);
    void addPersons();
    void addUnits();
    void addUnitParts(CLI::App* units);
    void addKeys();
    void addBind();
    void addBindSite(CLI::App* bind);
    void addBindServe(CLI::App* bind);
    void addBindStatus(CLI::App* bind);
    void addSimulatedModule(CLI::App* bind);
    void addHelpTree();

    CLI::App m_app{"Makes encrypted cards from golden images, many at a time, reads them back, and keeps a "
                   "record that can be "
                   "checked.",
                   "bindery"};
    std::function<int()> m_act;

    CLI::Option* m_stateOption = nullptr;
    CLI::Option* m_busOption = nullptr;
    std::string m_bus;
    std::map<const CLI::App*, bool> m_busVerbs; ///< true: they go nowhere else
    Everywhere m_everywhere;
    std::string m_logLevel = "warning";
    StageOptions m_stage;
    std::string m_name;
    bool m_force = false;
    ProvisionOptions m_provision;
    std::string m_verifyPolicy = "full";
    std::string m_fill;
    std::string m_sshKeys = "fresh";
    LineOptions m_line;
    std::filesystem::path m_path;
    VerifyOptions m_verify;
    std::string m_keyFile;
    RecordsListOptions m_list;
    OrderNewOptions m_order;
    std::int64_t m_target = 0;
    std::string m_reason;
    AuditExportOptions m_export;
    AuditVerifyOptions m_auditVerify;
    std::string m_stationKey;
    bool m_full = false;
    SlotsLearnOptions m_slots;
    SlotActOptions m_slotAct;
    LineCheckOptions m_lineCheck;
    PersonAddOptions m_person;
    PersonLanguageOptions m_language;
    EscrowExportOptions m_escrow;
    BindServeOptions m_serve;
    BindConfirmOptions m_confirm;
    BindStatusOptions m_bindStatus;
    SimulateModuleOptions m_simulate;
    std::string m_kind;
    std::uint32_t m_slot = 0;
    LineUseOptions m_lineUse;
    LineVerbOptions m_lineAct;
    CheckSlotOptions m_checkSlot;
    RecordsExportOptions m_recordsExport;
    BindArmOptions m_arm;
};

constexpr const char* kExitStatuses =
    "Exit status\n"
    "  0 done   1 failed   2 usage   3 not eligible, or contradicts the records\n"
    "  4 verify found a difference   5 security module   6 rights   7 cancelled\n"
    "\n"
    "bindery VERB --help says more, with examples.";

Parser::Parser()
{
    m_app.formatter(std::make_shared<Help>());
    m_app.set_help_flag("-h,--help", "say this");
    m_app.set_version_flag("--version", "bindery " BINDERY_VERSION, "say which version this is");
    m_app.require_subcommand(1);
    m_app.footer(kExitStatuses);
    m_stateOption = m_app.add_option(
        "--state", m_everywhere.state,
        "state folder of the station; else /var/lib/bindery as root, $XDG_STATE_HOME/bindery or "
        "~/.local/state/bindery for others");
    m_stateOption->type_name("DIR");
    m_busOption = m_app.add_option("--bus", m_bus,
                                   "system or session: the verb goes to the daemon on that bus, where "
                                   "whoever is signed in acts; else as BINDERY_BUS says, else to the state "
                                   "folder");
    m_busOption->type_name("BUS")->check(CLI::IsMember({"system", "session"}));
    m_app.add_flag("--json", m_everywhere.json, "say the result as JSON, for programs");
    m_app.add_option("--log-level", m_logLevel, "debug, info, warning or error; to standard error")
        ->type_name("LEVEL")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    addGolden();
    addProvision();
    addStation();
    addLine();
    addCards();
    addOrders();
    addBind();
    addUnits();
    addKeys();
    addRecords();
    addAudit();
    addDatabase();
    addSlots();
    addPersons();
    verb(&m_app, "doctor",
         "Says what this station lacks, and the cure: kernel, rights, memory, programs, clock, disk space.",
         "Examples\n"
         "  bindery doctor\n"
         "  bindery doctor --json | jq '.findings[] | select(.state != \"good\")'\n"
         "\n"
         "Exit status 1 when something is missing without which no card can be made.",
         [this] { return doctor(m_everywhere); });
    addHelpTree();
}

void Parser::addHelpTree()
{
    CLI::App* tree = verb(&m_app, "help-tree", "Says all of this help as JSON.", "", [this] {
        printJson(helpTree(m_app));
        return kDone;
    });
    tree->group("");
}

CLI::App* Parser::group(const std::string& name, const std::string& description)
{
    CLI::App* added = m_app.add_subcommand(name, description);
    added->fallthrough();
    added->require_subcommand(1);
    return added;
}

CLI::App* Parser::verb(CLI::App* parent, const std::string& name, const std::string& description,
                       const std::string& examples, std::function<int()> act)
{
    CLI::App* added = parent->add_subcommand(name, description);
    added->fallthrough();
    added->footer(examples);
    added->callback([this, act = std::move(act)] { m_act = act; });
    return added;
}

CLI::App* Parser::overBus(CLI::App* verb)
{
    m_busVerbs[verb] = false;
    return verb;
}

CLI::App* Parser::alwaysOverBus(CLI::App* verb)
{
    m_busVerbs[verb] = true;
    return verb;
}

void Parser::addSlotNumber(CLI::App* verb, std::uint32_t& slot)
{
    verb->add_option("SLOT", slot, "its number")
        ->type_name("SLOT")
        ->required()
        ->check(CLI::Range(std::uint32_t{1}, std::uint32_t{999}));
}

void Parser::addActor(CLI::App* verb)
{
    verb->add_option("--actor", m_everywhere.actor, "badge of who acts, for the record; else the user's name")
        ->type_name("BADGE");
}

void Parser::addGolden()
{
    CLI::App* golden = group("golden", "Golden images: what cards are made from.");
    CLI::App* stage = verb(
        golden, "stage",
        "Reads a system once and keeps what cards need of it. SOURCE is a disk image (raw, packed with xz, "
        "zstd, gzip or bzip2, or in a zip archive), a card or disk, a tar archive or folder of a root, or "
        "an ext4 root alone. Images and disks have an MBR or GPT, a FAT boot partition and an ext4 root.",
        "Examples\n"
        "  bindery golden stage system.img.xz --recipe generic --name pi\n"
        "  bindery golden stage system.img --recipe ./our-recipe.toml\n"
        "  bindery golden stage root.tar.zst --boot boot.tar --recipe generic\n"
        "  bindery golden stage /dev/sdb -m 2 --recipe generic --name pi\n"
        "\n"
        "What was staged before, with the same content and recipe, is not copied again.",
        [this] {
            return m_everywhere.bus ? busGoldenStage(m_everywhere, m_stage)
                                    : goldenStage(m_everywhere, m_stage);
        });
    overBus(stage);
    stage->add_option("SOURCE", m_stage.source, "image file, card or disk, tar archive, folder, or ext4 root")
        ->type_name("SOURCE")
        ->required();
    stage
        ->add_option("--recipe", m_stage.recipe,
                     "how to read it: " + joined(golden::recipeNames()) + ", or the path of a .toml file")
        ->type_name("RECIPE")
        ->required();
    stage->add_option("--name", m_stage.name, "its name in the store; else made from the file's name")
        ->type_name("NAME");
    stage
        ->add_option("--boot", m_stage.boot,
                     "the boot partition of a root that comes without one: a FAT image, tar archive or "
                     "folder; else the "
                     "root's /boot/firmware or /boot")
        ->type_name("BOOT");
    stage
        ->add_option("-m,--root-partition", m_stage.rootPartition,
                     "number of the root partition in the source; else the recipe's, else 2 of a card or "
                     "disk, else the one ext4 there is")
        ->type_name("N")
        ->check(CLI::Range(1, 128));
    addActor(stage);

    overBus(
        verb(golden, "list", "Lists the golden images of this station.",
             "Examples\n"
             "  bindery golden list\n"
             "  bindery golden list --json | jq -r '.golden_images[].name'",
             [this] { return m_everywhere.bus ? busGoldenList(m_everywhere) : goldenList(m_everywhere); }));

    const auto named = [&](const std::string& verbName, const std::string& description,
                           const std::string& footer,
                           const std::function<int(const Everywhere&, const std::string&)>& act) {
        CLI::App* added =
            verb(golden, verbName, description, footer, [this, act] { return act(m_everywhere, m_name); });
        added->add_option("NAME", m_name, "name, NAME@DIGEST12, or the first digits of the id (at least 6)")
            ->type_name("NAME")
            ->required();
        return added;
    };
    named("show", "Shows one golden image: system, sizes, digests, approval.",
          "Example\n  bindery golden show pi", goldenShow);
    const auto either = [](auto overTheBus, auto here) {
        return [overTheBus, here](const Everywhere& everywhere, const std::string& name) {
            return everywhere.bus ? overTheBus(everywhere, name) : here(everywhere, name);
        };
    };
    addActor(overBus(
        named("prove",
              "Proves that the units of a golden image bind: makes one sample card, starts it in QEMU "
              "with a simulated module until the module opens the root alone, and notes it with the "
              "image. Images for amd64 whose recipe has a table [unit] and demo = true.",
              "Examples\n"
              "  bindery golden prove pi --actor s-17\n"
              "  bindery golden prove pi --json | jq .proved\n"
              "\n"
              "Takes a few minutes. The sample card is on no record and is removed.\n"
              "Exit status 1, with the end of the unit's console, when it is not proved.",
              either(busGoldenProve, goldenProve))));
    addActor(overBus(named("approve", "Allows a golden image for cards. It is recorded who did.",
                           "Example\n  bindery golden approve pi --actor s-17",
                           either(busGoldenApprove, goldenApprove))));
    named("verify", "Recomputes every digest of a golden image.",
          "Example\n  bindery golden verify pi\n\nExit status 1 when a digest does not hold; the file is "
          "named.",
          goldenVerify);
    CLI::App* remove = named(
        "remove", "Removes a golden image from the store; the records keep it. Refused while it is in use.",
        "Example\n  bindery golden remove pi@0123456789ab",
        [this](const Everywhere& everywhere, const std::string& name) {
            return everywhere.bus ? busGoldenRemove(everywhere, name, m_force)
                                  : goldenRemove(everywhere, name, m_force);
        });
    overBus(remove);
    remove->add_flag("--force", m_force,
                     "also when cards were made from it: they can then not be verified any more");
    addActor(remove);
}

void Parser::addProvision()
{
    CLI::App* added = verb(&m_app, "provision",
                           "Makes cards from a golden image, many at a time: each under a volume key of its "
                           "own, read back, and recorded. A path "
                           "is a new card image file or, as root, a whole device.",
                           "Examples\n"
                           "  bindery provision --golden pi --size 8GiB --to card-1.img card-2.img\n"
                           "  bindery provision --golden pi --order 4711 --to /dev/sda /dev/sdb\n"
                           "  bindery provision --golden pi --units units.csv --unit-files files \\\n"
                           "      --to a.img b.img c.img\n"
                           "  bindery provision --golden pi --to unit.img --serial SN-0042 \\\n"
                           "      --export-secrets unit.pem --to-certificate customer.pem\n"
                           "\n"
                           "Secrets are opened with: openssl cms -decrypt -inform PEM -in unit.pem\n"
                           "  -recip customer.pem -inkey customer.key\n"
                           "\n"
                           "Ctrl-C stops: cards that are not finished do not boot, and are recorded as\n"
                           "cancelled. Exit status 0 when all passed, 1 when some failed; when all failed\n"
                           "for one reason, the exit status of that reason.",
                           [this] {
                               m_provision.verify = m_verifyPolicy == "full" ? card::VerifyPolicy::Full
                                                                             : card::VerifyPolicy::None;
                               m_provision.sshKeys = m_sshKeys == "fresh"        ? golden::SshKeys::Fresh
                                                     : m_sshKeys == "first-boot" ? golden::SshKeys::FirstBoot
                                                                                 : golden::SshKeys::Leave;
                               m_provision.fill = fillOf(m_fill);
                               return provision(m_everywhere, m_provision);
                           });
    added->add_option("--golden", m_provision.golden, "an approved golden image")
        ->type_name("NAME")
        ->required();
    added->add_option("--to", m_provision.to, "the cards to make")->type_name("PATH")->required();
    added->add_option("--order", m_provision.order, "work order; else the standing order adhoc")
        ->type_name("ORDER");
    CLI::Option* serials =
        added
            ->add_option("--serial", m_provision.serials,
                         "serials of the units, one for each card; else the next of the order")
            ->type_name("SERIAL");
    added
        ->add_option("--units", m_provision.units,
                     "CSV file of units with a column serial, and host_name, mac_..., any others; its rows "
                     "are given to the cards in order, those that are made already are skipped")
        ->type_name("FILE")
        ->excludes(serials);
    added
        ->add_option("--unit-files", m_provision.unitFiles,
                     "folder with files for the roots: common/ for every unit, SERIAL/ for one; in files "
                     "NAME.in, ${unit.COLUMN} becomes what the CSV file says")
        ->type_name("DIR");
    added
        ->add_option("--size", m_provision.size,
                     "size of card image files, such as 4GiB; else the smallest that fits")
        ->type_name("SIZE");
    added->add_flag("--overwrite", m_provision.overwrite,
                    "card image files that exist, and devices that are not blank, may be replaced");
    added
        ->add_option(
            "--verify", m_verifyPolicy,
            "full: read all back and compare (the rule); none: not, and the card is never called passed")
        ->type_name("POLICY")
        ->check(CLI::IsMember({"full", "none"}));
    added
        ->add_option("--fill", m_fill,
                     "what becomes of all that the card does not use: discard (the rule), random (the rule "
                     "for cards that held data), zero, or none")
        ->type_name("FILL")
        ->check(CLI::IsMember({"discard", "random", "zero", "none"}));
    added
        ->add_option("--ssh-keys", m_sshKeys,
                     "fresh: host keys made here (the rule); first-boot: removed, the unit makes them; "
                     "leave: those of the "
                     "image, on every unit the same")
        ->type_name("WHAT")
        ->check(CLI::IsMember({"fresh", "first-boot", "leave"}));
    CLI::Option* secrets =
        added
            ->add_option("--export-secrets", m_provision.exportSecrets,
                         "new file for the secrets of the cards that passed, encrypted (CMS, PEM)")
            ->type_name("FILE");
    CLI::Option* certificate = added
                                   ->add_option("--to-certificate", m_provision.toCertificate,
                                                "the certificate (RSA or EC, PEM) they are encrypted to")
                                   ->type_name("CERT");
    secrets->needs(certificate);
    certificate->needs(secrets);
    added
        ->add_option("--escrow", m_provision.escrow,
                     "certificate (RSA or EC, PEM) for recovery keys: each card gets one, which only the "
                     "certificate's key can read; else as the order says")
        ->type_name("CERT");
    addActor(added);
}

void Parser::addLine()
{
    CLI::App* line = group("line", "The line: makes cards in the taught slots as they are put in.");
    CLI::App* run =
        verb(line, "run",
             "Watches the slots and makes cards of one order until Ctrl-C or the order's target. A card that "
             "is ready waits for a \"start\", unless the order or --start-on-insertion says otherwise.",
             "Examples\n"
             "  bindery line run --order 4711 --start-on-insertion --until-target\n"
             "  bindery line run --order adhoc --golden pi --control --json\n"
             "\n"
             "With --control these acts are read from standard input, one per line:\n"
             "  start [SLOT]        cancel [SLOT]          acknowledge SLOT\n"
             "  allow SLOT          serial SLOT SERIAL     pause [REASON]   resume\n"
             "  reopen SLOT REASON  out-of-service SLOT REASON\n"
             "One line runs on a station. While it does, its slots are not taught anew.\n"
             "\n"
             "Ctrl-C stops: cards that are not finished do not boot, and are recorded as\n"
             "cancelled. Exit status 0 at the target, 7 when it was stopped.",
             [this] { return lineRun(m_everywhere, m_line); });
    run->add_option("--order", m_line.order, "work order; adhoc is the standing one")
        ->type_name("ORDER")
        ->required();
    run->add_option("--golden", m_line.golden, "an approved golden image, where the order names none")
        ->type_name("NAME");
    run->add_option("--unit-files", m_line.unitFiles,
                    "folder with files for the roots: common/ for every unit, SERIAL/ for one")
        ->type_name("DIR");
    run->add_flag("--start-on-insertion", m_line.startOnInsertion,
                  "start every card that may be written as soon as it is in");
    run->add_flag("--until-target", m_line.untilTarget, "end when the order's target is reached");
    run->add_flag("--daily-check", m_line.dailyCheck,
                  "make no card before the reference cards were checked today: bindery line check");
    run->add_flag("--resume", m_line.resume, "go on after attempts that were interrupted");
    run->add_flag("--control", m_line.control, "read acts from standard input");
    addActor(run);
    addLineCheck(line);
    addLineOverBus(line);
}

void Parser::addLineOverBus(CLI::App* line)
{
    alwaysOverBus(verb(line, "status", "Shows how the station's line stands: its order, and every slot.",
                       "Examples\n"
                       "  bindery line status\n"
                       "  bindery line status --json | jq '.slots[] | select(.state == \"failed\")'\n"
                       "\n"
                       "As all verbs below, it goes to binderyd, on the system's bus unless --bus or\n"
                       "BINDERY_BUS says session.",
                       [this] { return busLineStatus(m_everywhere); }));
    alwaysOverBus(
        verb(line, "watch",
             "Shows the station's line live, until Ctrl-C: a picture at a terminal, else a line for each "
             "change. It goes on when the daemon was started again.",
             "Examples\n"
             "  bindery line watch\n"
             "  bindery line watch --json | jq --unbuffered 'select(.event == \"attempt\")'\n"
             "\n"
             "With --json each change is an object on a line of its own, its kind in event:\n"
             "daemon, person, line, slot, removed, progress, attempt.\n"
             "Exit status 0 when it was ended by Ctrl-C or SIGTERM.",
             [this] { return busLineWatch(m_everywhere); }));
    CLI::App* use = alwaysOverBus(verb(
        line, "use", "Has the station's line work on an order; one that is released or paused is opened.",
        "Examples\n"
        "  bindery line use 4711\n"
        "  bindery line use adhoc --golden pi\n"
        "\n"
        "Refused while cards run, and while a fault was not acknowledged.",
        [this] { return busLineUse(m_everywhere, m_lineUse); }));
    use->add_option("ORDER", m_lineUse.order, "its number; adhoc is the standing one")
        ->type_name("ORDER")
        ->required();
    use->add_option("--golden", m_lineUse.golden, "an approved golden image, where the order names none")
        ->type_name("NAME");
    addLineActs(line);
    CLI::App* check = alwaysOverBus(
        verb(line, "check-slot",
             "The daily check with the reference card in a slot: the known-good one must pass a verify, the "
             "known-bad one must be found bad. The card is only read.",
             "Examples\n"
             "  bindery line check-slot \"known good\" 1\n"
             "  bindery line check-slot \"known bad\" 2\n"
             "\n"
             "Exit status 4 when it did not come out as it must.",
             [this] { return busLineCheckSlot(m_everywhere, m_checkSlot); }));
    check->add_option("CARD", m_checkSlot.card, "\"known good\" or \"known bad\"")
        ->type_name("CARD")
        ->required()
        ->check(CLI::IsMember({"known good", "known bad"}));
    addSlotNumber(check, m_checkSlot.slot);
}

void Parser::addLineActs(CLI::App* line)
{
    const auto add = [&](LineVerb act, const std::string& name, const std::string& description,
                         const std::string& footer) {
        return alwaysOverBus(verb(line, name, description, footer,
                                  [this, act] { return busLineAct(m_everywhere, act, m_lineAct); }));
    };
    const auto withAnySlot = [this](CLI::App* act, const std::string& description) {
        act->add_option("SLOT", m_lineAct.slot, description)
            ->type_name("SLOT")
            ->check(CLI::Range(std::uint32_t{1}, std::uint32_t{999}));
    };
    const auto withReason = [this](CLI::App* act, bool isRequired) {
        act->add_option("REASON", m_lineAct.reason, "why, for the record")
            ->type_name("REASON")
            ->required(isRequired);
    };
    add(LineVerb::Leave, "leave", "Has the line work on no order any more. Refused while cards run.",
        "Example\n  bindery line leave");
    withAnySlot(add(LineVerb::Start, "start", "Starts the card in a slot, or every card that is ready.",
                    "Examples\n  bindery line start 3\n  bindery line start"),
                "its number; else every slot with a card that is ready");
    withAnySlot(add(LineVerb::Cancel, "cancel",
                    "Breaks off the card in a slot, or every one that runs: it must be made again.",
                    "Examples\n  bindery line cancel 3\n  bindery line cancel"),
                "its number; else every slot with a card that runs");
    addSlotNumber(add(LineVerb::Acknowledge, "acknowledge", "Says that a person saw the fault of a slot.",
                      "Example\n  bindery line acknowledge 3"),
                  m_lineAct.slot);
    addSlotNumber(add(LineVerb::Allow, "allow",
                      "Allows that what the card in a slot holds is destroyed, for this card alone.",
                      "Example\n  bindery line allow 3"),
                  m_lineAct.slot);
    CLI::App* serial =
        add(LineVerb::Serial, "serial", "Gives the card in a slot the serial that was scanned.",
            "Example\n  bindery line serial 3 SN-000017");
    addSlotNumber(serial, m_lineAct.slot);
    serial->add_option("SERIAL", m_lineAct.serial, "of the unit")->type_name("SERIAL")->required();
    withReason(add(LineVerb::Pause, "pause", "Has no new card started; those that run go on.",
                   "Examples\n  bindery line pause\n  bindery line pause shift change"),
               false);
    add(LineVerb::Resume, "resume", "Ends a pause.", "Example\n  bindery line resume");
    CLI::App* reopen =
        add(LineVerb::Reopen, "reopen",
            "Re-opens a slot that is blocked or out of service: its failures count from there. By a "
            "supervisor.",
            "Example\n  bindery line reopen 3 contacts cleaned");
    addSlotNumber(reopen, m_lineAct.slot);
    withReason(reopen, true);
    CLI::App* out = add(LineVerb::OutOfService, "out-of-service",
                        "Takes a slot out of service: no card is made in it until a supervisor re-opens it.",
                        "Example\n  bindery line out-of-service 3 the cable is loose");
    addSlotNumber(out, m_lineAct.slot);
    withReason(out, true);
}

void Parser::addStation()
{
    CLI::App* station = group("station", "The station's daemon: who is signed in, its slots, its health.");
    alwaysOverBus(verb(station, "status", "Shows the station: who is signed in, and how the line stands.",
                       "Examples\n"
                       "  bindery station status\n"
                       "  bindery station status --bus session --json | jq -r .station.person.badge\n"
                       "\n"
                       "All verbs of this group go to binderyd, on the system's bus unless --bus or\n"
                       "BINDERY_BUS says session.",
                       [this] { return busStationStatus(m_everywhere); }));
    CLI::App* in = alwaysOverBus(
        verb(station, "sign-in",
             "Signs a badge in, and whoever was before out: what is asked of the daemon from then on is done "
             "and recorded in its name.",
             "Examples\n"
             "  bindery station sign-in op-7\n"
             "  bindery station sign-in s-17 < pin.txt\n"
             "\n"
             "A badge with a PIN needs it, a supervisor's always: it is asked for at the\n"
             "terminal and not shown, or is the only line of standard input. The sign-in is\n"
             "that of this user: another one signs in itself.",
             [this] { return busSignIn(m_everywhere, m_name); }));
    in->add_option("BADGE", m_name, "whose")->type_name("BADGE")->required();
    alwaysOverBus(verb(station, "sign-out", "Signs out who is signed in. Cards that run go on.",
                       "Example\n  bindery station sign-out", [this] { return busSignOut(m_everywhere); }));
    CLI::App* learn = alwaysOverBus(verb(
        station, "learn",
        "Teaches a slot: its port is the one into which a card is put next. Refused while the line works "
        "on an order.",
        "Example\n"
        "  bindery station learn 3\n"
        "\n"
        "It waits for the card; Ctrl-C ends the lesson with exit status 7.",
        [this] { return busLearn(m_everywhere, m_slot); }));
    addSlotNumber(learn, m_slot);
    CLI::App* forget = alwaysOverBus(
        verb(station, "forget", "Forgets a slot: what is in its port is not written any more.",
             "Example\n  bindery station forget 3", [this] { return busForget(m_everywhere, m_slot); }));
    addSlotNumber(forget, m_slot);
    alwaysOverBus(
        verb(station, "doctor",
             "Says what the station lacks, and the cure, as its daemon finds it: \"bindery doctor\" "
             "looks with the rights of this user.",
             "Example\n"
             "  bindery station doctor\n"
             "\n"
             "Exit status 1 when something is missing without which no card can be made.",
             [this] { return busDoctor(m_everywhere); }));
}

void Parser::addLineCheck(CLI::App* line)
{
    CLI::App* check =
        verb(line, "check",
             "The daily check with reference cards: the known-good one must pass a verify, the known-bad one "
             "must be found bad. They are only read, and what came of it is recorded.",
             "Examples\n"
             "  bindery line check --good /dev/sda --bad /dev/sdb\n"
             "  bindery line check --good good.img --bad bad.img\n"
             "\n"
             "Both are cards of this station. In the known-bad one something was changed\n"
             "afterwards, in its root or its boot partition: a card that is not found to be\n"
             "one of the station's proves nothing. line run --daily-check makes no card before\n"
             "both came out as they must on that day. It may run meanwhile, waiting.\n"
             "Exit status 4 when one did not come out as it must.",
             [this] { return lineCheck(m_everywhere, m_lineCheck); });
    check->add_option("--good", m_lineCheck.good, "the known-good card: a device or a card image file")
        ->type_name("PATH");
    check->add_option("--bad", m_lineCheck.bad, "the known-bad card")->type_name("PATH");
    addActor(check);
}

void Parser::addCards()
{
    verb(&m_app, "inspect",
         "Says what a card is, without any key: table, LUKS2 header, keyslots, how far its bind is, its "
         "module, passport, and what this "
         "station's records say.",
         "Examples\n"
         "  bindery inspect card-1.img\n"
         "  bindery inspect /dev/sda --json | jq .passport\n"
         "\n"
         "It only reads, needs no state folder, and shows no secrets.",
         [this] { return inspect(m_everywhere, m_path); })
        ->add_option("PATH", m_path, "a card image file or a device")
        ->type_name("PATH")
        ->required();
    CLI::App* added = verb(&m_app, "verify",
                           "Reads a card back and compares all of it with its golden image and its record: "
                           "table, boot partition, LUKS2 header, "
                           "root.",
                           "Examples\n"
                           "  bindery verify card-1.img\n"
                           "  bindery verify /dev/sda --key-file transport.key\n"
                           "\n"
                           "Without --key-file the station's own sealed secret opens the card. That of a\n"
                           "unit that has bound opens with its recovery key only (bindery key\n"
                           "escrow-export), and its header must be as the unit reported it.\n"
                           "Exit status 4 when something differs; the first differing byte is named.",
                           [this] {
                               m_verify.path = m_path;
                               if (!m_keyFile.empty()) {
                                   m_verify.keyFile = m_keyFile;
                               }
                               return verify(m_everywhere, m_verify);
                           });
    added->add_option("PATH", m_path, "a card image file or a device")->type_name("PATH")->required();
    added
        ->add_option("--key-file", m_keyFile,
                     "file with the passphrase of any keyslot, byte for byte; - is standard input")
        ->type_name("FILE");
}

void Parser::addOrders()
{
    CLI::App* orders = group("order", "Work orders: what is to be made, how many, under which serials.");
    addOrderNew(orders);
    overBus(verb(orders, "list", "Lists the work orders, the oldest first.",
                 "Example\n  bindery order list --json | jq -r '.orders[] | select(.active) | .number'",
                 [this] { return m_everywhere.bus ? busOrderList(m_everywhere) : orderList(m_everywhere); }));
    overBus(verb(orders, "show", "Shows a work order: its policies, and what became of its serials.",
                 "Example\n  bindery order show 4711",
                 [this] {
                     return m_everywhere.bus ? busOrderShow(m_everywhere, m_name)
                                             : orderShow(m_everywhere, m_name);
                 }))
        ->add_option("ORDER", m_name, "its number")
        ->type_name("ORDER")
        ->required();
    addOrderActs(orders);
    CLI::App* serials = orders->add_subcommand("serials", "Serials of a work order.");
    serials->fallthrough();
    serials->require_subcommand(1);
    CLI::App* add =
        verb(serials, "add",
             "Adds serials to a work order, all of a file or none: one per line, or a CSV file with a "
             "column serial. Cards get them in this order.",
             "Example\n  bindery order serials add 4711 serials.txt", [this] {
                 return m_everywhere.bus ? busOrderSerialsAdd(m_everywhere, m_name, m_path)
                                         : orderSerialsAdd(m_everywhere, m_name, m_path);
             });
    overBus(add);
    add->add_option("ORDER", m_name, "its number")->type_name("ORDER")->required();
    add->add_option("FILE", m_path, "the serials")->type_name("FILE")->required();
    addActor(add);
}

/// An option whose words stand for values.
template <typename Value>
void addChoice(CLI::App* verb, const std::string& name, const std::string& type,
               const std::string& description, const std::map<std::string, Value>& words,
               const std::function<void(Value)>& take)
{
    std::vector<std::string> known;
    known.reserve(words.size());
    for (const auto& [word, value] : words) {
        known.push_back(word);
    }
    verb->add_option_function<std::string>(
            name, [words, take](const std::string& word) { take(words.at(word)); }, description)
        ->type_name(type)
        ->check(CLI::IsMember(known));
}

void Parser::addOrderNew(CLI::App* orders)
{
    CLI::App* made = verb(orders, "new", "Makes a work order, as a draft.",
                          "Examples\n"
                          "  bindery order new 4711 --golden pi --target 500 --first-article\n"
                          "  bindery order new 4712 --golden pi --serials list --yield-limit 95\n"
                          "  bindery order new 4713 --golden pi --escrow rma-desk.pem",
                          [this] {
                              if (m_target != 0) {
                                  m_order.policy.target = m_target;
                              }
                              return m_everywhere.bus ? busOrderNew(m_everywhere, m_order)
                                                      : orderNew(m_everywhere, m_order);
                          });
    overBus(made);
    line::OrderPolicy& policy = m_order.policy;
    made->add_option("ORDER", m_order.number, "its number")->type_name("ORDER")->required();
    made->add_option("--golden", m_order.golden,
                     "the golden image of its cards: name or id; else any that is approved")
        ->type_name("NAME");
    made->add_option("--target", m_target, "how many cards; the line stops there")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
    addChoice<db::SerialScheme>(
        made, "--serials", "SCHEME",
        "counter: prefix and six digits (the rule); list: added beforehand; scanned: card by card",
        {{"counter", db::SerialScheme::Counter},
         {"list", db::SerialScheme::List},
         {"scanned", db::SerialScheme::Scanned}},
        [&policy](db::SerialScheme scheme) { policy.serialScheme = scheme; });
    made->add_option("--prefix", policy.serialPrefix, "of the counter; else the order's number and a hyphen")
        ->type_name("TEXT");
    made->add_option("--size-at-least", m_order.sizeAtLeast, "the smallest card, such as 7GiB")
        ->type_name("SIZE");
    made->add_option("--size-at-most", m_order.sizeAtMost, "the largest card")->type_name("SIZE");
    addChoice<card::VerifyPolicy>(made, "--verify", "POLICY",
                                  "full: read all back and compare (the rule); none",
                                  {{"full", card::VerifyPolicy::Full}, {"none", card::VerifyPolicy::None}},
                                  [&policy](card::VerifyPolicy verify) { policy.verify = verify; });
    addChoice<card::Fill>(
        made, "--fill", "FILL",
        "what becomes of all that a card does not use: discard, random, zero or none; else by what it holds",
        {{"discard", card::Fill::Discard},
         {"random", card::Fill::Random},
         {"zero", card::Fill::Zero},
         {"none", card::Fill::None}},
        [&policy](card::Fill fill) { policy.fill = fill; });
    addChoice<golden::SshKeys>(made, "--ssh-keys", "WHAT",
                               "fresh (the rule), first-boot or leave, as in provision",
                               {{"fresh", golden::SshKeys::Fresh},
                                {"first-boot", golden::SshKeys::FirstBoot},
                                {"leave", golden::SshKeys::Leave}},
                               [&policy](golden::SshKeys keys) { policy.sshKeys = keys; });
    made->add_flag("--start-on-insertion", policy.startOnInsertion, "cards start as they are put in");
    made->add_flag("--first-article", policy.firstArticle,
                   "the first card is approved by another person than its maker before others are made");
    made->add_option("--yield-limit", policy.yieldLimitPercent,
                     "the line stops under this percentage; else never")
        ->type_name("PERCENT")
        ->check(CLI::Range(0, 100));
    made->add_option("--yield-after", policy.yieldAfter,
                     "cards that are finished before the limit counts; else 10")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
    made->add_option("--escrow", m_order.escrow,
                     "certificate (PEM) for recovery keys: each card gets one, sealed to it; else none")
        ->type_name("CERT");
    made->add_flag("--reprovision", policy.reprovision, "cards that were made already are made once more");
    addActor(made);
}

void Parser::addOrderActs(CLI::App* orders)
{
    struct ActVerb {
        const char* name;
        const char* description;
        db::OrderAct act;
    };
    for (const ActVerb& each :
         {ActVerb{"release", "Releases a draft: the plan is final.", db::OrderAct::Release},
          ActVerb{"open", "Opens an order: the line works on it. One order is open on a line.",
                  db::OrderAct::Open},
          ActVerb{"pause", "Pauses an order: no card of it is begun, another order may be opened.",
                  db::OrderAct::Pause},
          ActVerb{
              "approve-first-article",
              "Approves the first card of an order. By another person than made it: say who with --actor.",
              db::OrderAct::ApproveFirstArticle}}) {
        CLI::App* added =
            verb(orders, each.name, each.description,
                 std::string("Example\n  bindery order ") + each.name + " 4711", [this, act = each.act] {
                     return m_everywhere.bus ? busOrderAct(m_everywhere, m_name, act)
                                             : orderAct(m_everywhere, m_name, act);
                 });
        overBus(added);
        added->add_option("ORDER", m_name, "its number")->type_name("ORDER")->required();
        addActor(added);
    }
    CLI::App* closed =
        verb(orders, "close",
             "Closes an order for good. Every serial must have become a card or be void; until then "
             "the order is closing.",
             "Examples\n"
             "  bindery order close 4711\n"
             "  bindery order close 4711 --void-unused \"order cut short\"",
             [this] {
                 return m_everywhere.bus ? busOrderClose(m_everywhere, m_name, m_reason)
                                         : orderClose(m_everywhere, m_name, m_reason);
             });
    overBus(closed);
    closed->add_option("ORDER", m_name, "its number")->type_name("ORDER")->required();
    closed->add_option("--void-unused", m_reason, "void the serials that are free, for this reason")
        ->type_name("REASON");
    addActor(closed);
}

void Parser::addRecords()
{
    CLI::App* records = group("records", "Records: every attempt at a card, and what became of it.");
    CLI::App* list = verb(records, "list", "Lists attempts, the newest first.",
                          "Examples\n"
                          "  bindery records list --since 8h --result failed\n"
                          "  bindery records list --order 4711 --limit 1000 --json",
                          [this] {
                              return m_everywhere.bus ? busRecordsList(m_everywhere, m_list)
                                                      : recordsList(m_everywhere, m_list);
                          });
    overBus(list);
    addRecordsFilter(list, m_list);
    list->add_option("--limit", m_list.limit, "at most so many; else 50")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}));

    overBus(verb(records, "show",
                 "Shows the whole history of a unit, or one attempt: keyslots, events, who and when.",
                 "Examples\n"
                 "  bindery records show ADHOC-000017\n"
                 "  bindery records show 0f8fad5b-d9cb-469f-a165-70867728950e",
                 [this] {
                     return m_everywhere.bus ? busRecordsShow(m_everywhere, m_name)
                                             : recordsShow(m_everywhere, m_name);
                 }))
        ->add_option("ATTEMPT|SERIAL", m_name, "a unit's serial, or an attempt's id")
        ->type_name("ATTEMPT|SERIAL")
        ->required();
    addRecordsExport(records);
}

void Parser::addRecordsFilter(CLI::App* verb, RecordsListOptions& filter)
{
    verb->add_option("--order", filter.order, "of one work order")->type_name("ORDER");
    verb->add_option("--serial", filter.serial, "of one unit")->type_name("SERIAL");
    verb->add_option("--result", filter.result,
                     "passed, failed, cancelled, interrupted or written_unverified")
        ->type_name("RESULT")
        ->check(CLI::IsMember({"passed", "failed", "cancelled", "interrupted", "written_unverified"}));
    verb->add_option("--golden", filter.golden, "of one golden image: its name or id")->type_name("NAME");
    verb->add_option("--since", filter.since,
                     "started since then: 2026-07-29, \"2026-07-29 14:03\", or ago: 30m, 8h, 7d")
        ->type_name("TIME");
}

void Parser::addRecordsExport(CLI::App* records)
{
    CLI::App* exported =
        verb(records, "export", "Writes attempts into a new file, for spreadsheets and programs.",
             "Examples\n"
             "  bindery records export july.csv --since 2026-07-01\n"
             "  bindery records export 4711.jsonl --format jsonl --order 4711\n"
             "\n"
             "Unlike that of audit export it is not signed. Over the bus it holds the newest\n"
             "10000 attempts at most.",
             [this] {
                 return m_everywhere.bus ? busRecordsExport(m_everywhere, m_recordsExport)
                                         : recordsExport(m_everywhere, m_recordsExport);
             });
    overBus(exported);
    exported->add_option("FILE", m_recordsExport.file, "a new file")->type_name("FILE")->required();
    exported->add_option("--format", m_recordsExport.format, "csv (RFC 4180; the rule) or jsonl (JSON Lines)")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"csv", "jsonl"}));
    addRecordsFilter(exported, m_recordsExport.filter);
}

void Parser::addAudit()
{
    CLI::App* audit = group("audit", "Audit: records for those who do not trust the station.");
    CLI::App* exported =
        verb(audit, "export",
             "Writes the records as a signed folder that anybody can check, also without Bindery.",
             "Examples\n"
             "  bindery audit export trail-july --from 2026-07-01 --to 2026-08-01\n"
             "  bindery audit export trail-4711 --order 4711\n"
             "  bindery audit export trail.tar --bus system\n"
             "\n"
             "With --bus the folder comes packed, as a tar archive.",
             [this] {
                 return m_everywhere.bus ? busAuditExport(m_everywhere, m_export)
                                         : auditExport(m_everywhere, m_export);
             });
    overBus(exported);
    exported->add_option("DIR", m_export.folder, "the folder to make; with --bus the archive")
        ->type_name("DIR")
        ->required();
    exported->add_option("--order", m_export.order, "events of one work order only")->type_name("ORDER");
    exported->add_option("--serial", m_export.serial, "events of one unit only")->type_name("SERIAL");
    exported->add_option("--from", m_export.from, "events since then only: 2026-07-29, or ago: 8h, 7d")
        ->type_name("TIME");
    exported->add_option("--to", m_export.to, "events before then only")->type_name("TIME");
    addActor(exported);

    CLI::App* verified =
        verb(audit, "verify", "Checks an export, offline, and names its first defect: file, line and kind.",
             "Examples\n"
             "  bindery audit verify trail-july --key PUBLIC.pem\n"
             "\n"
             "Take the station's public key from the station (audit export says how), not from\n"
             "the export: without --key the one in the export is used, which shows changes but\n"
             "not who signed.\n"
             "Exit status 1 when there is a defect.",
             [this] {
                 if (!m_stationKey.empty()) {
                     m_auditVerify.key = m_stationKey;
                 }
                 return auditVerify(m_everywhere, m_auditVerify);
             });
    verified->add_option("DIR", m_auditVerify.folder, "the export")->type_name("DIR")->required();
    verified->add_option("--key", m_stationKey, "the public key of the station that is trusted, PEM")
        ->type_name("FILE");

    verb(audit, "check",
         "Checks the whole chain of events in this station's records, and that they say what it says.",
         "Example\n  bindery audit check\n\nExit status 1 when something does not hold.",
         [this] { return auditCheck(m_everywhere); });
}

void Parser::addDatabase()
{
    CLI::App* database = group("db", "Database: the file that the records are in.");
    verb(database, "check", "Checks the database: the end of the chain, or with --full everything.",
         "Examples\n"
         "  bindery db check\n"
         "  bindery db check --full --json\n"
         "\n"
         "Exit status 1 when something does not hold.",
         [this] { return dbCheck(m_everywhere, m_full); })
        ->add_flag("--full", m_full, "integrity, triggers, the whole chain, every checkpoint");
    verb(database, "backup", "Copies the database while the line runs, and checks the copy.",
         "Example\n  bindery db backup /media/usb/records-2026-07-29.sqlite",
         [this] { return dbBackup(m_everywhere, m_path); })
        ->add_option("FILE", m_path, "a new file")
        ->type_name("FILE")
        ->required();
}

void Parser::addSlots()
{
    CLI::App* slots = group("slots", "Slots: which port of this machine is which slot of the rack.");
    overBus(verb(slots, "list", "Lists the slots, what is in them, and disks in ports that are no slots.",
                 "Examples\n"
                 "  bindery slots list\n"
                 "  bindery slots list --json | jq '.slots[] | select(.slot == null)'\n"
                 "\n"
                 "The slots of a station are in /etc/bindery/slots.toml, with --state DIR in\n"
                 "DIR/slots.toml. With --bus it shows what bindery line status shows of them.",
                 [this] { return m_everywhere.bus ? busSlotsList(m_everywhere) : slotsList(m_everywhere); }));
    CLI::App* learn =
        verb(slots, "learn",
             "Learns the port of a slot: the one into which a card is put next. Nothing is ever written in a "
             "port that was not taught.",
             "Examples\n"
             "  bindery slots learn 1-8\n"
             "  bindery slots learn 3\n"
             "  bindery slots learn 3 --port usb:0000:00:14.0/1.4.2:1.0/lun0\n"
             "\n"
             "A slot that is taught again has its new port only, and a port belongs to the\n"
             "slot it was last taught for. Where a USB 3 connector shows as two ports, teach\n"
             "the slot with a USB 2 and a USB 3 reader: the second time with --also.",
             [this] { return slotsLearn(m_everywhere, m_slots); });
    learn->add_option("SLOTS", m_slots.slots, "numbers from 1 to 999: 3, or 1,2,5-8")
        ->type_name("SLOTS")
        ->required();
    learn->add_option("--port", m_slots.port, "this port, as bindery slots list shows it; no card is needed")
        ->type_name("PORT");
    learn->add_flag("--also", m_slots.also, "the slot keeps the ports that it has");
    addActor(learn);
    CLI::App* forget = verb(slots, "forget", "Forgets slots: what is in their ports is not written any more.",
                            "Example\n  bindery slots forget 3",
                            [this] { return slotsForget(m_everywhere, m_slots.slots); });
    forget->add_option("SLOTS", m_slots.slots, "numbers: 3, or 1,2,5-8")->type_name("SLOTS")->required();
    addActor(forget);
    addSlotActs(slots);
}

void Parser::addSlotActs(CLI::App* slots)
{
    const auto add = [&](const std::string& name, const std::string& description, const std::string& footer,
                         const std::function<int(const Everywhere&, const SlotActOptions&)>& act) {
        CLI::App* added =
            verb(slots, name, description, footer, [this, act] { return act(m_everywhere, m_slotAct); });
        added->add_option("SLOT", m_slotAct.slot, "its number")->type_name("SLOT")->required();
        added->add_option("--reason", m_slotAct.reason, "for the record")->type_name("REASON")->required();
        addActor(added);
    };
    add("reopen",
        "Re-opens a slot that is blocked or out of service: its failures count from there. By a supervisor.",
        "Example\n"
        "  bindery slots reopen 3 --reason \"contacts cleaned\" --actor s-17\n"
        "\n"
        "A line that runs is told itself: \"reopen 3 REASON\", see bindery line run --help.",
        slotsReopen);
    add("out-of-service",
        "Takes a slot out of service: no card is made in it until a supervisor re-opens it.",
        "Example\n"
        "  bindery slots out-of-service 3 --reason \"cable is loose\"\n"
        "\n"
        "A line that runs is told itself: \"out-of-service 3 REASON\".",
        slotsOutOfService);
}

void Parser::addPersons()
{
    CLI::App* persons = group("person", "Persons: who works at this station, and what they may do.");
    CLI::App* added =
        verb(persons, "add",
             "Names a person, or gives a known one another role. By a supervisor; the first supervisor of a "
             "station is named by whoever sets it up.",
             "Examples\n"
             "  bindery person add s-17 --name \"Sven Berg\" --role supervisor\n"
             "  bindery person add op-7 --name \"Olga Nemec\" --role operator --actor s-17\n"
             "\n"
             "  operator, engineer   make cards; a badge that is new acts as an operator's\n"
             "  supervisor           also: persons, re-opening slots, making a unit once more\n"
             "  auditor              looks and exports, and changes nothing\n"
             "\n"
             "A badge is taken at its word: who may write the state folder is trusted.\n"
             "Names are kept beside the audit chain, which holds badges alone.",
             [this] { return personAdd(m_everywhere, m_person); });
    added->add_option("BADGE", m_person.badge, "letters, digits, '.', '_', '-'; at most 64")
        ->type_name("BADGE")
        ->required();
    added->add_option("--name", m_person.name, "the person's name")->type_name("NAME");
    added->add_option("--role", m_person.role, "operator (the rule), engineer, supervisor or auditor")
        ->type_name("ROLE")
        ->check(CLI::IsMember({"operator", "engineer", "supervisor", "auditor"}));
    addActor(added);
    verb(persons, "list", "Lists the persons of this station, also those who were retired.",
         "Example\n  bindery person list", [this] { return personList(m_everywhere); });
    CLI::App* retired =
        verb(persons, "retire",
             "Retires a badge: nothing more is done with it. What was done stays recorded. By a supervisor.",
             "Example\n  bindery person retire op-7 --actor s-17",
             [this] { return personRetire(m_everywhere, m_name); });
    retired->add_option("BADGE", m_name, "whose")->type_name("BADGE")->required();
    addActor(retired);
    CLI::App* pin = verb(
        persons, "set-pin",
        "Sets the PIN that a supervisor signs in with at the daemon; others may have one. One's own, or by a "
        "supervisor that of another. The first one of a station's supervisors is set by whoever sets it up.",
        "Examples\n"
        "  bindery person set-pin s-17\n"
        "  bindery person set-pin op-7 --actor s-17 < pin.txt\n"
        "\n"
        "It is asked for twice at the terminal, and not shown; or it is the only line of\n"
        "standard input. 4 to 64 characters. It is kept so that it can be checked and not\n"
        "read; after five wrong ones in a row the next waits a minute, then longer.",
        [this] { return personSetPin(m_everywhere, m_name); });
    pin->add_option("BADGE", m_name, "whose")->type_name("BADGE")->required();
    addActor(pin);
    CLI::App* language = verb(persons, "set-language",
                              "Sets the language that a person reads the station in. One's own, or by a "
                              "supervisor that of another.",
                              "Example\n  bindery person set-language op-7 de --actor op-7",
                              [this] { return personSetLanguage(m_everywhere, m_language); });
    language->add_option("BADGE", m_language.badge, "whose")->type_name("BADGE")->required();
    language->add_option("LANGUAGE", m_language.language, "en, de or es")
        ->type_name("LANGUAGE")
        ->required()
        ->check(CLI::IsMember({"en", "de", "es"}));
    addActor(language);
}

void Parser::addUnits()
{
    CLI::App* units = group("unit", "Units: what is decided about one that was made.");
    const auto add =
        [&](const std::string& name, const std::string& description, const std::string& footer,
            const std::function<int(const Everywhere&, const std::string&, const std::string&)>& act) {
            CLI::App* added = verb(units, name, description, footer,
                                   [this, act] { return act(m_everywhere, m_name, m_reason); });
            added->add_option("SERIAL", m_name, "of the unit")->type_name("SERIAL")->required();
            added->add_option("--reason", m_reason, "for the record")->type_name("REASON")->required();
            addActor(added);
        };
    add("scrap", "Records that a made unit is thrown away: it no longer counts for its order.",
        "Example\n"
        "  bindery unit scrap SN-000017 --reason \"board cracked\"\n"
        "\n"
        "Its serial stays used. A serial that became no card is voided when its order is\n"
        "closed.",
        unitScrap);
    add("release-reprovision",
        "Releases a made unit to be made once more, by one attempt with its serial. By a supervisor.",
        "Example\n"
        "  bindery unit release-reprovision SN-000017 --reason \"card lost\" --actor s-17\n"
        "  bindery provision --golden pi --order 4711 --serial SN-000017 --to /dev/sda",
        unitReleaseReprovision);
    const auto stateVerb = [&](const std::string& name, const std::string& state,
                               const std::string& description, const std::string& footer) {
        add(name, description, footer,
            [state](const Everywhere& everywhere, const std::string& serial, const std::string& reason) {
                return unitSetState(everywhere, serial, state, reason);
            });
    };
    stateVerb("quarantine", "quarantined",
              "Puts a unit aside: the bench gives it nothing until it is decided what becomes of it.",
              "Example\n  bindery unit quarantine SN-000017 --reason \"seal broken\"");
    stateVerb("rma", "RMA", "Records that a unit came back.",
              "Example\n"
              "  bindery unit rma SN-000017 --reason \"RMA 2214\"\n"
              "\n"
              "Its data is read with its recovery key: bindery key escrow-export.");
    stateVerb("retire", "retired",
              "Records that a unit is at its end: its parts are free for others. By a supervisor.",
              "Example\n  bindery unit retire SN-000017 --reason \"out of service\" --actor s-17");
    addUnitParts(units);
}

void Parser::addUnitParts(CLI::App* units)
{
    CLI::App* out =
        verb(units, "take-out-part",
             "Records that a part left its unit: it may then be fitted to another one. By a supervisor.",
             "Example\n"
             "  bindery unit take-out-part module 0001A2B3 --reason \"broken\" --actor s-17\n"
             "\n"
             "KIND is card, module or pi. The serial of a card is its LUKS UUID.",
             [this] { return unitTakeOutPart(m_everywhere, m_kind, m_name, m_reason); });
    out->add_option("KIND", m_kind, "card, module or pi")
        ->type_name("KIND")
        ->required()
        ->check(CLI::IsMember({"card", "module", "pi"}));
    out->add_option("SERIAL", m_name, "of the part")->type_name("SERIAL")->required();
    out->add_option("--reason", m_reason, "for the record")->type_name("REASON")->required();
    addActor(out);
}

void Parser::addBind()
{
    CLI::App* bind = group("bind", "The bench: where a unit's module locks the key of its card.");
    addBindSite(bind);
    addBindServe(bind);
    CLI::App* confirm =
        verb(bind, "confirm",
             "Says that a unit, a module and a Pi belong together, once: a person has read the labels of "
             "chassis, module and Pi.",
             "Example\n"
             "  bindery bind confirm --unit SN-000017 --module 0001A2B3 --pi 100000003d1e5c2f\n"
             "\n"
             "A bench with --policy scan waits for this before it gives a unit its secret.\n"
             "Without --unit the only unit whose card has asked with these parts is meant;\n"
             "when none has yet, whichever does first.",
             [this] {
                 return m_everywhere.bus ? busBindConfirm(m_everywhere, m_confirm)
                                         : bindConfirm(m_everywhere, m_confirm);
             });
    overBus(confirm);
    confirm->add_option("--unit", m_confirm.unit, "serial of the unit, from its chassis")
        ->type_name("SERIAL");
    confirm->add_option("--module", m_confirm.module, "serial of the module")
        ->type_name("SERIAL")
        ->required();
    confirm->add_option("--pi", m_confirm.pi, "serial of the Pi")->type_name("SERIAL")->required();
    addActor(confirm);
    addBench(bind);
    addBindStatus(bind);
    addSimulatedModule(bind);
}

void Parser::addBindSite(CLI::App* bind)
{
    CLI::App* site = bind->add_subcommand("site", "The keys that units of a site trust.");
    site->fallthrough();
    site->require_subcommand(1);
    addActor(verb(site, "init",
                  "Makes a site: its key, a spare, and a certificate for this station. Golden images that "
                  "are staged from then on trust stations that these keys signed.",
                  "Example\n"
                  "  bindery bind site init\n"
                  "\n"
                  "The spare key belongs into a safe, not on the station; the site's key too, when\n"
                  "every station has joined.",
                  [this] { return bindSiteInit(m_everywhere); }));
    CLI::App* join = verb(site, "join",
                          "Makes a certificate for this station with the key of a site that another one "
                          "made. The key is not copied.",
                          "Example\n  bindery bind site join /media/safe/site",
                          [this] { return bindSiteJoin(m_everywhere, m_path); });
    join->add_option("FOLDER", m_path, "holds site.key or spare.key, and site.pins")
        ->type_name("FOLDER")
        ->required();
    addActor(join);
    verb(site, "show", "Shows the keys that units trust, as golden images pin them.",
         "Example\n  bindery bind site show --json | jq -r '.pins[]'",
         [this] { return bindSiteShow(m_everywhere); });
}

void Parser::addBindServe(CLI::App* bind)
{
    CLI::App* serve =
        verb(bind, "serve",
             "Arms the bench: units that start here are told whether they may bind, until Ctrl-C. What "
             "happens is shown, and recorded.",
             "Examples\n"
             "  bindery bind serve --actor op-7\n"
             "  bindery bind serve --listen 10.0.0.1:7443 --policy list --list today.csv\n"
             "  bindery bind serve --listen 127.0.0.1:0 --policy open --json\n"
             "\n"
             "  scan   a person confirms unit, module and Pi of each (bindery bind confirm)\n"
             "  list   those of a file, \"MODULE-SERIAL,PI-SERIAL\" per line\n"
             "  open   any unit that this station made\n"
             "\n"
             "With --json each event is a line of its own; the first one tells the port.\n"
             "Exit status 0 when it was ended by Ctrl-C or SIGTERM.",
             [this] { return bindServe(m_everywhere, m_serve); });
    serve
        ->add_option("--listen", m_serve.listen,
                     "address and port; else 0.0.0.0:7443; port 0 is any free one")
        ->type_name("ADDR:PORT");
    serve->add_option("--policy", m_serve.policy, "scan (the rule), list or open")
        ->type_name("POLICY")
        ->check(CLI::IsMember({"scan", "list", "open"}));
    serve->add_option("--list", m_serve.list, "the serials of --policy list")->type_name("FILE");
    addActor(serve);
}

void Parser::addBench(CLI::App* bind)
{
    CLI::App* arm = alwaysOverBus(
        verb(bind, "arm",
             "Arms the bench of the station's daemon: units that start are told whether they may bind, until "
             "it is disarmed.",
             "Examples\n"
             "  bindery bind arm\n"
             "  bindery bind arm --policy list --list today.csv\n"
             "\n"
             "The policies are those of bindery bind serve, which is a bench without a daemon.\n"
             "The address is that of /etc/bindery/station.toml.",
             [this] { return busBindArm(m_everywhere, m_arm); }));
    arm->add_option("--policy", m_arm.policy, "scan (the rule), list or open")
        ->type_name("POLICY")
        ->check(CLI::IsMember({"scan", "list", "open"}));
    arm->add_option("--list", m_arm.list, "the serials of --policy list")->type_name("FILE");
    alwaysOverBus(verb(bind, "disarm", "Disarms the bench of the station's daemon: no unit is answered.",
                       "Example\n  bindery bind disarm", [this] { return busBindDisarm(m_everywhere); }));
    alwaysOverBus(verb(bind, "bench",
                       "Shows the bench of the station's daemon, and the units that came since it was armed.",
                       "Examples\n"
                       "  bindery bind bench\n"
                       "  bindery bind bench --json | jq '.units[] | select(.event == \"waiting\")'",
                       [this] { return busBindBench(m_everywhere); }));
}

void Parser::addBindStatus(CLI::App* bind)
{
    CLI::App* status =
        verb(bind, "status",
             "Shows how far the bind of each unit is, or all that is known of one: steps, keyslots, parts, "
             "exposure, recovery key.",
             "Examples\n"
             "  bindery bind status --unit-state enrolling\n"
             "  bindery bind status SN-000017\n"
             "  bindery bind status --json | jq '.units[] | select(.bind.secret_held)'",
             [this] { return bindStatus(m_everywhere, m_bindStatus); });
    status->add_option("UNIT", m_bindStatus.unit, "serial or LUKS UUID of a unit, serial of a part")
        ->type_name("UNIT");
    std::map<std::string, std::string> states;
    for (const char* state : {"written", "written_unverified", "enrolling", "locked", "verified", "bound",
                              "production", "bind failed", "quarantined", "RMA", "retired", "scrapped"}) {
        std::string word = state;
        std::replace(word.begin(), word.end(), ' ', '-');
        states[word] = state;
    }
    addChoice<std::string>(status, "--unit-state", "STATE", "of a list: units in this state only", states,
                           [this](const std::string& state) { m_bindStatus.state = state; });
    status->add_option("--limit", m_bindStatus.limit, "of a list: at most so many; else 100")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000}));
}

void Parser::addSimulatedModule(CLI::App* bind)
{
    CLI::App* simulate =
        bind->add_subcommand("simulate-module", "Simulated modules: files for demos and tests.");
    simulate->fallthrough();
    simulate->require_subcommand(1);
    const auto add = [&](const std::string& name, const std::string& description, const std::string& footer,
                         const std::function<int(const Everywhere&, const SimulateModuleOptions&)>& act) {
        CLI::App* added =
            verb(simulate, name, description, footer, [this, act] { return act(m_everywhere, m_simulate); });
        added->add_option("FILE", m_simulate.file, "file, or whole disk, that stands for the module")
            ->type_name("FILE")
            ->required();
        return added;
    };
    CLI::App* create =
        add("create", "Makes a file that stands for a module, for demos and tests.",
            "Example\n  bindery bind simulate-module create module.bin --serial SIM-1", simulateModuleCreate);
    create->add_option("--serial", m_simulate.serial, "of the module")->type_name("SERIAL")->required();
    create->add_option("--model", m_simulate.model, "of the module; else simulated-1")->type_name("MODEL");
    CLI::App* fault =
        add("fault", "Sets what goes wrong with a simulated module from now on; {} for nothing.",
            "Examples\n"
            "  bindery bind simulate-module fault m.bin --json-faults '{\"absent_times\": 3}'\n"
            "  bindery bind simulate-module fault m.bin --json-faults '{}'",
            simulateModuleFault);
    fault->add_option("--json-faults", m_simulate.faults, "a JSON object of faults")
        ->type_name("JSON")
        ->required();
    add("show", "Shows a simulated module: serial, mode, what it is bound to, faults. No keys.",
        "Example\n  bindery bind simulate-module show module.bin --json", simulateModuleShow);
    CLI::App* permanent =
        add("bind-permanently",
            "Locks a simulated module to its host for good. Without --confirm it says what to type.",
            "Examples\n"
            "  bindery bind simulate-module bind-permanently module.bin\n"
            "  bindery bind simulate-module bind-permanently module.bin --confirm K7QM-3XHP",
            simulateModuleBindPermanently);
    permanent->add_option("--confirm", m_simulate.confirmation, "the value that it asked for")
        ->type_name("VALUE");
}

void Parser::addKeys()
{
    CLI::App* keys = group("key", "Keys: recovery keys, sealed to the certificate of an order.");
    CLI::App* exported = verb(
        keys, "escrow-export",
        "Gives out the recovery key of a unit, sealed to the certificate of its order: only the holder of "
        "the certificate's key can read it. By a supervisor; it is recorded, with the reason.",
        "Example\n"
        "  bindery key escrow-export SN-000017 --reason \"RMA 2214\" --to rma-2214.pem \\\n"
        "      --actor s-17\n"
        "\n"
        "Where the certificate's key is, the card is then opened without Bindery:\n"
        "  openssl cms -decrypt -inform PEM -in rma-2214.pem -inkey rma-desk.key \\\n"
        "      -out recovery.key\n"
        "  cryptsetup open --key-file recovery.key --key-slot 2 /dev/sda2 card\n"
        "Then destroy recovery.key: it opens the card as long as that lives.",
        [this] { return keyEscrowExport(m_everywhere, m_escrow); });
    exported->add_option("UNIT", m_escrow.unit, "its serial, or that of its module or Pi")
        ->type_name("UNIT")
        ->required();
    exported->add_option("--reason", m_escrow.reason, "for the record")->type_name("REASON")->required();
    exported->add_option("--to", m_escrow.to, "a new file, CMS in PEM")->type_name("FILE")->required();
    addActor(exported);
}

/// What the environment says; empty when it says nothing.
std::string busOfEnvironment()
{
    const char* const said = std::getenv("BINDERY_BUS");
    const std::string bus = said == nullptr ? "" : said;
    if (!bus.empty() && bus != "system" && bus != "session") {
        throw Error(ErrorCode::InvalidArgument,
                    "BINDERY_BUS is \"" + bus + "\": it must be system or session, or not be set");
    }
    return bus;
}

void Parser::chooseBus()
{
    const auto verb = m_busVerbs.find(&deepest());
    const std::string name = fullName(deepest());
    const bool isGiven = m_busOption->count() > 0;
    const bool isState = m_stateOption->count() > 0;
    if (verb == m_busVerbs.end()) {
        if (isGiven) {
            throw Error(ErrorCode::InvalidArgument,
                        "\"" + name + "\" works on the state folder alone: call it without --bus");
        }
        return;
    }
    const bool isAlways = verb->second;
    if (isState && (isGiven || isAlways)) {
        throw Error(ErrorCode::InvalidArgument,
                    isAlways ? "\"" + name +
                                   "\" asks the daemon, which has a state folder of its own: call it "
                                   "without --state"
                             : "--bus asks the daemon, which has a state folder of its own: give --bus or "
                               "--state, not both");
    }
    std::string bus = m_bus;
    if (bus.empty() && !isState) { // what is said at the call goes first
        bus = busOfEnvironment();
    }
    if (bus.empty() && isAlways) {
        bus = "system";
    }
    if (bus.empty()) {
        return;
    }
    if (!m_everywhere.actor.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "--actor is for the state folder: at the daemon whoever is signed in acts, so sign in "
                    "first (bindery station sign-in " +
                        m_everywhere.actor + ")");
    }
    m_everywhere.bus = bus == "session" ? BusKind::Session : BusKind::System;
}

int Parser::run()
{
    const std::map<std::string, LogLevel> levels{{"debug", LogLevel::Debug},
                                                 {"info", LogLevel::Info},
                                                 {"warning", LogLevel::Warning},
                                                 {"error", LogLevel::Error}};
    setUpLog(levels.at(m_logLevel), std::nullopt);
    if (m_stateOption->count() > 0 && m_everywhere.state.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    "--state names no folder: an empty value is often a variable that is not set");
    }
    chooseBus();
    if (m_everywhere.state.empty()) {
        m_everywhere.state = defaultStateFolder();
    }
    if (m_everywhere.actor.empty()) {
        m_everywhere.actor = defaultActor();
    }
    if (m_everywhere.actor == line::kStationActor) {
        throw Error(ErrorCode::InvalidArgument,
                    "the badge \"" + m_everywhere.actor + "\" is the station's own: give yours with --actor");
    }
    return m_act();
}

const CLI::App& Parser::deepest() const
{
    const CLI::App* app = &m_app;
    while (!app->get_subcommands().empty()) {
        app = app->get_subcommands().back();
    }
    return *app;
}

bool wantsJson(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc,
                       [](const char* argument) { return std::string_view(argument) == "--json"; });
}

/// A usage error in the house's words.
Error usageError(Parser& parser, const CLI::ParseError& error)
{
    const std::vector<std::string> rest = parser.app().remaining(true);
    if (!rest.empty()) {
        const bool verbMissing = !verbsBelow(parser.deepest()).empty();
        const bool option = rest.front().size() > 1 && rest.front()[0] == '-';
        return {ErrorCode::InvalidArgument,
                std::string(verbMissing && !option ? "there is no verb \"" : "\"") + rest.front() +
                    (verbMissing && !option ? "\"" : "\" was not expected")};
    }
    const CLI::App& verb = parser.deepest();
    if (!verbsBelow(verb).empty()) {
        return {ErrorCode::InvalidArgument,
                "\"" + fullName(verb) + "\" is not a whole command: a verb is missing"};
    }
    return {ErrorCode::InvalidArgument, error.what()};
}

int parseAndRun(int argc, char** argv)
{
    Parser parser;
    try {
        parser.app().parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        printText(parser.app().help());
        return kDone;
    } catch (const CLI::CallForVersion& version) {
        printText(std::string(version.what()) + "\n");
        return kDone;
    } catch (const CLI::ParseError& error) {
        const std::string verb = fullName(parser.deepest());
        return tellError(usageError(parser, error), wantsJson(argc, argv), "See: " + verb + " --help");
    }
    return parser.run();
}

} // namespace

int runCommandLine(int argc, char** argv) noexcept
{
    const bool json = wantsJson(argc, argv);
    try {
        static_cast<void>(std::setlocale(LC_CTYPE, ""));
        return parseAndRun(argc, argv);
    } catch (const Error& error) {
        return tellError(error, json);
    } catch (const std::filesystem::filesystem_error& error) {
        return tellError(Error(codeOfFileErrno(error.code().value()),
                               error.path1().string() + ": " + error.code().message()),
                         json);
    } catch (const std::exception& error) {
        return tellError(Error(ErrorCode::Internal, error.what()), json);
    }
}

} // namespace bindery::cli
