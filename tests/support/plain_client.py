# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain `requests` against a sandbox in a process of its own: no line of the add-on's client."""

from dataclasses import dataclass
from typing import Any

import requests

from .waiting import wait_until

FULL = {"tier": "Gen-2", "geometry_file_format": "glb", "material": "PBR", "mesh_mode": "Quad", "quality": "low"}
FULL |= {"seed": "1"}
"""What a careful client always sends, and a seed: equal requests need be made once only."""


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

        def ended() -> list[str]:
            words = [job["status"] for job in self.status(answer).get("jobs", [])]
            return words if all(word in ("Done", "Failed") for word in words) else []

        return wait_until(ended, seconds=120, what="the end of the task")  # type: ignore[no-any-return]

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
