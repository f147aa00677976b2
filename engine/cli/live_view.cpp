// SPDX-License-Identifier: Apache-2.0
#include "cli/live_view.h"

#include <cerrno>
#include <utility>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

class AboveSink : public spdlog::sinks::base_sink<std::mutex>
{
public:
    explicit AboveSink(LiveView& view) : m_view(view) {}

protected:
    void sink_it_(const spdlog::details::log_msg& message) override
    {
        spdlog::memory_buf_t text;
        base_sink<std::mutex>::formatter_->format(message, text);
        std::string line(text.data(), text.size());
        while (!line.empty() && line.back() == '\n') {
            line.pop_back();
        }
        m_view.printAbove(printable(line));
    }
    void flush_() override {}

private:
    LiveView& m_view;
};

} // namespace

/// Diverts the log for as long as it lives.
struct LiveView::LogGuard {
    explicit LogGuard(LiveView& view) : before(spdlog::default_logger())
    {
        auto sink = std::make_shared<AboveSink>(view);
        if (!before->sinks().empty()) {
            sink->set_level(before->sinks().front()->level());
        }
        auto logger = std::make_shared<spdlog::logger>("bindery", std::move(sink));
        logger->set_level(before->level());
        spdlog::set_default_logger(std::move(logger));
    }
    ~LogGuard() { spdlog::set_default_logger(before); }
    LogGuard(const LogGuard&) = delete;
    LogGuard& operator=(const LogGuard&) = delete;

    std::shared_ptr<spdlog::logger> before;
};

LiveView::LiveView(const Console& console) : m_console(console), m_log(std::make_unique<LogGuard>(*this)) {}

LiveView::~LiveView() = default;

void LiveView::draw(std::vector<std::string> lines)
{
    const std::lock_guard lock(m_mutex);
    m_lines = std::move(lines);
    write("");
}

void LiveView::printAbove(const std::string& text)
{
    const std::lock_guard lock(m_mutex);
    write(text + "\n");
}

void LiveView::write(const std::string& above) noexcept
{
    // One write for the whole picture: no flicker, and no other program's output in the middle of it.
    std::string picture = "\r";
    if (m_drawn > 0) {
        picture += "\033[" + std::to_string(m_drawn) + "A";
    }
    if (!above.empty()) {
        picture += "\033[J" + above;
    }
    for (const std::string& line : m_lines) {
        picture += line + "\033[K\n";
    }
    picture += "\033[J";
    m_drawn = m_lines.size();
    std::string_view rest = picture;
    while (!rest.empty()) {
        const ssize_t put = ::write(m_console.fd, rest.data(), rest.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return;
        }
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
}

} // namespace bindery::cli
