// SPDX-License-Identifier: Apache-2.0
#include "look/style.h"

#include "look/colours.h"

#include <algorithm>
#include <cmath>

#include <QtCore/QRegularExpression>
#include <QtGui/QFont>
#include <QtGui/QPalette>
#include <QtWidgets/QApplication>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QWidget>

/// The resources of a static library are linked in only when they are asked for, outside of all namespaces.
static void loadResources()
{
    Q_INIT_RESOURCE(station_gui);
}

namespace bindery::gui
{

namespace
{

constexpr double kTextPixels = 16; ///< at scale 1

/// Fusion whose distances follow the text.
class CalmStyle : public QProxyStyle
{
public:
    CalmStyle() : QProxyStyle(QStyleFactory::create("Fusion")) {}

    void setScale(double scale) { m_scale = scale; }

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        switch (metric) {
        case PM_LayoutLeftMargin:
        case PM_LayoutRightMargin:
        case PM_LayoutTopMargin:
        case PM_LayoutBottomMargin:
            return scaled(12);
        case PM_LayoutHorizontalSpacing:
        case PM_LayoutVerticalSpacing:
            return scaled(8);
        case PM_ScrollBarExtent:
            return scaled(14);
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
            return scaled(20);
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        if (hint == SH_EtchDisabledText || hint == SH_UnderlineShortcut) {
            return 0;
        }
        return QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    int scaled(int pixels) const { return std::max(2, static_cast<int>(std::lround(pixels * m_scale))); }

    double m_scale = 1;
};

/// On a panel of 800x480 and seven inches a finger needs more than what the picture shrinks to: there no
/// button of the station is lower. Pixels, frame and padding counted. The demo's strip is for a mouse.
constexpr int kTouch = 44;
constexpr int kMainTouch = 60; ///< of what is pressed for every card

QString sheet(double scale)
{
    const auto scaled = [scale](double pixels) {
        return std::max(1, static_cast<int>(std::lround(pixels * scale)));
    };
    const auto px = [&scaled](double pixels) { return QString::number(scaled(pixels)) + "px"; };
    // the sheet's min-height is without frame and padding
    const auto touch = [&scaled](double pixels, double padding, int frame, int atLeast) {
        return QString::number(std::max(scaled(pixels), atLeast - 2 * scaled(padding) - frame)) + "px";
    };
    QString text = R"(
QWidget { color: @text; }
QMainWindow, QWidget#pages, QScrollArea > QWidget > QWidget { background: @ground; }
QScrollArea { border: none; background: transparent; }
QToolTip { background: @text; color: white; border: none; padding: 4px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @20; font-weight: 600; }
QLabel[role="heading"] { font-size: @16; font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="small"] { color: @muted; font-size: @13; }
QLabel[role="figure"] { font-size: @20; font-weight: 600; }
QLabel[role="figureName"] { color: @muted; font-size: @17; }
QLabel[role="huge"] { font-size: @44; font-weight: 700; }
QLabel[role="bad"] { color: @fault; font-weight: 600; }
QFrame[role="card"], QWidget[role="card"] { background: @surface; border: 1px solid @line; border-radius: @10; }
QFrame[role="card"] QLabel { border: none; }
QFrame#topBar { background: @surface; border: none; border-bottom: 1px solid @line; }
QFrame#demoStrip { background: #E7E3F4; border: none; border-top: 1px solid #C9C1E6; }
QFrame#messageStrip { background: #FFF3D6; border: none; border-top: 1px solid #E5C77A; }
QFrame#messageStrip[tone="fault"] { background: #FDE8E9; border-top: 1px solid #E6A6AB; }
QFrame#messageStrip[tone="good"] { background: #E2F3EA; border-top: 1px solid #A5D6BC; }
QPushButton, QToolButton { background: @surface; border: 1px solid #B9C4CE; border-radius: @8; padding: @6 @14;
  min-height: @touchButton; font-weight: 500; }
QPushButton:hover, QToolButton:hover { background: #F3F7FB; border-color: @accent; }
QPushButton:pressed, QToolButton:pressed { background: #DCE8F4; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: @5 @13; }
QPushButton:disabled, QToolButton:disabled { color: #98A3AE; background: #F3F5F7; border-color: #DCE2E8; }
QPushButton[role="primary"] { background: @accent; color: white; border: 1px solid #114A8A; font-weight: 600; }
QPushButton[role="primary"]:hover { background: #1D68BA; }
QPushButton[role="primary"]:pressed { background: #114A8A; }
QPushButton[role="primary"]:focus { border: 3px solid @text; padding: @4 @12; }
QPushButton[role="primary"]:disabled { background: #D5DCE3; color: #7B8793; border-color: #CAD2DA; }
QPushButton[role="act"], QPushButton[role="provision"] { font-size: @18; font-weight: 600;
  min-height: @touchAct; }
QPushButton[role="provision"] { background: @accent; color: white; border: 1px solid #114A8A; font-size: @24;
  font-weight: 700; }
QPushButton[role="provision"]:hover { background: #1D68BA; }
QPushButton[role="provision"]:pressed { background: #114A8A; }
QPushButton[role="provision"]:focus { border: 3px solid @text; padding: @4 @12; }
QPushButton[role="provision"]:disabled { background: #D5DCE3; color: #7B8793; border-color: #CAD2DA; }
QPushButton[role="alarm"] { background: @faultFill; color: white; border: 1px solid #8E1620; font-size: @18;
  font-weight: 700; min-height: @touchAct; }
QPushButton[role="alarm"]:hover { background: #D12A37; }
QPushButton[role="alarm"]:focus { border: 3px solid @text; padding: @4 @12; }
QPushButton[role="tab"] { background: transparent; border: none; border-bottom: 3px solid transparent;
  border-radius: 0; padding: @4 @14; min-height: @touchPage; font-size: @17; font-weight: 600; color: @muted; }
QPushButton[role="tab"]:hover { color: @text; }
QPushButton[role="tab"]:checked { color: @accent; border-bottom: 3px solid @accent; }
QPushButton[role="tab"]:focus { color: @accent; background: #E9F2FC; }
QPushButton[role="choice"] { text-align: left; padding: @10 @14; min-height: @36; }
QPushButton[role="digit"] { font-size: @20; font-weight: 600; min-height: @touchDigit;
  min-width: @touchDigitWidth; padding: @2 @6; }
QPushButton[role="sign"] { min-width: @touchWidth; }
QFrame#demoStrip QPushButton { min-height: @30; }
QPushButton[role="flat"] { background: transparent; border: 1px solid transparent; }
QPushButton[role="flat"]:focus { border: 2px solid @accent; }
QLineEdit, QSpinBox, QComboBox, QDateEdit { background: @surface; border: 1px solid #B9C4CE; border-radius: @6;
  padding: @5 @8; min-height: @28; selection-background-color: @accent; selection-color: white; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid @accent; padding: @4 @7; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: #F3F5F7; color: #98A3AE; }
QLineEdit[good="true"] { border: 2px solid #176E42; }
QLineEdit[good="false"] { border: 2px solid @amber; background: #FFF9EA; }
QComboBox::drop-down { border: none; width: @24; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: url(:/look/arrow-down.png); width: @12; height: @12; }
QSpinBox::up-arrow { image: url(:/look/arrow-up.png); width: @12; height: @12; }
QSpinBox { padding-right: @28; }
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: @24; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: #DCE8F4;
  selection-color: @text; outline: none; }
QCheckBox { spacing: @8; min-height: @30; }

QCheckBox:focus { color: @accent; }
QAbstractItemView { background: @surface; border: 1px solid @line; border-radius: @8; outline: none;
  alternate-background-color: #F8FAFB; gridline-color: #E6EBEF; selection-background-color: #DCE8F4;
  selection-color: @text; }
QAbstractItemView:focus { border: 2px solid @accent; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @line;
  padding: @6 @8; font-size: @13; font-weight: 600; }
QProgressBar { background: #E3E8ED; border: none; border-radius: @4; min-height: @8; max-height: @8;
  text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: @4; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; border: none; padding: @10 @16; min-height: @touchTab; color: @muted;
  font-weight: 600; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom: 3px solid @accent; }
QTabBar::tab:focus { background: #E9F2FC; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: @12; }
QScrollBar:horizontal { height: @12; }
QScrollBar::handle { background: #B9C4CE; border-radius: @5; margin: 2px; min-height: @30; min-width: @30; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
)";
    text.replace("@touchButton", touch(30, 6, 2, kTouch));
    text.replace("@touchAct", touch(54, 6, 2, kMainTouch));
    text.replace("@touchPage", touch(44, 4, 3, kTouch));
    text.replace("@touchDigitWidth", touch(30, 6, 2, kTouch));
    text.replace("@touchDigit", touch(40, 2, 2, kTouch));
    text.replace("@touchWidth", touch(1, 14, 2, kTouch));
    text.replace("@touchTab", touch(1, 10, 3, kTouch));
    text.replace("@text", colour::kText.name());
    text.replace("@ground", colour::kGround.name());
    text.replace("@surface", colour::kSurface.name());
    text.replace("@line", colour::kLine.name());
    text.replace("@muted", colour::kMuted.name());
    text.replace("@accent", colour::kAccent.name());
    text.replace("@amber", coloursOf(Tone::Refusal).edge.name());
    text.replace("@faultFill", coloursOf(Tone::Fault).fill.name());
    text.replace("@fault", coloursOf(Tone::Fault).edge.name());
    static const QRegularExpression size("@([0-9]+)");
    for (QRegularExpressionMatch match = size.match(text); match.hasMatch(); match = size.match(text)) {
        text.replace(match.capturedStart(), match.capturedLength(), px(match.captured(1).toDouble()));
    }
    return text;
}

} // namespace

double scaleFor(const QSize& window)
{
    constexpr double kStep = 0.05;
    const double fits = std::min(window.width() / 1280.0, window.height() / 800.0);
    return std::clamp(std::floor(fits / kStep + 0.01) * kStep, 0.7, 4.0);
}

void dress(QApplication& application, double scale)
{
    auto* style = dynamic_cast<CalmStyle*>(application.style());
    if (style == nullptr) {
        if (auto* inner = application.property("binderyStyle").value<QStyle*>(); inner != nullptr) {
            style = dynamic_cast<CalmStyle*>(inner);
        }
    }
    if (style == nullptr) {
        loadResources();
        style = new CalmStyle;
        application.setStyle(style);
        application.setProperty("binderyStyle", QVariant::fromValue<QStyle*>(style));
        QPalette palette(colour::kGround);
        palette.setColor(QPalette::WindowText, colour::kText);
        palette.setColor(QPalette::Text, colour::kText);
        palette.setColor(QPalette::Base, colour::kSurface);
        palette.setColor(QPalette::Highlight, colour::kAccent);
        palette.setColor(QPalette::PlaceholderText, QColor(0x8A, 0x96, 0xA3));
        QApplication::setPalette(palette);
    }
    style->setScale(scale);
    QFont font;
    font.setFamilies({"Inter", "Noto Sans", "DejaVu Sans"});
    font.setPixelSize(static_cast<int>(std::lround(kTextPixels * scale)));
    QApplication::setFont(font);
    application.setStyleSheet(sheet(scale));
}

int lines(const QWidget* widget, double factor)
{
    return static_cast<int>(std::lround(widget->fontMetrics().height() * factor));
}

void setRole(QWidget* widget, const char* role)
{
    widget->setProperty("role", QLatin1String(role));
}

} // namespace bindery::gui
