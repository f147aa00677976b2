// SPDX-License-Identifier: Apache-2.0
// What a unit must do next, cell by cell, written down from the design and not from engine/bind/next_act.cpp.
// A row is a state of the module; its letters stand for the station's answers in this order:
//   not asked, unreachable, authorised, waiting, refused, noted, revoke
#pragma once

#include <array>
#include <string_view>

namespace bindery::test
{

/// The module, in the order of module::ModuleStatus.
struct Grid {
    std::string_view absent;
    std::string_view commFault;
    std::string_view unbound;
    std::string_view boundDevelopment;
    std::string_view boundProduction;
    std::string_view bindRefused;
    std::string_view breached;
    std::string_view destroyed;
    std::string_view unknown;

    std::string_view row(std::size_t status) const
    {
        return std::array{absent,      commFault, unbound,   boundDevelopment, boundProduction,
                          bindRefused, breached,  destroyed, unknown}
            .at(status);
    }
};

// O open by module, A ask station, L ask later, M make module key, D destroy stray slot, S add slot of token,
// J assign (join) token, W wait for module, R refuse
constexpr std::array kUnlockGrids{
    // transport only
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "A L M L L L L",
        .boundDevelopment = "A L M L L L L",
        .boundProduction = "A L M L L L L",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // slot without token
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "A L D L L L L",
        .boundDevelopment = "A L D L L L L",
        .boundProduction = "A L D L L L L",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // token without slot
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "A L S L L L L",
        .boundDevelopment = "A L S L L L L",
        .boundProduction = "A L S L L L L",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // token unassigned
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "A L J L L L L",
        .boundDevelopment = "A L J L L L L",
        .boundProduction = "A L J L L L L",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // enrolled
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "R R R R R R R",
        .boundDevelopment = "O O O O O O O",
        .boundProduction = "O O O O O O O",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // module only
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "R R R R R R R",
        .boundDevelopment = "O O O O O O O",
        .boundProduction = "O O O O O O O",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // closed
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // foreign
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
};

// C restart cold, V report verified, L report later, D destroy transport, T report revoked (taken away), F
// done (finished), W wait for module, R refuse
constexpr std::array kVerifyGridsOfAnEarlierBoot{
    // transport only
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // slot without token
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // token without slot
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // token unassigned
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // enrolled
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "R R R R R R R",
        .boundDevelopment = "V L L L L L D",
        .boundProduction = "V L L L L L D",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // module only
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "R R R R R R R",
        .boundDevelopment = "T L L L L F T",
        .boundProduction = "T L L L L F T",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // closed
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // foreign
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
};

constexpr std::array kVerifyGridsOfThisBoot{
    // transport only
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // slot without token
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // token without slot
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // token unassigned
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // enrolled
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "R R R R R R R",
        .boundDevelopment = "C C C C C C C",
        .boundProduction = "C C C C C C C",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // module only
    Grid{
        .absent = "W W W W W W W",
        .commFault = "W W W W W W W",
        .unbound = "R R R R R R R",
        .boundDevelopment = "C C C C C C C",
        .boundProduction = "C C C C C C C",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "W W W W W W W",
    },
    // closed
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
    // foreign
    Grid{
        .absent = "R R R R R R R",
        .commFault = "R R R R R R R",
        .unbound = "R R R R R R R",
        .boundDevelopment = "R R R R R R R",
        .boundProduction = "R R R R R R R",
        .bindRefused = "R R R R R R R",
        .breached = "R R R R R R R",
        .destroyed = "R R R R R R R",
        .unknown = "R R R R R R R",
    },
};

} // namespace bindery::test
