"""The sample community: invented people, plainly marked, made from a seed alone.

Nothing here asks the clock or chance: the same seed makes the same community but for the ids.

Modules:
- `values`: what is handed over: a community, a month, and what becomes of its cases.
- `words`: word material of `resources/samples`, drawn so that texts do not repeat.
- `numbers`: telephone, identity and credit numbers that check out and cannot exist.
- `names`: names of people.
- `families`: who lives together.
- `register`: the community itself.
- `residents`: the people of a household and what is known of them.
- `care`: who belongs to which care group.
- `shops`: the small premises.
- `scenes`: a grid as its worker knows it.
- `months`: a month of work in some grids.
- `visits`, `disputes`, `hazards`, `requests`: that month's records.
- `findings`: what checks and patrols found, by the checklists.
- `home_visits`: what is met, said and agreed at a door.
- `parties`: who can be at odds with whom.
- `sampling`: the community in stores, worked in, to look round.
- `demo`, `demo_papers`: the whole main job on it.
"""

from __future__ import annotations

from gridkeeper.services.samples.months import month
from gridkeeper.services.samples.register import community
from gridkeeper.services.samples.values import CasePlan, Community, Goal, Month, PlannedStep

__all__ = ["CasePlan", "Community", "Goal", "Month", "PlannedStep", "community", "month"]
