"""What the style sheet says of fields, and of lists, tables and what scrolls: templates of it."""

from __future__ import annotations

FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{
    background: {surface}; color: {text};
    border: 1px solid {strong_line}; border-radius: {radius}px;
    padding: 0 {p9}px; min-height: {control}px;
    selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {soft};
}}
QPlainTextEdit, QTextEdit {{ padding: {p6}px {p6}px; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: {focus_width}px solid {focus}; padding: 0 {p8}px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {p5}px {p5}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QListWidget[wrong="true"] {{
    border-color: {bad};
}}
QComboBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled, QLineEdit:read-only,
QPlainTextEdit:read-only {{
    background: {sunken}; color: {soft};
}}
QLineEdit > QToolButton {{
    background: transparent; border: none; padding: 0; min-height: 0; min-width: 0;
}}
QComboBox::drop-down {{ border: none; width: {p28}px; }}
QComboBox::down-arrow {{ image: url("{choose}"); width: {p16}px; height: {p16}px; }}
QComboBox QAbstractItemView, QListView[kind="popup"] {{
    background: {surface}; border: 1px solid {strong_line};
    selection-background-color: {accent_soft}; selection-color: {on_accent_soft};
}}
QComboBox QAbstractItemView:focus {{ border: 1px solid {strong_line}; }}
QComboBox QAbstractItemView::item, QListView[kind="popup"]::item {{
    min-height: {line_height}px; padding: {p4}px {p8}px;
}}
QCheckBox, QRadioButton {{
    spacing: {p8}px; min-height: {line_height}px; border: {focus_width}px solid transparent;
    border-radius: {p4}px; padding: 0 {p4}px 0 {p2}px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {focus}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {strong_line}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
    border-color: {line}; background: {sunken};
}}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{
    width: {p16}px; height: {p16}px; border: 1px solid {strong_line}; background: {surface};
}}
QCheckBox::indicator, QListView::indicator {{ border-radius: {p3}px; }}
QRadioButton::indicator {{ border-radius: {p8}px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{tick}");
}}
QRadioButton::indicator:checked {{
    border: {p5}px solid {accent}; border-radius: {p9}px; width: {p8}px; height: {p8}px;
}}
QProgressBar {{
    background: {sunken}; border: 1px solid {line}; border-radius: {p4}px;
    max-height: {p6}px; min-height: {p6}px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: {p3}px; }}
QFileDialog QToolButton {{ padding: 0 {p6}px; min-width: {p20}px; }}
QFileDialog QToolButton:focus {{ padding: 0 {p5}px; }}
"""

VIEWS = """
QTableView, QListView, QListWidget, QTreeView {{
    background: {surface}; alternate-background-color: {sunken}; border: none;
    selection-background-color: {accent_soft}; selection-color: {on_accent_soft};
    gridline-color: {line};
}}
QTableView[kind="framed"], QListView[kind="framed"], QTreeView[kind="framed"],
QListView[kind="ticks"] {{
    border: 1px solid {line}; border-radius: {p8}px; padding: 1px;
}}
QListView[kind="framed"], QListView[kind="ticks"] {{ padding: {p4}px 0; }}
QListView[hangs="true"] {{ border-color: {strong_line}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: {focus_width}px solid {focus}; }}
QTableView[kind="framed"]:focus, QTreeView[kind="framed"]:focus {{
    padding: 0; border-radius: {p3}px;
}}
QTableView::item {{ padding: 0 {in_cell}px; }}
QListView::item {{ padding: {p4}px {p8}px; }}
QListView[kind="framed"]::item {{ margin: 0 {p4}px; border-radius: {p4}px; }}
QListView[kind="framed"]::item:selected {{
    background: {accent_soft}; color: {on_accent_soft};
}}
QListView[kind="ticks"]::item {{ border: {focus_width}px solid transparent; }}
QListView[kind="ticks"]::item:selected {{ background: transparent; color: {text}; }}
QListView[kind="ticks"]::item:selected:focus {{
    background: {accent_soft}; color: {on_accent_soft};
}}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QGraphicsView[kind="picture"], QLabel[kind="picture"] {{
    background: {sunken}; border: 1px solid {line}; border-radius: {p8}px; padding: 1px;
    color: {soft};
}}
QGraphicsView[kind="picture"]:focus {{
    border: {focus_width}px solid {focus}; padding: 0;
}}
QAbstractScrollArea[kind="sheets"] {{
    background: {sunken}; border: 1px solid {line}; border-radius: {p8}px;
}}
QAbstractScrollArea[kind="sheets"]:focus {{ border: {focus_width}px solid {focus}; }}
QListView[kind="bars"], QListView[kind="bars"]:focus {{
    border: {focus_width}px solid transparent;
}}
QListView[kind="bars"]:focus {{ border-color: {focus}; border-radius: {p4}px; }}
QListWidget[kind="navigation"] {{ background: transparent; border: none; }}
QListWidget[kind="navigation"]::item {{
    padding: 0 {p6}px; margin: 1px {p8}px; border-radius: {radius}px;
    border: {focus_width}px solid transparent;
}}
QListWidget[kind="navigation"]::item:hover {{ background: {hover}; }}
QListWidget[kind="navigation"]::item:selected {{
    background: {accent_soft}; color: {on_accent_soft}; font-weight: 700;
}}
QListWidget[kind="navigation"]::item:selected:active {{ border-color: transparent; }}
QListWidget[kind="navigation"]::item:selected:focus {{ border-color: {focus}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
    background: {surface}; color: {soft}; border: none; border-bottom: 1px solid {line};
    padding: 0 {p8}px; min-height: {control}px; font-weight: 700; text-align: left;
}}
QTableView[kind="framed"] QHeaderView {{ background: transparent; }}
QTableView[kind="framed"] QHeaderView::section:first {{ border-top-left-radius: {p7}px; }}
QTableView[kind="framed"] QHeaderView::section:last {{ border-top-right-radius: {p7}px; }}
QTableView[kind="framed"] QHeaderView::section:vertical {{ border-bottom: none; }}
QHeaderView::section:hover {{ color: {text}; background: {hover}; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: transparent; color: {soft}; border: none; border-bottom: 2px solid transparent;
    padding: {p6}px {p12}px; min-height: {line_height}px;
}}
QTabBar::tab:selected {{ color: {accent}; border-bottom-color: {accent}; font-weight: 700; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ background: {accent_soft}; }}
QTabBar::scroller {{ width: {scroller}px; }}
QTabBar QToolButton {{
    background: {window}; border: none; border-radius: 0; padding: 0; min-height: 0;
}}
QTabBar QToolButton::left-arrow {{ image: url("{back}"); width: {p16}px; height: {p16}px; }}
QTabBar QToolButton::right-arrow {{ image: url("{forward}"); width: {p16}px; height: {p16}px; }}
QTabBar QToolButton:disabled {{ background: {window}; }}
QTabBar QToolButton::left-arrow:disabled, QTabBar QToolButton::right-arrow:disabled {{
    image: none;
}}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QScrollBar:vertical {{ background: transparent; width: {p11}px; margin: {p2}px; }}
QScrollBar[kind="apart"]:vertical {{ width: {p18}px; margin-left: {p8}px; }}
QScrollBar:horizontal {{ background: transparent; height: {p11}px; margin: {p2}px; }}
QScrollBar::handle {{
    background: {strong_line}; border-radius: {p4}px; min-height: {p32}px; min-width: {p32}px;
}}
QScrollBar::handle:hover {{ background: {soft}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; width: 0; height: 0;
}}
QCalendarWidget QWidget {{ alternate-background-color: {sunken}; }}
QCalendarWidget QToolButton {{ min-height: {line_height}px; padding: 0 {p6}px; border: none; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: {accent}; selection-color: {on_accent}; background: {surface};
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {soft}; }}
QCalendarWidget #qt_calendar_navigationbar {{ background: {surface}; min-height: {p32}px; }}
"""
