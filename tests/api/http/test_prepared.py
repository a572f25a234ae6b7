# SPDX-License-Identifier: GPL-3.0-or-later
"""A transport that was prepared needs none of Blender's files any more: an update may have taken them away."""

import json
import subprocess

import pytest
from support.certificates import server_context
from support.package import command_with_package

CALLS = """
import json, os, sys
from rodin_props.api.errors import ConnectionFailed
from rodin_props.api.http.transport import Part, Request, RequestsTransport

url, plain_url, *proxies = sys.argv[1:]
transport = RequestsTransport(user_agent="RodinPropsTests/1")
transport.prepare("https://api.rodin.example")
os.remove(os.environ["REQUESTS_CA_BUNDLE"])
sys.modules["requests.adapters"].DEFAULT_CA_BUNDLE_PATH = "gone.pem"  # certifi's, as requests itself looks for it
missed, opened = [], []

class Gone:
    def find_spec(self, name, path=None, target=None):
        missed.append(name)

sys.meta_path[:] = [Gone()]
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)

def ask(url, **values):
    try:
        with transport.open(Request(url=url, **values)) as stream:
            while stream.read(65536):
                pass
            return stream.status_code
    except ConnectionFailed as error:
        return type(error).__name__

picture = Part(name="images", data=bytes(100_000), file_name="image_1.png", content_type="image/png")
ends = [
    ask(url, method="POST", parts=(picture,)),
    ask(url, method="POST", json=b"{}", stop=lambda: False),
    ask(url.replace("localhost", "127.0.0.1"), method="GET"),
    ask(plain_url, method="GET"),
    ask("https://nowhere.invalid/", method="GET"),
]
for proxy in proxies:
    os.environ["ALL_PROXY"] = proxy
    ends.append(ask("https://localhost.rodin.example/", method="GET"))
opened = [path for path in opened if path.endswith((".py", ".pyc", ".so", ".pem"))]
print(json.dumps({"ends": ends, "missed": missed, "opened": opened}))
"""


@pytest.fixture
def told(server, other_server, authority, authority_file, make_proxy, monkeypatch):
    """Calls of all kinds in a Python of its own, after all that it could import is gone."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))
    server.tls = server_context(authority.issue_cert("localhost"))
    server.reply(200, "here")
    other_server.reply(200, "here")
    tunnel = make_proxy(tls=server_context(authority.issue_cert("127.0.0.1")))
    urls = [f"https://localhost:{server.port}/", other_server.url]
    proxies = [
        f"http://someone:pass@127.0.0.1:{make_proxy().port}",
        f"https://127.0.0.1:{tunnel.port}",
        "socks5h://x:1",
    ]
    ended = subprocess.run(command_with_package(CALLS, *urls, *proxies), capture_output=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr.decode()
    return json.loads(ended.stdout)


def test_what_was_prepared_needs_no_file_any_more(told):
    assert told["missed"] == []
    assert told["opened"] == []
    assert told["ends"] == [
        200,
        200,
        "CertificateRefused",
        200,
        "ConnectionFailed",
        "CertificateRefused",
        "CertificateRefused",
        "ProxyFailed",
    ]
