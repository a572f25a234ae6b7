# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the sandbox."""

import argparse
import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from .contradictions.table import CONTRADICTIONS, UnknownContradiction, checked
from .faults.bad_zips import ZIPS
from .faults.books import UnknownFault, parse_fault
from .faults.table import ANSWERS, ENDPOINTS, FILES, MODELS, SHAPES
from .replay.recording import BadRecording
from .state.settings import CHOICES, Settings

DESCRIPTION = """\
A local stand-in for the Rodin service, for trying the add-on without credits, for tests and for the demo.
It speaks the real protocol over HTTP on this machine only, asks for a key, charges pretended credits, takes its
time, and makes a real textured model from what it is sent: the subject cut out of the picture and inflated, or for
words alone a shape that follows them."""

EPILOG = """\
examples:
  python -m sandbox                            as fast as is pleasant, on port 8642
  python -m sandbox --speed 1 --credits 2      as slow as the real service, and poor
  python -m sandbox --fault submit.api_no_funds --fault file.reset_midway:3
  python -m sandbox --contradict quads_unpaired --contradict high_pack_free
  python -m sandbox --list-faults

In Blender: Preferences > Add-ons > Rodin Props: set the address and the key that the first line of output says
(or the environment variables RODIN_BASE_URL and RODIN_API_KEY).

faults, also while it runs:
  in a prompt                [[fault:status.failed]] or [[fault:file.reset:2]]: for that task alone
  in a header                X-Sandbox-Fault: status.http_502   for that request (and, on /rodin, its task)
  POST /sandbox/scenario     {"faults": {"any.http_429_seconds": 3, "model.nan": -1}}; also settings such as
                             "credits", "speed", "contradictions": [...], "keys": [...], and "advance_seconds": 700000
  GET  /sandbox/record       every request received, every submission and what was charged
  POST /sandbox/reset        forget everything, settings as at the start"""

