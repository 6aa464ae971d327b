"""How records are said, wherever they are shown: masked, in words.

Modules:
- `lists`: what a list shows of a record.
- `naming`: whom records are about, so that their texts do not name them.
- `known_names`: the names of everybody in the store, whom no masked text names either.
- `receipts`: how far each record has come on its way to the other side.
- `tones`: what is urgent and what is good.
- `days`: days in sentences.
- `paper_lines`: what papers say beside a record.
"""

from __future__ import annotations
