"""How close two texts are, and which words of a search say nothing of a unit."""

FILLERS = frozenset(
    {
        *("a", "an", "the", "and", "or", "of", "for", "by", "with", "in", "on", "my", "no"),
        *("heat", "heater", "heating", "cool", "cooling", "pump", "pumps", "heatpump", "hp"),
        *("ac", "air", "conditioner", "conditioners", "conditioning", "ductless", "btu", "btuh"),
        *("unit", "units", "model", "models", "number", "system", "systems", "room", "single"),
        *("zone", "mini", "split", "minisplit", "portable", "window", "smallest", "small"),
        *("bomba", "bombas", "de", "del", "la", "el", "los", "las", "y", "calor", "con", "para"),
        *("unidad", "unidades", "modelo", "modelos", "aire", "acondicionado", "portatil"),
        *("portatiles", "ventana", "habitacion"),
    }
)
"""Keys of words that any unit could bear, in English and Spanish."""


def one_apart(typed: str, known: str) -> bool:
    """The same but for one letter: wrong, missing, too many, or changed with its neighbor.

    >>> one_apart("ls090hv4", "ls090hsv4"), one_apart("mzsfs06na", "mszfs06na")
    (True, True)
    >>> one_apart("arc1230wn", "arc14sh")
    False
    """
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    for letter, other in zip(typed, known, strict=False):
        if letter != other:
            break
        start += 1
    ours, theirs = typed[start:], known[start:]
    if len(ours) != len(theirs):
        return ours[1:] == theirs or ours == theirs[1:]
    swapped = ours[1::-1] + ours[2:]
    return ours[1:] == theirs[1:] or swapped == theirs
