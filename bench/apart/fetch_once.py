# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads one file as the worker does, and prints its memory: python -m bench.apart.fetch_once URL FOLDER."""

import sys
import time
from importlib import import_module
from pathlib import Path

from .package import load_package


def peak_bytes() -> int:
    """The most memory this process has had. Linux says it since the program began; elsewhere a parent's may count."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    load_package()
    downloads, transports = import_module("rodin_props.api.download"), import_module("rodin_props.api.http.transport")
    file = import_module("rodin_props.api.results").RemoteFile(url=url, name="model.glb")
    path = downloads.download(
        transports.RequestsTransport(user_agent="bench"),
        file,
        folder / "model.glb",
        refresh=lambda: file,
        wait=lambda seconds: bool(time.sleep(seconds)),
        from_loopback=True,
    )
    print(path.stat().st_size, peak_bytes())


if __name__ == "__main__":
    main()
