# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as one HTML page that needs nothing else: no script, no file, no network."""

from collections import defaultdict
from collections.abc import Iterator

from ..gallery.costs import Cost, credit_words
from ..states import State
from .pictures import SmallPicture, bytes_for_each, embedded
from .report import Report, ReportRow
from .style import STYLE, STYLE_HASH
from .words import ENGLISH, Language, Say, duration_words, escaped, isolated, moment_words

_POLICY = f"default-src 'none'; img-src data:; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
_MOST_NAMED = 30
"""So many names stand beside one sentence of what went wrong."""
_MOST_NAME_LETTERS = 200
_CLASSES = {
    State.READY: "good",
    State.IMPORTED: "good",
    State.FAILED: "bad",
    State.UNCERTAIN: "unsure",
    State.CANCELLED: "soft",
    None: "soft",
}
"""Of all other states: going."""


def page(report: Report, *, small_picture: SmallPicture, language: Language = ENGLISH) -> Iterator[str]:
    """Yield a page in pieces, each of which holds the pictures of one row at most."""
    say = language.said
    yield _head(report, language)
    yield from _went_wrong(report, say)
    columns = "".join(f"<th>{say(each)}</th>" for each in ("Sent", "Result", "What", "How it went"))
    numbers = "".join(f'<th class="number">{say(each)}</th>' for each in ("Credits", "Time"))
    yield f"<h2>{say('All of them')}</h2>\n<table>\n<thead><tr>{columns}{numbers}</tr></thead>\n<tbody>\n"
    most_bytes = bytes_for_each(sum(len(row.pictures) for row in report.rows))
    for number, row in enumerate(report.rows, start=1):
        yield _row(number, row, small_picture=small_picture, most_bytes=most_bytes, say=say)
    yield "</tbody>\n</table>\n</body>\n</html>\n"


def _head(report: Report, language: Language) -> str:
    say = language.said
    title = escaped(report.title, most=_MOST_NAME_LETTERS)
    about = "".join(f"<p>{isolated(sentence)}</p>\n" for sentence in report.about)
    written = escaped(say(f"Written {moment_words(report.written_at)} by Rodin Props"))
    return (
        f'<!DOCTYPE html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1><bdi>{title}</bdi></h1>\n{about}"
        f'<p class="soft">{written}</p>\n{_sums(report, say)}'
    )


def _sums(report: Report, say: Say) -> str:
    cost = credit_words(report.cost, unit=False).replace("~", "about ") or "0"
    counts = [
        (f"{report.finished:,} of {len(report.rows):,}", say("finished"), "good"),
        (f"{report.going_on:,}", say("on their way"), "going"),
        (f"{report.failed:,}", say("failed"), "bad"),
        (f"{report.unclear:,}", say("unclear"), "unsure"),
        (f"{report.cancelled:,}", say("cancelled"), "soft"),
        (f"{report.not_ordered:,}", say("not ordered"), "soft"),
        (cost, say("credits spent"), ""),
    ]
    if report.expected_credits:
        counts.append((f"about {report.expected_credits:,.6g}", say("credits to come"), ""))
    shown = [each for place, each in enumerate(counts) if place in {0, 6} or each[0] != "0"]
    items = (f'<li><b class="{class_}">{say(number)}</b>{words}</li>' for number, words, class_ in shown)
    return f'<ul class="sums">{"".join(items)}</ul>\n'


def _went_wrong(report: Report, say: Say) -> Iterator[str]:
    """Yield what failed or is unclear, one entry for each sentence that was said of it."""
    groups: dict[tuple[State, str], list[tuple[int, ReportRow]]] = defaultdict(list)
    for number, row in enumerate(report.rows, start=1):
        if row.state in (State.FAILED, State.UNCERTAIN):
            groups[row.state, row.sentence].append((number, row))
    if not groups:
        return
    yield f'<h2>{say("What went wrong")}</h2>\n<ul class="why">\n'
    for (state, sentence), rows in sorted(groups.items(), key=lambda each: -len(each[1])):
        names = ", ".join(
            f'<a href="#row-{number}">{isolated(row.name, most=_MOST_NAME_LETTERS)}</a>'
            for number, row in rows[:_MOST_NAMED]
        )
        more = say(f" and {len(rows) - _MOST_NAMED:,} more") if len(rows) > _MOST_NAMED else ""
        told = f"<p>{isolated(say(sentence))}</p>" if sentence else ""
        words = say(state.words)
        yield f'<li class="{_CLASSES[state]}"><b>{len(rows):,} × {words}</b>{told}<p>{names}{more}</p></li>\n'
    yield "</ul>\n"


def _row(number: int, row: ReportRow, *, small_picture: SmallPicture, most_bytes: int, say: Say) -> str:
    pictures = []
    for path, what in ((next(iter(row.sent), None), "What was sent"), (row.came, "The result")):
        taken = None if path is None else embedded(path, small_picture=small_picture, most_bytes=most_bytes)
        shown = '<div class="empty"></div>' if taken is None else f'<img src="{taken.address}" alt="{say(what)}">'
        pictures.append(f"{shown}{_more(row, say) if what == 'What was sent' else ''}")
    sent, came = pictures
    time = say(duration_words(row.seconds))
    return (
        f'<tr id="row-{number}"><td class="picture">{sent}</td><td class="picture">{came}</td>'
        f'<td class="told">{_told(row, say)}</td><td class="state">{_state(row, say)}</td>'
        f'<td class="number credits" data-label="{say("Credits")}">{_cost(row, say)}</td>'
        f'<td class="number time" data-label="{say("Time")}">{time}</td></tr>\n'
    )


def _more(row: ReportRow, say: Say) -> str:
    return say(f"and {len(row.sent) - 1} more") if len(row.sent) > 1 else ""


def _told(row: ReportRow, say: Say) -> str:
    told = [f'<p class="name">{isolated(row.name, most=_MOST_NAME_LETTERS)}</p>']
    if row.prompt:
        told.append(f'<p class="prompt">{isolated(row.prompt)}</p>')
    said = [f"{isolated(say(label))}: {isolated(say(value))}" for label, value in row.options]
    if row.note:
        said.insert(0, isolated(row.note))
    if said:
        told.append(f'<p class="soft">{" · ".join(said)}</p>')
    return "".join(told)


def _state(row: ReportRow, say: Say) -> str:
    words = say("Not ordered" if row.state is None else row.state.words)
    told = f'<p class="word {_CLASSES.get(row.state, "going")}">{words}</p>'
    return told + (f"<p>{isolated(say(row.sentence))}</p>" if row.sentence else "")


def _cost(row: ReportRow, say: Say) -> str:
    if row.cost.credits or not row.expected_credits:
        return say(_credits(row.cost))
    to_come = say(f"{_credits(Cost(estimated=row.expected_credits))} to come")
    return f'<span class="soft">{to_come}</span>'


def _credits(cost: Cost) -> str:
    return credit_words(cost, unit=False).replace("~", "about ")
