// SPDX-License-Identifier: Apache-2.0
// The verbs that go to the station's daemon over its bus (Everywhere::bus): who is signed in there acts.
// Options in, exit status out, as in verbs.h; where a verb is also one of the state folder, what it says is
// the same. Errors: those of the daemon with their own code, and of bus_link.h.
#pragma once

#include "cli/verbs.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace bindery::cli
{

int busStationStatus(const Everywhere& everywhere);
/// Asks for the PIN of a badge that needs one at the terminal, or takes it from standard input.
int busSignIn(const Everywhere& everywhere, const std::string& badge);
int busSignOut(const Everywhere& everywhere);
/// Waits until a card is put in, or Ctrl-C.
int busLearn(const Everywhere& everywhere, std::uint32_t slot);
int busForget(const Everywhere& everywhere, std::uint32_t slot);
int busDoctor(const Everywhere& everywhere);

int busLineStatus(const Everywhere& everywhere);
/// Until Ctrl-C, also while the daemon is away.
int busLineWatch(const Everywhere& everywhere);
struct LineUseOptions {
    std::string order;
    std::string golden;
};
int busLineUse(const Everywhere& everywhere, const LineUseOptions& options);

enum class LineVerb { Leave, Start, Cancel, Acknowledge, Allow, Serial, Pause, Resume, Reopen, OutOfService };
struct LineVerbOptions {
    std::uint32_t slot = 0; ///< 0: every slot to which it applies
    std::string serial;
    std::vector<std::string> reason; ///< words
};
int busLineAct(const Everywhere& everywhere, LineVerb verb, const LineVerbOptions& options);
struct CheckSlotOptions {
    std::string card; ///< "known good", "known bad"
    std::uint32_t slot = 0;
};
/// Exit status 4 when it did not come out as it must.
int busLineCheckSlot(const Everywhere& everywhere, const CheckSlotOptions& options);

int busOrderNew(const Everywhere& everywhere, const OrderNewOptions& options);
int busOrderList(const Everywhere& everywhere);
int busOrderShow(const Everywhere& everywhere, const std::string& number);
int busOrderAct(const Everywhere& everywhere, const std::string& number, db::OrderAct act);
int busOrderClose(const Everywhere& everywhere, const std::string& number, const std::string& voidUnused);
int busOrderSerialsAdd(const Everywhere& everywhere, const std::string& number,
                       const std::filesystem::path& file);

int busSlotsList(const Everywhere& everywhere);

int busGoldenList(const Everywhere& everywhere);
int busGoldenStage(const Everywhere& everywhere, const StageOptions& options);
int busGoldenApprove(const Everywhere& everywhere, const std::string& name);
int busGoldenProve(const Everywhere& everywhere, const std::string& name);
int busGoldenRemove(const Everywhere& everywhere, const std::string& name, bool force);

int busRecordsList(const Everywhere& everywhere, const RecordsListOptions& options);
int busRecordsShow(const Everywhere& everywhere, const std::string& attemptOrSerial);
int busRecordsExport(const Everywhere& everywhere, const RecordsExportOptions& options);
/// Into a tar archive.
int busAuditExport(const Everywhere& everywhere, const AuditExportOptions& options);

struct BindArmOptions {
    std::string policy = "scan";
    std::filesystem::path list;
};
int busBindArm(const Everywhere& everywhere, const BindArmOptions& options);
int busBindDisarm(const Everywhere& everywhere);
int busBindBench(const Everywhere& everywhere);
int busBindConfirm(const Everywhere& everywhere, const BindConfirmOptions& options);

} // namespace bindery::cli
