"""A fixed low-discrepancy sequence: the same question has the same worlds, and the same answer.

Sobol points in two dimensions for what all units share, and one scrambled dimension for each doubt
of a unit, padded as in Burley, "Practical Hash-based Owen Scrambling" (JCGT 9:4, 2020).
"""

from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from advisor.engine.place import FloatArray

Bits = npt.NDArray[np.uint32]

_FIRST, _SECOND = np.uint32(0x5EED0001), np.uint32(0x5EED0002)
_SHUFFLES: Final = np.uint32(0x9E3779B9)
_MIXES: Final = tuple(map(np.uint32, (0x6C50B47C, 0xB82F1E52, 0xC7AFE638, 0x8D22F6E6)))
_SWAPS: Final = ((1, 0x55555555), (2, 0x33333333), (4, 0x0F0F0F0F), (8, 0x00FF00FF))


@lru_cache(maxsize=8)
def shared(count: int) -> tuple[FloatArray, FloatArray]:
    """Two quantiles of a bell for each of ``count`` worlds, a power of two: (count,) each."""
    index = np.arange(count, dtype=np.uint32)
    second = np.zeros(count, dtype=np.uint32)
    direction = np.uint32(1 << 31)
    for bit in range(count.bit_length()):
        second ^= np.where(index >> np.uint32(bit) & np.uint32(1), direction, np.uint32(0))
        direction ^= direction >> np.uint32(1)
    return (
        _quantiles(_scrambled(_reversed(index), _FIRST), count),
        _quantiles(_scrambled(second, _SECOND), count),
    )


def of_its_own(seeds: Bits, count: int) -> FloatArray:
    """Quantiles of a bell in an order that each of ``seeds`` alone decides: (…, count)."""
    seeds = seeds[..., None]
    index = np.arange(count, dtype=np.uint32)
    shuffled = _scrambled(np.broadcast_to(index, (*seeds.shape[:-1], count)), seeds ^ _SHUFFLES)
    return _quantiles(_scrambled(_reversed(shuffled), seeds), count)


def _scrambled(values: Bits, seeds: Bits | np.uint32) -> Bits:
    """Nested uniform (Owen) scrambling by a hash."""
    x = _reversed(values) + seeds
    for mix in _MIXES:
        x = x ^ x * mix
    return _reversed(x)


def _reversed(values: Bits) -> Bits:
    """The 32 bits of each value in reverse."""
    x = values
    for shift, mask in _SWAPS:
        by, kept = np.uint32(shift), np.uint32(mask)
        x = ((x >> by) & kept) | ((x & kept) << by)
    return (x >> np.uint32(16)) | (x << np.uint32(16))


def _quantiles(values: Bits, count: int) -> FloatArray:
    """Each of ``count`` equal parts of a bell, by its middle."""
    part = (values.astype(np.uint64) * np.uint64(count)) >> np.uint64(32)
    return np.asarray(_bell(count)[part.astype(np.int64)], dtype=np.float64)


@lru_cache(maxsize=8)
def _bell(count: int) -> FloatArray:
    return np.array([NormalDist().inv_cdf((part + 0.5) / count) for part in range(count)])