SAID: dict[str, str] = {
    "option_rules": "which options of a generation are taken: as of when",
    "usdz_with_gen_2_5": "Gen-2.5 writes usdz",
    "price_generation": "credits for a generation",
    "price_extreme_high": "credits that the tier Gen-2.5-Extreme-High adds",
    "price_high_pack": "credits that the addon HighPack adds",
    "price_extreme_high_textures": "credits that texture_mode extreme-high adds",
    "retexture_mesh": "what becomes of the mesh that new textures are asked for",
    "bang_files": "one file with a node for each part, a file for each, or a zip of those",
    "bang_names": "what parts are called: as wanted, by numbers, nothing",
    "price_textures": "credits for new textures",
    "price_parts": "credits for parts",
    "bang_parts": "how many parts there are; 0: as asked for",
    "bang_explode": "how far parts move apart, whatever was asked for; -1: as asked for",
    "bang_drift": "how far points of parts move, of the longest side",
    "bang_least_strength": "the smallest strength that is taken",
    "bang_normalised": "parts come in the usual place and size",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the service; return the exit status."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.list_faults:
        print("\n".join(_fault_lines()))
        return 0
    logging.basicConfig(level=logging.INFO if chosen.verbose else logging.ERROR)
    try:
        settings = _settings(chosen)
    except (UnknownFault, UnknownContradiction) as error:
        parser.error(str(error))
    return _run(settings)


def _run(settings: Settings) -> int:
    from .service import serve

    try:
        asyncio.run(serve(settings, on_ready=lambda line: print(line, flush=True)))
    except (BadRecording, OSError) as error:
        print(f"The sandbox cannot start: {error}")
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def _parser() -> argparse.ArgumentParser:
    default = Settings()
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--port", type=int, default=default.port, help="API port (default %(default)s; 0: a free one)")
    add("--files-port", type=int, default=0, help="port of the file host (default: a free one)")
    add("--key", action="append", help="API key that is let in; may be repeated (default: sandbox-key)")
    add("--credits", type=float, default=default.credits, help="credits to begin with (default %(default)s)")
    add("--speed", type=float, default=default.speed, help="times faster than the real service (default %(default)s)")
    add("--latency-seconds", type=float, default=0.0, help="delay of every answer (default %(default)s)")
    add(
        "--parallel-limit", type=int, default=default.parallel_limit, help="tasks at once; 0: any (default %(default)s)"
    )
    add("--rate-limit", type=int, default=default.rate_limit, help="requests a minute; 0: any (default %(default)s)")
    add("--link-lifetime-seconds", type=float, default=default.link_lifetime_seconds, help="default %(default)s")
    add("--empty-downloads", type=int, default=default.empty_downloads, help="empty lists after Done (%(default)s)")
    add("--file-bytes-per-second", type=int, default=0, help="bandwidth of a file transfer; 0: all there is")
    add("--texture-pixels", type=int, default=0, help="force this texture size (small ones make tests fast)")
    add("--max-faces", type=int, default=0, help="never make more faces than this")
    add("--model-shape", default="", choices=CHOICES["model_shape"], help="how GLBs are written (default: by the seed)")
    add("--longest-side", type=float, default=0.0, help="size of models (default: 1.9 mostly, 1.0 sometimes)")
    add("--model-squeeze", default="", choices=CHOICES["model_squeeze"], help="squeeze GLBs as people do with copies")
    add("--dense-copy", action="store_true", help="Gen-2.5-Extreme-High lists a second, much denser mesh")
    add("--workers", type=int, default=default.workers, help="processes that make models (default %(default)s)")
    add("--seed", type=int, help="make ids and variations repeatable")
    add("--fault", action="append", default=[], metavar="NAME[:N]", help="let this go wrong N times (-1 or *: always)")
    add("--contradict", action="append", default=[], metavar="NAME", help="be other than the add-on assumes in this")
    add("--replay", default="", metavar="FILE", help="answer as the real service did in a recording of `make live`")
    add("--list-faults", action="store_true", help="show all faults and contradictions, and end")
    add("--verbose", action="store_true", help="log what happens")
    _add_settings_by_name(parser, default)
    return parser


def _add_settings_by_name(parser: argparse.ArgumentParser, default: Settings) -> None:
    """Add what the service takes and charges, and how new textures and parts come back."""
    group = parser.add_argument_group("rules, prices, new textures and parts")
    for name, text in SAID.items():
        first = getattr(default, name)
        kind: dict[str, Any] = {"type": type(first)}
        if name in CHOICES:
            kind = {"choices": CHOICES[name]}
        elif isinstance(first, bool):
            kind = {"action": argparse.BooleanOptionalAction}
        group.add_argument(_option(name), default=first, help=f"{text} (default {first})", **kind)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _settings(chosen: argparse.Namespace) -> Settings:
    same = {name: getattr(chosen, name) for name in vars(chosen) if name in Settings.__slots__}
    same.update(keys=tuple(chosen.key or Settings().keys), speed=max(chosen.speed, 1e-3))
    same.update(contradictions=checked(chosen.contradict))
    return Settings(**same, faults=dict(parse_fault(written) for written in chosen.fault))


def _fault_lines() -> list[str]:
    lines = ["Answers: write one of these in front ..."]
    lines += [f"  {stage + '.':32} {text}" for stage, text in ENDPOINTS.items()]
    lines += ["... of one of these:"]
    lines += [f"  {kind:32} {text}" for kind, text in ANSWERS.items()]
    lines += ["", "One thing wrong in an otherwise good answer:"]
    lines += [f"  {name:32} {text}" for name, text in SHAPES.items()]
    lines += ["", "The file host:"]
    lines += [f"  {'file.' + kind:32} {text}" for kind, text in FILES.items()]
    lines += ["", "The model:"]
    lines += [f"  {'model.' + kind:32} {text}" for kind, text in MODELS.items()]
    lines += ["", "The zip of parts:"]
    lines += [f"  {'zip.' + kind:32} {text}" for kind, text in ZIPS.items()]
    lines += ["", "Contradictions, for --contradict:"]
    lines += [f"  {name:32} {text}" for name, text in CONTRADICTIONS.items()]
    return lines
