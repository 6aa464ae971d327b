"""The look: contrast that can be read, drawings in its colours, fonts, sizes."""

from __future__ import annotations

import itertools
import runpy
import sys

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF, QIcon, QImage, QPalette
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from gridkeeper import resources, texts
from gridkeeper.ui.actions import ActionSet
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.look.icons import icon
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.look.tokens import COLOURS, Scheme, TextSize, Tone
from gridkeeper.ui.widgets.pieces import button, flush

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 reckons it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_text_can_be_read_on_its_ground(scheme):
    colours = COLOURS[scheme]
    enough = 7 if scheme is Scheme.CONTRAST else 4.5
    grounds = (colours.window, colours.rail, colours.surface, colours.sunken, colours.hover)
    pairs = [
        *itertools.product((colours.text, colours.soft), grounds),
        (colours.on_accent, colours.accent),
        (colours.on_accent, colours.accent_hover),
        (colours.on_accent_soft, colours.accent_soft),
        (colours.accent, colours.surface),
        (colours.tones[Tone.BAD][1], colours.surface),
        (colours.tones[Tone.WARNING][1], colours.surface),
        *(colours.tones[tone] for tone in Tone),
    ]

    weak = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < enough}

    assert not weak


@pytest.mark.parametrize("scheme", Scheme)
def test_the_focus_is_seen_on_every_ground(scheme):
    colours = COLOURS[scheme]

    for ground in (colours.window, colours.rail, colours.surface, colours.accent_soft):
        assert contrast(colours.focus, ground) >= 3


def test_the_pictures_of_the_style_sheet_have_the_colours_of_the_tokens(monkeypatch):
    build = resources.path("theme/build.py")
    monkeypatch.setattr(sys, "path", [*sys.path])
    expected = runpy.run_path(str(build))["drawings"]()

    assert {file: file.read_bytes() for file in expected} == expected


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("scheme", Scheme)
def test_a_theme_puts_colours_and_sizes_on_the_application(qapp, scheme, size):
    theme = Theme(qapp)
    theme.use(scheme, size)

    assert qapp.palette().base().color().name() == COLOURS[scheme].surface
    assert qapp.font().pixelSize() == round(tokens.TEXT * size.factor)
    assert f"font-size: {theme.px(tokens.TITLE)}px" in qapp.styleSheet()
    assert theme.px(tokens.SMALL) >= 13


def test_whoever_follows_the_theme_draws_again_as_long_as_it_lives(qapp, qtbot):
    theme = Theme(qapp)
    widget = QWidget()
    drawn = []
    theme.follow(widget, lambda: drawn.append(theme.scheme))
    theme.use(Scheme.DARK, TextSize.NORMAL)
    widget.setParent(None)
    widget.deleteLater()
    qtbot.waitUntil(lambda: _is_gone(widget))

    theme.use(Scheme.LIGHT, TextSize.NORMAL)

    assert drawn[1:] == [Scheme.DARK]


def _is_gone(widget) -> bool:
    return not shiboken6.isValid(widget)


def test_text_is_set_in_our_own_font(qapp):
    fonts.load()

    assert QFontInfo(fonts.sized(14)).family() == "GridKeeper Sans"


def test_every_icon_is_drawn_in_its_colour(qapp):
    names = [file.stem for file in resources.path("icons").glob("*.svg")]
    assert len(names) > 50

    for name in names:
        image = icon(name, "#ff0000").pixmap(24, 24).toImage()
        image = image.convertToFormat(QImage.Format.Format_ARGB32)
        seen = {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() > 200
        }
        assert "#ff0000" in seen, name


@pytest.mark.parametrize("bold", [False, True])
def test_quotes_and_dots_are_narrow_in_english_and_wide_in_chinese(qapp, bold):
    fonts.load()
    wide = {}
    for language in (texts.CHINESE, texts.ENGLISH):
        texts.use(language)
        font = fonts.sized(20)
        font.setBold(bold)
        wide[language] = [QFontMetricsF(font).horizontalAdvance(char) for char in "‘’“”"]
    texts.use(texts.CHINESE)

    assert min(wide[texts.CHINESE]) > 19
    assert max(wide[texts.ENGLISH]) < 12


@pytest.mark.parametrize("scheme", Scheme)
def test_the_icon_of_a_primary_button_that_is_barred_is_seen(qapp, scheme):
    """What stands out from the accent colour may not from the ground that is there then."""
    theme = Theme(qapp)
    theme.use(scheme, TextSize.NORMAL)
    barred = theme.icon("save", theme.colours.on_accent).pixmap(
        QSize(24, 24), 1.0, QIcon.Mode.Disabled
    )
    plain = theme.icon("save").pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled)
    theme.use(Scheme.LIGHT, TextSize.NORMAL)

    assert barred.toImage() == plain.toImage()


@pytest.mark.parametrize("kind", ["", "primary", "quiet"])
@pytest.mark.parametrize("scheme", Scheme)
def test_the_icon_of_any_button_that_is_barred_is_seen_on_its_ground(qtbot, qapp, scheme, kind):
    theme = Theme(qapp)
    theme.use(scheme, TextSize.NORMAL)
    made = button(theme, "", list, "save", kind)
    around = QWidget()
    qtbot.addWidget(around)
    made.setParent(around)
    made.setEnabled(False)
    made.resize(60, 36)
    around.resize(60, 36)

    drawn = around.grab().toImage()
    theme.use(Scheme.LIGHT, TextSize.NORMAL)

    inside = [drawn.pixelColor(x, y).name() for x in range(8, 52) for y in range(8, 28)]
    ground = drawn.pixelColor(6, 18).name()
    assert max(contrast(pixel, ground) for pixel in inside) >= 3


def test_a_quiet_button_under_texts_begins_where_they_do(qtbot, qapp):
    theme = Theme(qapp)
    theme.use(Scheme.LIGHT, TextSize.NORMAL)

    def ink(made):
        made.resize(made.sizeHint())
        qtbot.addWidget(made)
        drawn = made.grab().toImage()
        ground = drawn.pixelColor(drawn.width() - 1, 1)
        return next(
            x
            for x in range(drawn.width())
            for y in range(4, drawn.height() - 4)
            if drawn.pixelColor(x, y) != ground
        )

    assert ink(button(theme, "H", list, kind="quiet")) > theme.px(8)
    assert ink(flush(button(theme, "H", list, kind="quiet"))) <= theme.px(2)


def test_the_icons_of_menus_follow_the_look(qtbot, qapp):
    theme = Theme(qapp)
    theme.use(Scheme.LIGHT, TextSize.NORMAL)
    window = QWidget()
    qtbot.addWidget(window)
    actions = ActionSet(window, theme, print)

    theme.use(Scheme.DARK, TextSize.NORMAL)

    drawn = actions["delete"].icon().pixmap(QSize(16, 16), 1.0).toImage()
    asked = theme.icon("delete").pixmap(QSize(16, 16), 1.0).toImage()
    theme.use(Scheme.LIGHT, TextSize.NORMAL)
    assert drawn == asked


@pytest.mark.parametrize("kind", [QRadioButton, QCheckBox])
def test_what_cannot_be_chosen_is_grey(qtbot, qapp, kind):
    theme = Theme(qapp)
    theme.use(Scheme.LIGHT, TextSize.NORMAL)
    made = kind("延期")
    qtbot.addWidget(made)
    made.setEnabled(False)
    made.ensurePolished()

    drawn = made.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    assert drawn.name() == theme.colours.strong_line
