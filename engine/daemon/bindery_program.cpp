// SPDX-License-Identifier: Apache-2.0
#include "daemon/bindery_program.h"

#include "base/error.h"
#include "base/process.h"

#include <system_error>

namespace bindery::daemon
{

namespace
{

namespace fs = std::filesystem;

fs::path placeOfProgram()
{
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    const fs::path beside = self.parent_path() / "bindery";
    return !error && fs::exists(beside, error) ? beside : fs::path("bindery");
}

/// The messages of a log may stand before the answer.
Json answerIn(const std::string& output)
{
    std::size_t start = output.rfind("\n{\n");
    start = start == std::string::npos ? output.find('{') : start + 1;
    if (start == std::string::npos) {
        throw Error(ErrorCode::Internal, "the program bindery gave no answer: " + output.substr(0, 1000));
    }
    return parseJson(output.substr(start), "the answer of the program bindery");
}

Error errorIn(const Json& answer)
{
    if (answer.contains("error") && answer["error"].is_object()) {
        const Json& told = answer["error"];
        for (const ErrorTraits& traits : errorTable()) {
            if (told.value("code", "") == traits.name) {
                return {traits.code, told.value("message", "")};
            }
        }
    }
    return {ErrorCode::Internal, "the program bindery failed: " + answer.dump().substr(0, 1000)};
}

} // namespace

BinderyProgram::BinderyProgram(fs::path state) : m_program(placeOfProgram()), m_state(std::move(state)) {}

Json BinderyProgram::run(std::vector<std::string> verb, std::chrono::seconds deadline,
                         const std::stop_token& stop, bool mayFail) const
{
    std::vector<std::string> arguments{m_program.string(), "--state", m_state.string()};
    arguments.insert(arguments.end(), verb.begin(), verb.end());
    arguments.emplace_back("--json");
    const ProcessResult result = runProgram(arguments, deadline, stop);
    Json answer = answerIn(result.output);
    if (result.exitStatus != 0 && !mayFail) {
        throw errorIn(answer);
    }
    return answer;
}

} // namespace bindery::daemon
