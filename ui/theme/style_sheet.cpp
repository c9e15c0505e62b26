#include "ui/theme/style_sheet.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace vitscope {

namespace {

// A focused button's frame is one pixel thicker and its padding one smaller, so that nothing moves. Checked buttons are not semibold:
// Qt measures a button in the font of its unchecked state, and would cut the text.
constexpr const char* buttons = R"(
QPushButton, QToolButton {
    background: @card; color: @text; border: 1px solid @line; border-radius: 6px; padding: 5px 12px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: @soft; }
QPushButton:pressed, QToolButton:pressed { background: @line; }
QPushButton:checked, QToolButton:checked, QPushButton[look="primary"], QToolButton[look="primary"] {
    background: @accent; border-color: @accent; color: @onAccent;
}
QPushButton[look="primary"], QToolButton[look="primary"] { font-weight: 600; }
QPushButton:checked:hover, QToolButton:checked:hover, QPushButton[look="primary"]:hover, QToolButton[look="primary"]:hover {
    background: @accentHover; border-color: @accentHover;
}
QPushButton:disabled, QToolButton:disabled { color: @disabled; background: @card; border-color: @line; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:checked:focus, QToolButton:checked:focus, QPushButton[look="primary"]:focus { border-color: @text; }
QPushButton[segment="first"], QToolButton[segment="first"] {
    border-top-right-radius: 0; border-bottom-right-radius: 0; border-right-width: 0; padding-right: 13px;
}
QPushButton[segment="middle"], QToolButton[segment="middle"] { border-radius: 0; border-right-width: 0; padding-right: 13px; }
QPushButton[segment="last"], QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QPushButton[segment]:focus, QToolButton[segment]:focus { border-width: 2px; padding-right: 11px; }
QPushButton[look="flat"], QToolButton[look="flat"], QToolButton[autoRaise="true"] { background: transparent; border-color: transparent; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover, QToolButton[autoRaise="true"]:hover { background: @soft; }
QToolButton[look="flat"], QToolButton[autoRaise="true"] { padding: 5px; }
QPushButton[look="flat"]:focus, QToolButton[look="flat"]:focus { border-color: @accent; }
QToolButton[look="flat"]:focus, QToolButton[autoRaise="true"]:focus { padding: 4px; border-color: @accent; }
QToolButton[autoRaise="true"]:checked, QToolButton[look="flat"]:checked { background: @accent; border-color: @accent; }
QPushButton[look="link"], QToolButton[look="link"] { background: transparent; border-color: transparent; color: @accent; padding: 5px 2px; }
QPushButton[look="link"]:hover, QToolButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus, QToolButton[look="link"]:focus { border-color: @accent; padding: 4px 1px; }
QPushButton[look="crumb"], QToolButton[look="crumb"] {
    background: @soft; border-color: @soft; border-radius: 12px; padding: 2px 10px;
}
QPushButton[look="crumb"]:hover, QToolButton[look="crumb"]:hover { background: @line; border-color: @line; }
QPushButton[look="crumb"]:checked, QToolButton[look="crumb"]:checked { background: @accent; border-color: @accent; }
QPushButton[look="crumb"]:focus, QToolButton[look="crumb"]:focus { border-color: @accent; padding: 1px 9px; }
QToolButton[look="step"] { padding: 5px 9px; }
QToolButton[look="step"]:focus { padding: 4px 8px; }
QToolButton[look="step"][segment="first"], QToolButton[look="step"][segment="middle"] { padding-right: 10px; }
QToolButton[look="step"][segment="first"]:focus, QToolButton[look="step"][segment="middle"]:focus { padding-right: 8px; }
QToolButton[look="bare"]::menu-indicator { image: none; width: 0; }
QToolButton[popupMode="1"] { padding-right: 26px; }
QToolButton[look="bare"], QToolButton[look="bare"]:focus { padding: 5px 8px; }
QToolButton[popupMode="1"]:focus { padding-right: 25px; }
QToolButton[popupMode="2"] { padding-left: 9px; padding-right: 20px; }
QToolButton[popupMode="2"]:focus { padding-left: 8px; padding-right: 19px; }
QToolButton::menu-indicator, QPushButton::menu-indicator {
    image: url(:/icons/style/caret-down.svg); width: 9px; height: 9px; subcontrol-origin: padding; subcontrol-position: center right; right: 9px;
}
QToolButton::menu-button { border: none; border-left: 1px solid @line; width: 20px; }
QToolButton::menu-arrow { image: url(:/icons/style/caret-down.svg); width: 9px; height: 9px; }
)";

constexpr const char* fields = R"(
QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit, QKeySequenceEdit {
    background: @card; color: @text; border: 1px solid @line; border-radius: 6px; padding: 4px 8px; min-height: 20px;
    selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: @strong; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 3px 7px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: @disabled; background: @background; }
QTextEdit[look="plain"], QPlainTextEdit[look="plain"], QLineEdit[look="plain"] { background: transparent; border: none; padding: 0; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox:focus { padding-right: 19px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QAbstractSpinBox::up-arrow { image: url(:/icons/style/chevron-up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/style/chevron-down.svg); width: 10px; height: 10px; }
QComboBox { padding-left: 10px; padding-right: 26px; combobox-popup: 0; }
QComboBox:focus { padding-left: 9px; padding-right: 25px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/style/caret-down.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView {
    background: @card; border: 1px solid @line; padding: 4px; selection-background-color: @soft; selection-color: @text;
}
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }
QCheckBox::indicator, QGroupBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid @strong; border-radius: 4px; background: @card;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox:focus, QRadioButton:focus { outline: none; color: @accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/icons/style/check-@scheme.svg);
}
QCheckBox::indicator:indeterminate { background: @accent; border-color: @accent; image: url(:/icons/style/dash-@scheme.svg); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @onAccent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @line; background: @background; }
QSlider { min-height: 20px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line; }
QSlider::sub-page:horizontal { border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border: 2px solid @accent; border-radius: 8px; background: @card; }
QSlider::groove:vertical { width: 4px; border-radius: 2px; background: @line; }
QSlider::add-page:vertical { border-radius: 2px; background: @accent; }
QSlider::handle:vertical { width: 12px; height: 12px; margin: 0 -6px; border: 2px solid @accent; border-radius: 8px; background: @card; }
QSlider::handle:hover, QSlider::handle:focus { background: @accent; }
QSlider::sub-page:disabled, QSlider::add-page:disabled { background: @line; }
QSlider::handle:disabled { border-color: @strong; }
QProgressBar { background: @line; color: @text; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; text-align: right; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)";

constexpr const char* lists = R"(
QAbstractItemView { background: @card; color: @text; border: none; outline: none; selection-background-color: @soft; selection-color: @text; }
QListView::item, QTreeView::item { padding: 5px 6px; border: 1px solid transparent; border-left: 2px solid transparent; border-radius: 6px; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected { background: @soft; color: @text; border-left: 2px solid @accent; }
QListView::item:selected:focus, QTreeView::item:selected:focus { border: 1px solid @accent; border-left: 2px solid @accent; }
QListView::item:disabled, QTreeView::item:disabled { color: @disabled; }
QTreeView { show-decoration-selected: 0; }
QTreeView::branch, QTreeView::branch:selected { background: @card; }
QTreeView::branch:has-children:closed { image: url(:/icons/style/caret-right.svg); padding: 4px; }
QTreeView::branch:has-children:open { image: url(:/icons/style/caret-down.svg); padding: 4px; }
QTableView { gridline-color: @line; alternate-background-color: @hover; }
QTableView::item { padding: 4px 8px; border: none; }
QTableView::item:selected { background: @soft; color: @text; }
QTableView::item:focus { border: 1px solid @accent; }
QHeaderView { background: transparent; border: none; qproperty-defaultAlignment: "AlignLeft | AlignVCenter"; }
QHeaderView::section {
    background: @card; color: @dim; border: none; border-bottom: 1px solid @line; padding: 6px 8px 6px 11px; font-size: @px11; font-weight: 400;
}
QHeaderView::section:vertical { border-bottom: none; padding: 0 10px; }
QHeaderView::up-arrow { image: url(:/icons/style/chevron-up.svg); width: 10px; height: 10px; }
QHeaderView::down-arrow { image: url(:/icons/style/chevron-down.svg); width: 10px; height: 10px; }
QTableCornerButton::section { background: @card; border: none; }
QMenu { background: @card; color: @text; border: 1px solid @line; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; background: transparent; }
QMenu::item:selected { background: @soft; }
QMenu::item:disabled { color: @disabled; }
QMenu::item:default { font-weight: 600; }
QMenu::separator { height: 1px; background: @line; margin: 6px 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 8px; }
QMenu::indicator:checked { image: url(:/icons/style/check-menu.svg); }
QMenu::right-arrow { image: url(:/icons/style/caret-right.svg); width: 9px; height: 9px; right: 8px; }
QMenuBar { background: @card; color: @text; border-bottom: 1px solid @line; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @soft; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
)";

constexpr const char* panels = R"(
QFrame[look="card"] { background: @card; border: 1px solid @line; border-radius: 10px; }
QWidget[look="toolbar"], QToolBar { background: @card; border: none; border-bottom: 1px solid @line; }
QToolBar { padding: 9px 14px; spacing: 8px; }
QToolBar::separator { background: transparent; width: 8px; }
QFrame[look="callout"], QLabel[look="callout"] { background: @soft; border: none; border-radius: 8px; padding: 10px; }
QTextEdit[look="code"] { background: @soft; border: 1px solid transparent; border-radius: 6px; padding: 4px 6px; }
QTextEdit[look="code"]:focus { border: 1px solid @accent; padding: 4px 6px; }
QLabel[look="code"] { background: @soft; border-radius: 6px; padding: 8px 10px; }
QLabel[look="chip"] { background: @soft; color: @dim; border-radius: 8px; padding: 1px 8px 2px 8px; font-size: @px11; }
QLabel[look="dim"] { color: @dim; }
QLabel[look="brand"] { font-size: @px15; font-weight: 700; }
QLabel:disabled { color: @disabled; }
QFrame[look="message"] { background: @soft; border: 1px solid @line; border-left: 3px solid @accent; border-radius: 6px; }
QFrame[look="warning"] { background: @soft; border: 1px solid @line; border-left: 3px solid @warning; border-radius: 6px; }
QFrame[frameShape="4"] { border: none; background: @line; min-height: 1px; max-height: 1px; }
QFrame[frameShape="5"] { border: none; background: @line; min-width: 1px; max-width: 1px; }
QScrollArea { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QScrollArea:focus { border-color: @accent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QToolTip { background: @card; color: @text; border: 1px solid @strong; padding: 5px 8px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 12px; }
QSplitter::handle:vertical { height: 12px; }
QSplitter::handle:hover { background: @line; }
QDialog { background: @background; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox {
    messagebox-information-icon: url(:/icons/style/message-info.svg); messagebox-question-icon: url(:/icons/style/message-info.svg);
    messagebox-warning-icon: url(:/icons/style/message-warning.svg); messagebox-critical-icon: url(:/icons/style/message-warning.svg);
}
QGroupBox { border: 1px solid @line; border-radius: 10px; background: @card; margin-top: 20px; padding: 10px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: @dim; left: 2px; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @dim; border: none; border-bottom: 2px solid transparent; padding: 7px 12px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }
QDockWidget { color: @dim; }
QDockWidget::title { background: @background; padding: 6px 8px; }
QStatusBar { background: @card; color: @dim; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QSizeGrip { image: none; }
)";

/// Longer names first, so that @accentHover is not read as @accent.
std::vector<std::pair<QString, QString>> colours(const Theme& theme)
{
    std::vector<std::pair<QString, QString>> values{{QStringLiteral("@scheme"), theme.dark ? QStringLiteral("dark") : QStringLiteral("light")}};
    const auto add = [&](const char* name, const QColor& colour) { values.emplace_back(QLatin1Char('@') + QLatin1String(name), colour.name()); };
    for (const int pixels : {11, 15})
        values.emplace_back(QStringLiteral("@px%1").arg(pixels), QStringLiteral("%1px").arg(qRound(pixels * theme.typeScale)));
    add("background", theme.background);
    add("card", theme.card);
    add("line", theme.line);
    add("soft", theme.soft);
    add("text", theme.text);
    add("dim", theme.dim);
    add("accent", theme.accent);
    add("onAccent", theme.onAccent);
    add("warning", theme.warning);
    add("accentHover", mix(theme.accent, theme.text, 0.15));
    add("disabled", mix(theme.dim, theme.card, 0.4));
    add("strong", mix(theme.line, theme.dim, 0.5));
    add("scroll", mix(theme.line, theme.dim, 0.3));
    add("hover", mix(theme.card, theme.soft, 0.6));
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    return values;
}

}  // namespace

QString styleSheet(const Theme& theme)
{
    QString sheet = QString::fromUtf8(buttons) + QString::fromUtf8(fields) + QString::fromUtf8(lists) + QString::fromUtf8(panels);
    for (const auto& [name, colour] : colours(theme))
        sheet.replace(name, colour);
    return sheet;
}

}  // namespace vitscope
