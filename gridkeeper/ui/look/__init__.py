"""How everything looks: one table of tokens, and what is made of it.

Modules:
- `tokens`: colours, spacing, type and radii of every scheme; the only place where they stand.
- `style_sheet`: the style sheet made from the tokens.
- `style_views`: what it says of fields, lists and tables.
- `palette`: Qt's palette made from the tokens.
- `fonts`: our own fonts, so that it looks the same everywhere.
- `icons`: line icons in the colour of their surroundings.
- `theme`: the look in force; changes live.
"""

from __future__ import annotations
