// SPDX-License-Identifier: Apache-2.0
// The verbs of the command line, after parsing: options in, exit status out. Each says its result on standard
// output, as text or (with Everywhere::json) as JSON of its schema in schemas/. Errors: bindery::Error of
// what they call; outcomes that are no errors are exit statuses of output.h.
#pragma once

#include "card/make_card.h"
#include "cli/bus_kind.h"
#include "golden/personality.h"
#include "line/order_policy.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bindery::cli
{

/// What every verb accepts.
struct Everywhere {
    std::filesystem::path state;
    bool json = false;
    std::string actor;          ///< badge of who acts
    std::optional<BusKind> bus; ///< of the daemon, where a verb is to go there
};

struct StageOptions {
    std::filesystem::path source;
    std::string recipe;
    std::string name;
    std::filesystem::path boot;
    int rootPartition = 0; ///< 0: as the recipe says
};
int goldenStage(const Everywhere& everywhere, const StageOptions& options);
int goldenList(const Everywhere& everywhere);
int goldenShow(const Everywhere& everywhere, const std::string& name);
int goldenApprove(const Everywhere& everywhere, const std::string& name);
int goldenVerify(const Everywhere& everywhere, const std::string& name);
/// Exit status 1 when the sample card's unit does not bind.
int goldenProve(const Everywhere& everywhere, const std::string& name);
/// `force`: also when cards were made from it, which then cannot be verified any more.
int goldenRemove(const Everywhere& everywhere, const std::string& name, bool force);

struct ProvisionOptions {
    std::string golden;
    std::vector<std::filesystem::path> to;
    std::string order;
    std::vector<std::string> serials;
    std::filesystem::path units;
    std::filesystem::path unitFiles;
    std::string size;
    bool overwrite = false;
    card::VerifyPolicy verify = card::VerifyPolicy::Full;
    std::optional<card::Fill> fill;
    golden::SshKeys sshKeys = golden::SshKeys::Fresh;
    std::filesystem::path exportSecrets;
    std::filesystem::path toCertificate;
    std::filesystem::path escrow; ///< certificate for recovery keys; empty: as the order says
};
int provision(const Everywhere& everywhere, const ProvisionOptions& options);

struct LineOptions {
    std::string order;
    std::string golden;
    std::filesystem::path unitFiles;
    bool startOnInsertion = false;
    bool untilTarget = false;
    bool dailyCheck = false;
    bool resume = false;  ///< what was interrupted was seen to
    bool control = false; ///< acts come on standard input
};
int lineRun(const Everywhere& everywhere, const LineOptions& options);

struct LineCheckOptions {
    std::filesystem::path good; ///< the known-good reference card; empty: not checked now
    std::filesystem::path bad;
};
/// Exit status 4 when one did not come out as it must.
int lineCheck(const Everywhere& everywhere, const LineCheckOptions& options);

int inspect(const Everywhere& everywhere, const std::filesystem::path& path);

struct VerifyOptions {
    std::filesystem::path path;
    std::optional<std::filesystem::path> keyFile;
};
int verify(const Everywhere& everywhere, const VerifyOptions& options);

struct RecordsListOptions {
    std::string order;
    std::string serial;
    std::string result;
    std::string golden;
    std::string since;
    std::uint64_t limit = 50;
};
int recordsList(const Everywhere& everywhere, const RecordsListOptions& options);
int recordsShow(const Everywhere& everywhere, const std::string& attemptOrSerial);
struct RecordsExportOptions {
    RecordsListOptions filter;  ///< all but its limit
    std::string format = "csv"; ///< or "jsonl"
    std::filesystem::path file;
};
int recordsExport(const Everywhere& everywhere, const RecordsExportOptions& options);

struct OrderNewOptions {
    std::string number;
    std::string golden;
    std::string sizeAtLeast;
    std::string sizeAtMost;
    std::filesystem::path escrow; ///< certificate for recovery keys
    line::OrderPolicy policy;     ///< all but what the members above say
};
int orderNew(const Everywhere& everywhere, const OrderNewOptions& options);
int orderList(const Everywhere& everywhere);
int orderShow(const Everywhere& everywhere, const std::string& number);
/// Any act but Close and Finish.
int orderAct(const Everywhere& everywhere, const std::string& number, db::OrderAct act);
/// `voidUnused`: the reason for which free serials are voided; empty: none are.
int orderClose(const Everywhere& everywhere, const std::string& number, const std::string& voidUnused);
int orderSerialsAdd(const Everywhere& everywhere, const std::string& number,
                    const std::filesystem::path& file);

struct AuditExportOptions {
    std::filesystem::path folder;
    std::string order;
    std::string serial;
    std::string from;
    std::string to;
};
int auditExport(const Everywhere& everywhere, const AuditExportOptions& options);
struct AuditVerifyOptions {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> key;
};
int auditVerify(const Everywhere& everywhere, const AuditVerifyOptions& options);
int auditCheck(const Everywhere& everywhere);

int dbCheck(const Everywhere& everywhere, bool full);
int dbBackup(const Everywhere& everywhere, const std::filesystem::path& target);

int slotsList(const Everywhere& everywhere);
struct SlotsLearnOptions {
    std::string slots; ///< "1,2,5-8"
    std::string port;  ///< empty: the one a card is put into
    bool also = false; ///< the slot keeps the ports it has
};
int slotsLearn(const Everywhere& everywhere, const SlotsLearnOptions& options);
int slotsForget(const Everywhere& everywhere, const std::string& slots);
struct SlotActOptions {
    std::string slot;
    std::string reason;
};
int slotsReopen(const Everywhere& everywhere, const SlotActOptions& options);
int slotsOutOfService(const Everywhere& everywhere, const SlotActOptions& options);

struct PersonAddOptions {
    std::string badge;
    std::string name;
    std::string role = "operator";
};
int personAdd(const Everywhere& everywhere, const PersonAddOptions& options);
int personList(const Everywhere& everywhere);
int personRetire(const Everywhere& everywhere, const std::string& badge);
/// Asks for the PIN at the terminal, or takes it from standard input.
int personSetPin(const Everywhere& everywhere, const std::string& badge);
struct PersonLanguageOptions {
    std::string badge;
    std::string language;
};
int personSetLanguage(const Everywhere& everywhere, const PersonLanguageOptions& options);

/// Makes the state folder, as the first thing that a station may do.
int bindSiteInit(const Everywhere& everywhere);
/// `from` holds the site's key and its pins.
int bindSiteJoin(const Everywhere& everywhere, const std::filesystem::path& from);
int bindSiteShow(const Everywhere& everywhere);

struct BindServeOptions {
    std::string listen = "0.0.0.0:7443";
    std::string policy = "scan";
    std::filesystem::path list;
};
/// Until SIGINT or SIGTERM.
int bindServe(const Everywhere& everywhere, const BindServeOptions& options);

struct BindConfirmOptions {
    std::string unit; ///< empty: the chassis was not read
    std::string module;
    std::string pi;
};
int bindConfirm(const Everywhere& everywhere, const BindConfirmOptions& options);

struct BindStatusOptions {
    std::string unit;  ///< serial, LUKS UUID, or serial of a part; empty: all
    std::string state; ///< of a list; empty: any
    std::uint64_t limit = 100;
};
int bindStatus(const Everywhere& everywhere, const BindStatusOptions& options);

struct SimulateModuleOptions {
    std::filesystem::path file;
    std::string serial;
    std::string model = "simulated-1";
    std::string faults;       ///< JSON
    std::string confirmation; ///< of the permanent bind; empty: asks for it
};
int simulateModuleCreate(const Everywhere& everywhere, const SimulateModuleOptions& options);
int simulateModuleFault(const Everywhere& everywhere, const SimulateModuleOptions& options);
int simulateModuleShow(const Everywhere& everywhere, const SimulateModuleOptions& options);
int simulateModuleBindPermanently(const Everywhere& everywhere, const SimulateModuleOptions& options);

struct EscrowExportOptions {
    std::string unit; ///< serial, or one of its parts
    std::string reason;
    std::filesystem::path to;
};
int keyEscrowExport(const Everywhere& everywhere, const EscrowExportOptions& options);

int unitScrap(const Everywhere& everywhere, const std::string& serial, const std::string& reason);
int unitReleaseReprovision(const Everywhere& everywhere, const std::string& serial,
                           const std::string& reason);

/// `state`: "quarantined", "RMA", "retired".
int unitSetState(const Everywhere& everywhere, const std::string& serial, const std::string& state,
                 const std::string& reason);
/// `kind`: "card", "module", "pi".
int unitTakeOutPart(const Everywhere& everywhere, const std::string& kind, const std::string& serial,
                    const std::string& reason);

int doctor(const Everywhere& everywhere);

} // namespace bindery::cli
