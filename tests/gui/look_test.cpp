// SPDX-License-Identifier: Apache-2.0
#include "look/colours.h"
#include "look/look.h"
#include "pages/slot_tile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include <QtGui/QImage>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

constexpr std::array kStates{"empty",         "reading",      "ready",
                             "refused",       "preparing",    "writing",
                             "verifying",     "passed",       "written, unverified",
                             "failed",        "cancelling",   "cancelled",
                             "interrupted",   "unknown port", "blocked",
                             "out of service"};

double linear(int channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
}

double contrast(const QColor& one, const QColor& other)
{
    const double lighter = std::max(luminance(one), luminance(other));
    const double darker = std::min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
}

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

/// Full deficiency, on linear RGB. Source: Machado, Oliveira, Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE TVCG 2009, severity 1.0.
const std::array<std::pair<const char*, Matrix>, 3> kEyes{{
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
}};

Vector seenBy(const Matrix& eye, QRgb pixel)
{
    const Vector in{linear(qRed(pixel)), linear(qGreen(pixel)), linear(qBlue(pixel))};
    Vector out{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            out[row] += eye[row][column] * in[column];
        }
        out[row] = std::clamp(out[row], 0.0, 1.0);
    }
    return out;
}

/// CIE L*a*b* under D65.
Vector labOf(const Vector& rgb)
{
    const double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047;
    const double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    const double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883;
    const auto f = [](double value) {
        return value > 0.008856 ? std::cbrt(value) : 7.787 * value + 16.0 / 116.0;
    };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double distance(const Vector& one, const Vector& other)
{
    return std::sqrt(std::pow(one[0] - other[0], 2) + std::pow(one[1] - other[1], 2) +
                     std::pow(one[2] - other[2], 2));
}

QImage tileOf(const char* state)
{
    SlotTile tile;
    SlotFacts facts;
    facts.number = 7;
    facts.state = QString::fromLatin1(state);
    tile.setFacts(facts);
    tile.resize(220, 160);
    return tile.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

TEST(Look, OfEverySlotStateHasAWordOfItsOwn)
{
    std::set<QString> words;
    for (const char* state : kStates) {
        EXPECT_TRUE(words.insert(lookOfSlot(state).word).second) << state;
    }
}

TEST(Look, OfEverySlotStateHasAShapeOfItsOwn)
{
    std::set<Shape> shapes;
    for (const char* state : kStates) {
        EXPECT_TRUE(shapes.insert(lookOfSlot(state).shape).second) << state;
    }
}

TEST(Look, IsRedForFaultsOnly)
{
    for (const char* state : kStates) {
        EXPECT_EQ(lookOfSlot(state).tone == Tone::Fault, std::string(state) == "failed") << state;
    }
    EXPECT_EQ(lookOfSlot("refused").tone, Tone::Refusal);
}

TEST(Look, OfAFindingOfTheDoctorTellsAWarningFromWhatIsGoodAndFromWhatIsMissing)
{
    EXPECT_EQ(lookOfCheck("good").tone, Tone::Good);
    EXPECT_EQ(lookOfCheck("warning").tone, Tone::Refusal);
    EXPECT_EQ(lookOfCheck("warning").shape, Shape::Warning);
    EXPECT_EQ(lookOfCheck("missing").tone, Tone::Fault); // no card can be made
    std::set<QString> words;
    for (const char* state : {"good", "warning", "missing"}) {
        EXPECT_TRUE(words.insert(lookOfCheck(state).word).second) << state;
    }
}

TEST(Look, SoundsOfPassAndFailDiffer)
{
    EXPECT_EQ(lookOfSlot("passed").sound, Sound::Pass);
    EXPECT_EQ(lookOfSlot("failed").sound, Sound::Fail);
    EXPECT_EQ(lookOfSlot("writing").sound, Sound::None);
}

TEST(Look, OfAStateThatIsNotKnownIsItsOwnWord)
{
    EXPECT_EQ(lookOfSlot("molten").word, "molten");
}

TEST(Colours, LetEveryInkBeReadOnItsFill)
{
    for (const Tone tone : {Tone::Idle, Tone::Waiting, Tone::Busy, Tone::Good, Tone::Unproven, Tone::Refusal,
                            Tone::Fault, Tone::Broken, Tone::Closed}) {
        const ToneColours colours = coloursOf(tone);
        EXPECT_GE(contrast(colours.ink, colours.fill), 4.5) << static_cast<int>(tone);
        EXPECT_GE(contrast(colours.edge, colours.tint), 3.9) << static_cast<int>(tone);
    }
}

TEST(Colours, KeepPassFaultAndRefusalApartForEyesThatDoNotSeeTheHue)
{
    const std::array tones{Tone::Good, Tone::Fault, Tone::Refusal, Tone::Busy, Tone::Waiting, Tone::Idle};
    for (const auto& [name, eye] : kEyes) {
        for (const Tone one : tones) {
            for (const Tone other : tones) {
                if (one == other) {
                    continue;
                }
                EXPECT_GE(distance(labOf(seenBy(eye, coloursOf(one).fill.rgb())),
                                   labOf(seenBy(eye, coloursOf(other).fill.rgb()))),
                          7.0)
                    << name << ", tones " << static_cast<int>(one) << " and " << static_cast<int>(other);
            }
        }
    }
}

TEST(Tiles, OfDifferentStatesLookDifferentToEveryEye)
{
    constexpr double kVisible = 15;      // of L*a*b*; 2.3 is just noticed side by side
    constexpr double kLeastShare = 0.01; // of the tile
    std::array<QImage, kStates.size()> tiles;
    for (std::size_t index = 0; index < kStates.size(); ++index) {
        tiles[index] = tileOf(kStates[index]);
    }
    for (const auto& [name, eye] : kEyes) {
        for (std::size_t one = 0; one < kStates.size(); ++one) {
            for (std::size_t other = one + 1; other < kStates.size(); ++other) {
                int seen = 0;
                int looked = 0;
                // every other pixel of the upper right quarter, where the shape is and no word
                for (int y = 0; y < tiles[one].height() / 2 - 12; y += 2) {
                    for (int x = tiles[one].width() / 2; x < tiles[one].width(); x += 2) {
                        ++looked;
                        seen += distance(labOf(seenBy(eye, tiles[one].pixel(x, y))),
                                         labOf(seenBy(eye, tiles[other].pixel(x, y)))) > kVisible
                                    ? 1
                                    : 0;
                    }
                }
                EXPECT_GE(seen, kLeastShare * looked)
                    << name << ": " << kStates[one] << " and " << kStates[other] << " look alike";
            }
        }
    }
}

TEST(Tiles, AreNamedAndSpokenByTheirSlot)
{
    SlotTile tile;
    SlotFacts facts;
    facts.number = 4;
    facts.state = "passed";
    tile.setFacts(facts);
    EXPECT_EQ(tile.objectName(), "slot4");
    EXPECT_EQ(tile.accessibleName(), "Slot 4, Passed");
}

} // namespace

} // namespace bindery::gui
