"""GridKeeper 网格管家: offline casework for urban communities, grid by grid.

Each line may import only the lines below it (`pyproject.toml` holds the contract, a test runs it):

- `__main__`, `cli`: the ways in.
- `app`: the composition root; it builds everything and knows every class.
- `ui`: Qt; asks services, shows domain values.
- `services`: use cases; one public method is one thing a person can do.
- `storage`, `exchange`, `ledgers`, `reports`: encrypted SQL, batch files, Excel, PDF.
- `domain`: values, rules and merging; no input or output, no clock, no chance.
- `errors`, `progress`: what can go wrong, how far something is.
- `texts`: translated texts.
- `resources`: the one door to the files that travel with the program.
"""

from __future__ import annotations

__version__ = "0.2.0"
