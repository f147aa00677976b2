// SPDX-License-Identifier: Apache-2.0
// The line as the daemon shows it, kept up to date by its news: what changes is told, for people as the
// events of a line in this process are, for programs as objects of schemas/line-watch.json. Threads: one.
#pragma once

#include "base/clock.h"
#include "cli/bus_link.h"
#include "cli/bus_news.h"
#include "cli/line_picture.h"

#include <map>
#include <string>
#include <vector>

namespace bindery::cli
{

/// Something to say.
struct SceneChange {
    Json json;
    std::string text; ///< a line without line feed; empty where it is nothing to talk of
};

class LineScene
{
public:
    /// The clock is borrowed.
    explicit LineScene(const Clock& clock);

    /// All there is, read anew. Errors: as bus_link.h.
    std::vector<SceneChange> load(BusLink& link);
    std::vector<SceneChange> take(const BusNews& news);
    bool hasOrder() const;
    const LinePicture& picture() const { return m_picture; }

private:
    void redraw();
    SceneChange tellLine();
    SceneChange tellSlot(const Json& slot);
    SceneChange tellPerson() const;
    std::vector<SceneChange> takeChange(const BusNews& news);

    const Clock& m_clock;
    Json m_station = Json::object();
    Json m_line = Json::object();
    std::map<std::string, Json> m_slots; ///< by path
    LinePicture m_picture;
};

} // namespace bindery::cli
