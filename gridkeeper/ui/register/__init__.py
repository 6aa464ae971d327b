"""What is done with the register beside typing it: verified, changed by an event, found twice.

Modules:
- `verifying`: that nothing has changed, by one key.
- `offering`: the menu of what may have happened to a person or a household.
- `asking`: what each event asks.
- `people`: who of a household it happened to.
- `happening`, `telling`: the short form of an event; what it tells, written down.
- `drafting`: what is typed into such a form is kept, and comes back.
- `doubles`: who may stand in the register twice.
- `side_by_side`: two people beside each other.
- `withdrawing`: taking a consent back.
"""

from __future__ import annotations
