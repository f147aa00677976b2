// SPDX-License-Identifier: Apache-2.0
// Recovery keys: the station holds them sealed, and gives the seal out, never the key.
#include "base/error.h"
#include "cli/new_file.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "db/bind_records.h"
#include "line/station.h"

namespace bindery::cli
{

namespace
{

db::BindRecords::Escrow requireEscrow(const db::BindRecords& records, const std::string& serial)
{
    std::optional<db::BindRecords::Escrow> escrow = records.findEscrow(serial);
    if (!escrow) {
        throw Error(ErrorCode::NotFound,
                    "unit " + serial +
                        " has no recovery key: its card was made without a certificate for it (--escrow)");
    }
    return *std::move(escrow);
}

void tell(const Everywhere& everywhere, const db::BindRecords::Escrow& escrow,
          const std::filesystem::path& file)
{
    if (everywhere.json) {
        printJson({{"serial", escrow.serial},
                   {"attempt", escrow.attempt},
                   {"keyslot", escrow.keyslot},
                   {"certificate_sha256", escrow.certificateDigest},
                   {"state", escrow.state},
                   {"file", std::filesystem::absolute(file).string()}});
        return;
    }
    const std::string name = printable(file.string());
    printText("The recovery key of unit " + printable(escrow.serial) + ", sealed to certificate\n" +
              escrow.certificateDigest + ", is in " + name +
              ".\n"
              "Where that certificate's key is:\n"
              "  openssl cms -decrypt -inform PEM -in " +
              name +
              " -inkey KEY -out recovery.key\n"
              "  cryptsetup open --key-file recovery.key --key-slot " +
              std::to_string(escrow.keyslot) + " DEVICE card\n");
}

} // namespace

int keyEscrowExport(const Everywhere& everywhere, const EscrowExportOptions& options)
{
    requireState(everywhere.state);
    requireNewFile(options.to);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    db::BindRecords records(station.records());
    const std::string serial = records.find(options.unit).unit.serial;
    NewFile file(options.to, asBytes(requireEscrow(records, serial).envelope));
    const db::BindRecords::Escrow released = records.releaseEscrow(serial, options.reason, everywhere.actor);
    file.giveName();
    tell(everywhere, released, options.to);
    return kDone;
}

} // namespace bindery::cli
