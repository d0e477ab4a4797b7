"""The word lists of the item rules, lower-cased."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words without meaning of their own. "not" and "no" are none of them: they turn a sentence round.
STOP = _listed(
    "a about above after again against am an and any are as at be because been before being below between both but by "
    "did do does doing down during each for from further had has have having he her here hers him his how i if in "
    "into is it its itself me more my of off on once or other our out over own she so some such than that the their "
    "them then there these they this those through to too under until up very was we were what when where which while "
    "who whom why will with would you your yours should could can may might must shall "
)
EXTREMES = _listed(
    "always never all only cannot can't every everyone everybody everything everywhere none nobody nothing nowhere "
    "guarantee guarantees guaranteed completely entirely totally absolutely wholly impossible invariably exclusively "
    "whatsoever "
)
HEDGES = _listed(
    "may might can could often usually sometimes generally typically normally mostly probably likely perhaps possibly "
    "seldom rarely tend tends depends approximately roughly somewhat "
)
