"""The style sheet made from the tokens.

Widgets say what they are with a property: `kind` on labels (`title`, `heading`, `soft`, `small`,
`label`, `problem`), on buttons (`primary`, `quiet`, `danger`, `link`, `choice`, `filter`) and on
frames (`card`, `rail`, `status`, `bar`); `tone` (a `Tone`) on chips and notices; `wrong` on fields.
Set them through `gridkeeper.ui.look.theme.say`, which also has the change drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.style_views import FIELDS, VIEWS
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gridkeeper.ui.look.tokens import Colours

_FRAME = """
* {{ outline: none; }}
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QWidget[kind="page"] {{ background: {window}; }}
QToolTip {{
    background: {surface}; color: {text}; border: 1px solid {strong_line}; padding: {p4}px;
}}
QFrame[kind="card"] {{
    background: {surface}; border: 1px solid {line}; border-radius: {p8}px;
}}
QFrame[kind="drop"] {{
    background: {accent_soft}; border: {focus_width}px dashed {accent}; border-radius: {p8}px;
}}
QFrame[kind="well"] {{
    background: {sunken}; border: 1px solid {line}; border-radius: {p8}px;
}}
QFrame[kind="inside"] {{
    background: {sunken}; border: 1px solid {line}; border-radius: {p8}px;
}}
QFrame[kind="calendar"] {{
    background: {surface}; border: 1px solid {strong_line}; border-radius: {p8}px;
}}
QFrame[kind="event"] {{ border: none; border-left: 2px solid {line}; }}
QFrame[kind="rail"] {{ background: {rail}; border: none; border-right: 1px solid {line}; }}
QFrame[kind="status"] {{ background: {rail}; border: none; border-top: 1px solid {line}; }}
QFrame[kind="bar"] {{ background: transparent; border: none; }}
QFrame[kind="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget[kind="page"], QStackedWidget {{
    background: transparent; border: none;
}}
QScrollArea:focus {{ border: {focus_width}px solid {focus}; border-radius: {p4}px; }}
QScrollArea[focusPolicy="0"]:focus {{ border: none; }}
QSplitter::handle {{ background: transparent; width: {p8}px; }}
QSplitter::handle:focus, QSplitter::handle:hover {{ background: {line}; }}
"""

_LABELS = """
QLabel {{ background: transparent; }}
QLabel[kind="title"] {{ font-size: {title}px; font-weight: 700; }}
QLabel[kind="heading"] {{ font-size: {heading}px; font-weight: 700; }}
QLabel[kind="label"] {{ color: {soft}; }}
QLabel[kind="soft"] {{ color: {soft}; }}
QLabel[kind="small"] {{ color: {soft}; font-size: {small}px; }}
QLabel[kind="problem"] {{ color: {bad}; font-size: {small}px; }}
QLabel[kind="advice"] {{ color: {warn}; font-size: {small}px; }}
QLabel[kind="strong"] {{ font-weight: 700; }}
QLabel[kind="swatch"] {{
    background: {surface}; border: 1px solid {strong_line}; border-radius: {p4}px;
}}
QLabel[kind="mono"] {{ font-size: {title}px; font-weight: 700; }}
QLabel[kind="figure"] {{ font-size: {figure}px; font-weight: 700; }}
QLabel[kind="key"] {{
    background: {sunken}; border: 1px solid {line}; border-bottom-width: 2px;
    border-radius: {p4}px; padding: 0 {p6}px; color: {soft}; font-size: {small}px;
}}
"""

_BUTTONS = """
QPushButton, QToolButton {{
    background: {surface}; color: {text}; border: 1px solid {line}; border-radius: {radius}px;
    padding: 0 {p14}px; min-height: {control}px;
}}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed {{
    background: {accent_soft}; color: {on_accent_soft};
}}
QPushButton:focus, QToolButton:focus {{
    border: {focus_width}px solid {focus}; padding: 0 {p13}px;
}}
QPushButton:disabled, QToolButton:disabled {{ color: {strong_line}; background: {sunken}; }}
QPushButton:checked, QToolButton:checked {{
    background: {accent_soft}; color: {on_accent_soft}; border-color: {accent};
}}
QPushButton:checked:focus, QToolButton:checked:focus {{ border-color: {text}; }}
QPushButton[kind="primary"] {{
    background: {accent}; color: {on_accent}; border: 1px solid {accent}; font-weight: 700;
}}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: {focus_width}px solid {text}; }}
QPushButton[kind="primary"]:disabled {{
    background: {sunken}; color: {strong_line}; border-color: {line};
}}
QPushButton[kind="danger"] {{ color: {bad}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{
    background: transparent; border: 1px solid transparent; padding: 0 {p8}px;
}}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {hover}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{
    border: {focus_width}px solid {focus}; padding: 0 {p7}px;
}}
QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked {{
    background: {accent_soft}; color: {on_accent_soft};
}}
QPushButton[flush="true"], QPushButton[flush="true"]:focus {{
    background: transparent; border: 0 solid transparent; border-radius: 0; text-align: left;
    border-bottom-width: {focus_width}px; padding: 0 {p8}px 0 0;
}}
QPushButton[flush="true"]:hover {{ background: transparent; text-decoration: underline; }}
QPushButton[flush="true"]:focus {{ background: {hover}; border-bottom-color: {focus}; }}
QPushButton[kind="link"] {{
    background: transparent; border: 0 solid transparent; border-radius: 0; color: {accent};
    border-bottom-width: {focus_width}px; text-align: left; padding: 0; min-height: {line_height}px;
}}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ background: {hover}; border-bottom-color: {focus}; }}
QPushButton[kind="link"]:disabled {{ color: {strong_line}; }}
QPushButton[kind="phrase"] {{
    background: {sunken}; border: 1px solid {line}; border-radius: {p4}px; color: {soft};
    font-size: {small}px; padding: 0 {p6}px; min-height: {line_height}px;
}}
QPushButton[kind="phrase"]:hover {{ background: {hover}; color: {text}; }}
QPushButton[kind="line"] {{
    background: transparent; border: {focus_width}px solid transparent;
    border-radius: {radius}px; text-align: left; padding: 0; min-height: {two_lines}px;
}}
QPushButton[kind="line"][low="true"] {{ min-height: {control}px; }}
QPushButton[kind="line"]:hover {{ background: {hover}; }}
QPushButton[kind="line"]:focus {{ border-color: {focus}; }}
QPushButton[kind="filter"] {{
    background: {accent_soft}; color: {on_accent_soft}; border: 1px solid transparent;
    border-radius: {p12}px; padding: 0 {p10}px; min-height: {line_height}px;
}}
QPushButton[kind="filter"]:hover {{ border-color: {accent}; }}
QPushButton[kind="filter"]:focus {{ border: {focus_width}px solid {focus}; padding: 0 {p9}px; }}
QPushButton[kind="choice"] {{
    background: {surface}; border: 1px solid {line}; border-radius: {p8}px; text-align: left;
    padding: {p16}px;
}}
QPushButton[kind="choice"]:hover {{ border-color: {accent}; background: {hover}; }}
QPushButton[kind="choice"]:focus {{ border: {focus_width}px solid {focus}; }}
QPushButton[kind="tile"], QPushButton[kind="low_tile"] {{
    background: {surface}; border: 1px solid {line}; border-radius: {p8}px; padding: 0;
    min-height: {tile}px;
}}
QPushButton[kind="low_tile"] {{ min-height: {low_tile}px; }}
QPushButton[kind="tile"]:hover, QPushButton[kind="low_tile"]:hover {{
    background: {hover}; border-color: {accent};
}}
QPushButton[kind="tile"]:focus, QPushButton[kind="low_tile"]:focus {{
    border: {focus_width}px solid {focus};
}}
QToolButton::menu-indicator {{ image: none; }}
QPushButton::menu-indicator {{ image: url("{choose}"); subcontrol-position: right center; }}
QMenu {{
    background: {surface}; border: 1px solid {strong_line}; padding: {p4}px;
}}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p12}px; border-radius: {p4}px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {on_accent_soft}; }}
QMenu::item:disabled {{ color: {strong_line}; }}
QMenu {{ icon-size: {p18}px; }}
QMenu::icon {{ padding-left: {p8}px; }}
QMenu::indicator {{
    width: {p16}px; height: {p16}px; margin-left: {p10}px; border: 1px solid {strong_line};
    border-radius: {p3}px;
}}
QMenu::indicator:exclusive {{ border-radius: {p8}px; }}
QMenu::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QMenu::right-arrow {{ image: url("{forward}"); width: {p14}px; height: {p14}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
"""

_OUTLINED = """
QPushButton:disabled, QToolButton:disabled, QPushButton[kind="primary"]:disabled,
QComboBox:disabled, QLineEdit:disabled {{ border: 1px dashed {line}; }}
QPushButton[kind="quiet"]:disabled, QToolButton[kind="quiet"]:disabled,
QPushButton[kind="link"]:disabled {{ border-color: transparent; }}
"""

_TONE = """
QLabel[tone="{tone}"] {{
    background: {ground}; color: {text}; border: {border}; border-radius: {round}px;
    padding: {p2}px {p8}px; font-size: {small}px;
}}
.QFrame[tone="{tone}"] {{
    background: {ground}; color: {text}; border: 1px solid {text}; border-radius: {radius}px;
}}
.QFrame[tone="{tone}"] QLabel {{ color: {text}; }}
QProgressBar[tone="{tone}"]::chunk {{ background: {text}; }}
"""


def style_sheet(
    colours: Colours, px: Callable[[float], int], drawings: Path, *, outlined: bool
) -> str:
    """Return the style sheet of a scheme.

    Args:
        colours: Of the scheme.
        px: Makes pixels at the normal text size grow with the text.
        drawings: A folder with `choose.svg`, `tick.svg` and the like in the scheme's colours.
        outlined: Whether chips have a border, because their ground is that of the page.
    """
    facts: dict[str, object] = {
        name: getattr(colours, name) for name in colours.__dataclass_fields__ if name != "tones"
    }
    facts |= {f"p{number}": px(number) for number in range(2, 33)}
    facts |= {
        "bad": colours.tones[Tone.BAD][1],
        "warn": colours.tones[Tone.WARNING][1],
        "title": px(tokens.TITLE),
        "heading": px(tokens.HEADING),
        "figure": px(28),
        "small": px(tokens.SMALL),
        "radius": px(tokens.RADIUS),
        "control": px(tokens.CONTROL) - 2,
        "line_height": px(24),
        "two_lines": px(46),
        "in_cell": px(8) - 3,  # Qt leaves these beside a cell's text, not beside its heading's
        "tile": px(98),
        "low_tile": px(76),
        "focus_width": tokens.FOCUS_WIDTH,
        "choose": (drawings / "choose.svg").as_posix(),
        "tick": (drawings / "tick.svg").as_posix(),
        "back": (drawings / "back.svg").as_posix(),
        "forward": (drawings / "forward.svg").as_posix(),
        "scroller": px(56),
    }
    sheet = "".join(part.format(**facts) for part in (_FRAME, _LABELS, _BUTTONS, FIELDS, VIEWS))
    if outlined:
        sheet += _OUTLINED.format(**facts)  # their grey would be too dark to be told from black
    for tone, (ground, text) in colours.tones.items():
        border = f"1px solid {text}" if outlined else "none"
        own = {"tone": tone.value, "ground": ground, "text": text, "border": border}
        sheet += _TONE.format(**{**facts, **own, "round": px(11)})
    return sheet
