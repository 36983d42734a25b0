"""Minutes and kilometres: a router's word where one answers, else the straight line and more."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from qamtu.transport.roads import straight, ways

POINTS = [(44.85, 65.50), (44.86, 65.53)]


class Router(BaseHTTPRequestHandler):
    """Speaks as a Valhalla and as an OSRM; `missing`: it knows no way back."""

    missing = False
    asked: list[str] = []

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert told["sources"][0] == {"lat": 44.85, "lon": 65.50}
        back = None if self.missing else 660
        self._say(
            {
                "sources_to_targets": [
                    [{"time": 0, "distance": 0.0}, {"time": 600, "distance": 5.5}],
                    [{"time": back, "distance": 6.0}, {"time": 0, "distance": 0.0}],
                ]
            }
        )

    def do_GET(self) -> None:
        self.asked.append(self.path)
        back = None if self.missing else 660.0
        self._say(
            {
                "code": "Ok",
                "durations": [[0, 600.0], [back, 0]],
                "distances": [[0, 5500.0], [6000.0, 0]],
            }
        )

    def _say(self, answer: Any) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def router() -> Iterator[str]:
    Router.missing = False
    server = HTTPServer(("127.0.0.1", 0), Router)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("prefix", ["", "osrm:"])
def test_a_router_is_believed(router: str, settings: Any, prefix: str) -> None:
    settings.ROUTER = f"{prefix}{router}/"
    minutes, kilometres, is_routed = ways(POINTS)
    assert is_routed
    assert (minutes[0, 1], minutes[1, 0]) == (10.0, 11.0)
    assert (kilometres[0, 1], kilometres[1, 0]) == (5.5, 6.0)


def test_an_osrm_is_asked_in_its_own_order_of_coordinates(router: str, settings: Any) -> None:
    settings.ROUTER = f"osrm:{router}"
    ways(POINTS)
    assert Router.asked[-1].startswith("/table/v1/driving/65.500000,44.850000;65.530000,44.860000?")


@pytest.mark.parametrize("prefix", ["", "osrm:"])
def test_where_a_way_is_missing_the_straight_line_is_taken(
    router: str, settings: Any, prefix: str
) -> None:
    Router.missing = True
    settings.ROUTER = f"{prefix}{router}"
    minutes, _kilometres, is_routed = ways(POINTS)
    assert not is_routed
    assert minutes[1, 0] == straight(POINTS)[0][1, 0]


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:9", "osrm:http://127.0.0.1:9"])
def test_without_an_answer_the_straight_line_is_taken(settings: Any, address: str) -> None:
    settings.ROUTER = address
    minutes, kilometres, is_routed = ways(POINTS)
    assert not is_routed
    assert minutes[0, 1] == kilometres[0, 1] * 60 / 40
