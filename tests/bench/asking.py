"""Asks the server what the browser asks: Dash's callbacks over HTTP."""

import json
from typing import Any

import httpx

ADDRESS = "/_dash-update-component"
JSON = {"Content-Type": "application/json", "Accept-Encoding": "zstd, br, gzip"}

Body = dict[str, Any]


class Asker:
    """Knows the callbacks of a server, and builds the bodies that a browser sends which shows the page already."""

    def __init__(self, client: httpx.Client, paths: list[str]) -> None:
        callbacks = client.get("/_dash-dependencies").json()
        self._callbacks = {one["inputs"][0]["id"]: one for one in callbacks if not one["clientside_function"]}
        self._bars: dict[str, str] = {}
        for path in paths:
            answer = client.post(ADDRESS, json=self.page(path, "")).json()
            self._bars[path] = answer["response"]["bar"]["data"]

    def page(self, path: str, search: str) -> Body:
        """Return what asks for a page."""
        asked = {"path": path, "search": search, "dark": False, "narrow": False, "attempts": 0}
        return self._build("asked", asked, self._bars.get(path))

    def evidence(self, opened: str) -> Body:
        """Return what asks for the evidence of an `open` parameter."""
        return self._build("opened", opened, None)

    def _build(self, name: str, value: object, state: object) -> Body:
        callback = self._callbacks[name]
        parts = [part.rpartition(".") for part in callback["output"].strip(".").split("...")]
        outputs = [{"id": part, "property": of} for part, _, of in parts]
        return {
            "output": callback["output"],
            "outputs": outputs if callback["output"].startswith("..") else outputs[0],
            "inputs": [{**callback["inputs"][0], "value": value}],
            "changedPropIds": [f"{name}.{callback['inputs'][0]['property']}"],
            "state": [{**one, "value": state} for one in callback["state"]],
        }


def ask(client: httpx.Client, body: Body) -> int:
    """Send a body and return how many bytes came back, compressed. Raises RuntimeError for what is no answer."""
    with client.stream("POST", ADDRESS, content=json.dumps(body), headers=JSON) as answer:
        answer.read()
        if answer.status_code != 200:
            raise RuntimeError(f"the server answered {answer.status_code}: {answer.text[:300]}")
        return answer.num_bytes_downloaded
