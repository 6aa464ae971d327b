"""Buildings, floors by doors: what is known behind each door, and recording what was found there.

Modules:
- `page`: the page.
- `matrix`: the matrix with its layer, legend and keys.
- `keys_line`: what keys mean there, in one line.
- `houses`: the list of buildings.
- `table`: the doors of a building as a model.
- `stairs`: the head of its columns, with the names of staircases.
- `view`: where one walks from door to door by keys.
- `paths`: which door is next.
- `delegate`: draws the doors.
- `legend`: what colours and letters mean, with how many doors are so.
- `panel`: all about the door that the keyboard is on.
- `knocks`: recording what was found at one door or at many, at once.
- `several`: one visit's values for many doors.
- `rooms`: making the doors that the register lacks.
"""

from __future__ import annotations
