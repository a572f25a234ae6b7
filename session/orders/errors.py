# SPDX-License-Identifier: GPL-3.0-or-later
"""Why something is not ordered. Nothing is written down or paid then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.errors import KeyUnusable, OfflineByChoice
from ...api.options.prices import Price
from ...errors import Remedy, RodinError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..inputs.readiness import Missing
    from .planning import Problem

_CODES = {Remedy.SET_KEY: KeyUnusable.code, Remedy.GO_ONLINE: OfflineByChoice.code}


class NotReady(RodinError):
    """No request can be sent: there is no key, or Blender is offline."""

    code = "NOT_READY"

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing.sentence)
        self.remedy = missing.remedy
        self.code = _CODES.get(missing.remedy, self.code)


class OrdersRefused(RodinError):
    """Some of the orders cannot be sent; ``problems`` holds what is wrong with each. :param count: of all orders."""

    code = "ORDERS_REFUSED"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, problems: Sequence[Problem], *, count: int) -> None:
        first = problems[0]
        others = len(problems) - 1
        more = f" There {'is 1 more problem' if others == 1 else f'are {others} more problems'}." if others else ""
        super().__init__(first.sentence if count == 1 else f"“{first.name}”: {first.sentence}{more}")
        self.problems = tuple(problems)


class OverLimit(RodinError):
    """The orders cost more than may be spent. Both in credits."""

    code = "OVER_LIMIT"

    def __init__(self, needed: float, limit: float) -> None:
        super().__init__(
            f"This costs {Price(credits=needed).words}, and no more than {limit:g} may be spent. "
            "Order less, or raise the limit; nothing was sent."
        )
        self.needed, self.limit = needed, limit


class NotFinished(RodinError):
    """There is no prop yet. :param name: of the job."""

    code = "NOT_FINISHED"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is not finished. Wait for it first.")


class KindUnknown(RodinError):
    """A kind of file that cannot be written. :param name: of the file. :param kinds: that can be, such as “.glb”."""

    code = "KIND_UNKNOWN"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, name: str, kinds: Sequence[str]) -> None:
        super().__init__(f"“{name}” cannot be written. Let its name end with {', '.join(kinds[:-1])} or {kinds[-1]}.")


class NotWritten(RodinError):
    """A file could not be written. :param name: of the file. :param reason: middle of the sentence."""

    code = "NOT_WRITTEN"
    remedy = Remedy.FREE_DISK

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}” could not be written: {reason}. The props themselves are safe; try again.")
