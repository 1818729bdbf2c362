"""The balancer of the soak hands connections round, and leaves out who is dead."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
import requests

from tests.replicas.balancer import Balancer
from tests.scenarios.installing import free_port


class _Named(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"%d %d" % (self.server.server_address[1], len(body)))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def ports() -> Iterator[list[int]]:
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Named) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [server.server_address[1] for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


def test_connections_go_round_and_large_bodies_arrive_whole(ports: list[int]) -> None:
    with Balancer(ports) as balancer:
        told = [requests.post(balancer.url, data=b"x" * 300_000, timeout=10).text.split() for _ in range(4)]
    assert {int(port) for port, _ in told} == set(ports)
    assert {size for _, size in told} == {"300000"}


def test_the_dead_are_left_out_and_where_all_are_dead_the_connection_is_cut(ports: list[int]) -> None:
    dead = free_port()
    with Balancer([dead, ports[0]]) as balancer:
        for _ in range(3):
            assert requests.post(balancer.url, data=b"x", timeout=10).text == f"{ports[0]} 1"
    with Balancer([dead]) as balancer, pytest.raises(requests.ConnectionError):
        requests.post(balancer.url, data=b"x", timeout=10)
