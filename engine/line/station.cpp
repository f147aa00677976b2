// SPDX-License-Identifier: Apache-2.0
#include "line/station.h"

#include "base/file.h"
#include "line/recovery.h"

namespace bindery::line
{

namespace
{

constexpr mode_t kPrivateFolder = 0700;

db::StateFolder preparedFolder(const std::filesystem::path& root)
{
    makeFolders(root, kPrivateFolder);
    makeFolders(root / "run", kPrivateFolder);
    return db::StateFolder(root);
}

} // namespace

Station::Station(const std::filesystem::path& stateFolder, const Clock& clock,
                 const db::RecordsOptions& options)
    : m_state(preparedFolder(std::filesystem::absolute(stateFolder))), m_clock(clock),
      m_identity(db::StationIdentity::openOrCreate(m_state)),
      m_records(db::Records::open(m_state, m_identity, clock, options)), m_secrets(m_records),
      m_store(m_state.root() / "golden")
{
    m_records.ensureStandingOrder();
    m_interrupted = closeInterruptedAttempts(*this);
}

std::string toolVersion()
{
    return "bindery " BINDERY_VERSION;
}

} // namespace bindery::line
