# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain `requests` against a sandbox in a process of its own: no line of the add-on's client."""

import io
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests
from PIL import Image, ImageDraw

sys.path.append(str(Path(__file__).resolve().parents[2]))  # for looking at the sandbox's own parts

FULL = {"tier": "Gen-2", "geometry_file_format": "glb", "material": "PBR", "mesh_mode": "Quad", "quality": "low"}
FULL |= {"seed": "1"}
"""What a careful client always sends, and a seed: equal requests need be made once only."""


def teapot_picture() -> bytes:
    """A drawn thing on transparency, PNG."""
    image = Image.new("RGBA", (400, 300))
    draw = ImageDraw.Draw(image)
    draw.ellipse((90, 70, 310, 270), fill=(40, 90, 200, 255))
    draw.polygon([(290, 150), (380, 90), (370, 120), (300, 210)], fill=(200, 60, 40, 255))
    draw.ellipse((170, 40, 230, 90), fill=(230, 200, 40, 255))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def photo(name: str) -> bytes:
    """A photograph that scikit-image ships, PNG."""
    import skimage.data

    data = io.BytesIO()
    Image.fromarray(np.asarray(getattr(skimage.data, name)())).save(data, "PNG")
    return data.getvalue()


@dataclass(slots=True)
class Caller:
    """Calls the sandbox as a client would."""

    sandbox: Any

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.sandbox.key}"}

    def post(self, path: str, **arguments: Any) -> requests.Response:
        headers = {**self.headers, **arguments.pop("headers", {})}
        return requests.post(self.sandbox.base_url + path, headers=headers, timeout=30, **arguments)

    def submit(self, images: tuple[bytes, ...] = (), *, headers: Any = None, **fields: str) -> requests.Response:
        parts = [("images", (f"view{index}.png", data, "image/png")) for index, data in enumerate(images)]
        parts += [(name, (None, value)) for name, value in fields.items()]
        return self.post("/rodin", files=parts, headers=headers or {})

    def status(self, answer: dict[str, Any]) -> dict[str, Any]:
        key = answer["jobs"]["subscription_key"]
        return self.post("/status", json={"subscription_key": key}).json()

    def wait(self, answer: dict[str, Any]) -> list[str]:
        """Poll until no job runs any more; the words."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            words = [job["status"] for job in self.status(answer).get("jobs", [])]
            if words and all(word in ("Done", "Failed") for word in words):
                return words
            time.sleep(0.02)
        raise AssertionError("the task never ended")

    def files(self, answer: dict[str, Any]) -> dict[str, str]:
        """Ask until the list is not empty: name -> url."""
        for _ in range(5):
            entries = self.post("/download", json={"task_uuid": answer["uuid"]}).json()["list"]
            if entries:
                return {entry["name"]: entry["url"] for entry in entries}
        return {}

    def made(self, images: tuple[bytes, ...] = (), **fields: str) -> dict[str, bytes]:
        """The whole way: name -> bytes."""
        answer = self.submit(images, **{**FULL, **fields}).json()
        self.wait(answer)
        return {name: requests.get(url, timeout=30).content for name, url in self.files(answer).items()}

    def balance(self) -> float:
        return requests.get(self.sandbox.base_url + "/check_balance", headers=self.headers, timeout=30).json()[
            "balance"
        ]


@pytest.fixture(scope="session")
def small_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """A fast one whose models are small."""
    limits = ("--rate-limit", "0", "--parallel-limit", "0", "--credits", "1000")
    return start_sandbox("--speed", "1000", "--texture-pixels", "128", "--max-faces", "1500", *limits)


@pytest.fixture
def caller(small_sandbox: Any) -> Iterator[Caller]:
    """Calls a sandbox that remembers nothing."""
    small_sandbox.reset()
    yield Caller(small_sandbox)
    small_sandbox.reset()
