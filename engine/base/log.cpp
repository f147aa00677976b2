// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include "base/error.h"

#include <memory>
#include <vector>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace bindery
{

namespace
{

constexpr std::size_t kFileSize = std::size_t{4} << 20U;
constexpr std::size_t kFileCount = 5;

spdlog::level::level_enum spdlogLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        break;
    }
    return spdlog::level::err;
}

} // namespace

void setUpLog(LogLevel level, const std::optional<std::filesystem::path>& file)
{
    try {
        auto console = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        console->set_level(spdlogLevel(level));
        std::vector<spdlog::sink_ptr> sinks{console};
        if (file) {
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file->string(), kFileSize,
                                                                                   kFileCount));
            sinks.back()->set_level(spdlog::level::debug);
        }
        auto logger = std::make_shared<spdlog::logger>("bindery", sinks.begin(), sinks.end());
        logger->set_level(spdlog::level::debug);
        logger->flush_on(spdlog::level::info);
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%fZ %l %v", spdlog::pattern_time_type::utc);
        spdlog::set_default_logger(std::move(logger));
    } catch (const spdlog::spdlog_ex& error) {
        throw Error(ErrorCode::WriteFailed, std::string("opening the log: ") + error.what());
    }
}

} // namespace bindery
