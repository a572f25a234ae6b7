# SPDX-License-Identifier: GPL-3.0-or-later
"""The library: keep props in it, list what is kept, publish it. Costs nothing and needs no network."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...jobs.library import layout
from ...jobs.library.errors import LibraryGone, LibraryNotChosen
from ...session import addon, session
from ...session.keeping import library
from ..command import Command
from ..errors import BadArguments
from ..output.answer import Answer, JobFacts, KeptProp
from ..working.naming_jobs import job_named
from ..working.shared_arguments import absolute

if TYPE_CHECKING:
    from ...jobs.job import Job
    from ...session.keeping.library import Library
    from ..command import Run


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "keep", "publish"), help="What to do.")
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="With keep: ids of jobs whose props are to be kept.")
    parser.add_argument(
        "--folder",
        type=Path,
        help="The library's folder; `keep` makes it if it is not there. Default: the one in the preferences.",
    )
    parser.add_argument("--contact", default="", help="With publish: who offers the library, for those who use it.")


def _run(run: Run) -> Answer:
    said = run.said
    if (said.action == "keep") != bool(said.jobs):
        raise BadArguments("`library keep JOB…` keeps the props of jobs; `list` and `publish` take no jobs.")
    chosen = _chosen(run)
    match said.action:
        case "keep":
            return _keep(run, chosen, tuple(map(job_named, said.jobs)))
        case "publish":
            return _publish(run, chosen)
        case _:
            props = tuple(_kept(path) for path in sorted(layout.find_kept(chosen.folder).values()))
            return Answer(library=str(chosen.folder), props=props, said=() if props else ("It holds no props.",))


def _chosen(run: Run) -> Library:
    """Return the library that is meant. :raises LibraryNotChosen, LibraryGone, LibraryNotWritable:"""
    if run.said.folder is not None:
        folder = absolute(run.said.folder)
        if run.said.action != "keep" and not folder.is_dir():
            raise LibraryGone(folder.name)
        return library.choose(run.context, folder, folder.name)
    chosen = library.chosen(run.context)
    if chosen is None:
        raise LibraryNotChosen
    if not chosen.folder.is_dir():
        raise LibraryGone(chosen.folder.name)
    return chosen


def _keep(run: Run, chosen: Library, jobs: tuple[Job, ...]) -> Answer:
    """Keep props, and wait until they are kept. :raises KeepingFailed:"""
    from ...session.keeping import queue
    from ...session.keeping.keep import keep, why_not

    if refused := next(filter(None, map(why_not, jobs)), ""):
        raise BadArguments(refused)
    run.progress.say("Writing into the library")
    begun = keep(run.context, jobs)
    queue.finish(run.context, [job.id for job in begun.asked])
    kept = layout.find_kept(chosen.folder)
    paths = [path for job in jobs if (path := layout.path_of(job.id, kept)) is not None]
    said = tuple(dict.fromkeys((*session.current().take_remarks(), *(f"{j.name} was there." for j in begun.already))))
    return Answer(
        library=str(chosen.folder), props=tuple(map(_kept, paths)), jobs=tuple(map(JobFacts.of, jobs)), said=said
    )


def _publish(run: Run, chosen: Library) -> Answer:
    """Write the listing that makes the library a remote one. :raises PublishError, NoSuchLibrary:"""
    from ...session.keeping import publishing

    if bpy.app.version < addon.OLDEST_TO_PUBLISH:
        raise BadArguments("Remote asset libraries came with Blender 5.2. Publish this library with that.")
    run.progress.say("Writing the listing")
    publication = publishing.begin(run.context, chosen.name, publisher=run.said.contact)
    try:
        publication.wait()
    finally:
        publishing.stop()
    if publication.error is not None:
        raise publication.error
    return Answer(library=str(chosen.folder), said=(publishing.done_sentence(publication),))


def _kept(path: Path) -> KeptProp:
    return KeptProp(name=layout.name_of(path), project=path.parent.name, path=str(path))


LIBRARY = Command(
    name="library",
    help="List what the library holds, keep props in it, or publish it",
    costs="Costs nothing.",
    add_arguments=_add_arguments,
    run=_run,
)
