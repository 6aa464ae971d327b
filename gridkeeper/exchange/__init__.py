"""Batch files: changes on their way from one store to another, as bytes. `FORMAT.md` is the law.

Modules:
- `keys`: a replica's two key pairs; signatures.
- `marks`: by which an office knows its own words again.
- `manifest`: the public cover, the sealed manifest, and what they are made of.
- `introducing`: a worker's public keys, proved.
- `layout`: names, order and limits of what is in the file.
- `framing`: the ZIP around it, with one possible value for every byte.
- `envelopes`: which envelopes there are, by name.
- `envelope`: the usual one: sealing, to a recipient or by a one-time code; signatures.
- `gm_envelope`: the national one: SM2, SM3, SM4.
- `packing`: what envelopes have in common.
- `media`: files written whole or not at all.
- `writer`: writes a batch and proves it.
- `opening`: what can be checked of a file without a key.
- `reader`: opens a batch, step by step.
- `splitting`: puts a finished batch into volumes.
- `volumes`: opens volumes, and makes a batch of them again.
"""

from __future__ import annotations
