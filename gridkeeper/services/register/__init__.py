"""The register 一户一档: what happens to people and homes.

Modules:
- `events`, `writing`: who came, went, was born and died; writing it.
- `rules`, `homes`: what must be so before; where people go.
- `history`: what happened to a person or a household, for its page.
- `consents`: what people have agreed to; taking it back.
- `duplicates`, `comparing`: who may stand in the register twice, merged, or told apart; two people
  side by side.
- `chances`: what can happen now, and why the rest cannot.
- `cautions`: what a person may not have thought of while recording.
"""

from __future__ import annotations
