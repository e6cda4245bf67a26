"""Two hosts that share their finished pages in a table of the database (``CACHE_URL=db://…``), one
of them behind PgBouncer: an answer of one serves the other, an edit is seen at the next request,
and a cache that is gone costs nobody a page.
"""

import http.client
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from advisor.operations import optional_cache
from tests.advisor.operations.server import Server, free_port
from tests.slow.stack import ROOM, Base, manage

pytestmark = pytest.mark.slow
TABLE = "finished_pages"


@pytest.fixture(scope="module")
def hosts(base: Base) -> Iterator[tuple[Server, Server]]:
    front = free_port()
    environments = [
        base.environment(front, pooled=pooled) | {"CACHE_URL": f"db://{TABLE}"}
        for pooled in (True, False)
    ]
    made = manage("createcachetable", environment=environments[0])
    assert made.wait(60) == 0, made.communicate()[0]
    with ExitStack() as running:
        servers = []
        for environment in environments:
            servers.append(Server(environment))
            running.callback(servers[-1].kill)
        yield servers[0], servers[1]


def ask(host: Server, path: str) -> tuple[str, str]:
    """The text and the tag of a page."""
    line = http.client.HTTPConnection("127.0.0.1", host.port, timeout=30)
    try:
        line.request("GET", path)
        response = line.getresponse()
        assert response.status == 200
        return response.read().decode(), response.headers["ETag"]
    finally:
        line.close()


def kept(base: Base, tag: str) -> int:
    return int(base.cluster.ask(f"SELECT count(*) FROM {TABLE} WHERE cache_key LIKE %s", f"%{tag}"))


def test_page_that_one_host_made_is_answered_by_the_other(
    base: Base, hosts: tuple[Server, Server]
) -> None:
    first, second = hosts
    made, tag = ask(first, f"{ROOM}151")
    assert kept(base, tag) == 1
    assert ask(second, f"{ROOM}151") == (made, tag)
    # The page of another room is put in its place: whoever has it now has it from the table.
    other, other_tag = ask(first, f"{ROOM}152")
    assert other != made
    with base.cluster.admin() as admin:
        admin.execute(
            f"UPDATE {TABLE} SET value = (SELECT value FROM {TABLE} WHERE cache_key LIKE %s)"
            " WHERE cache_key LIKE %s",
            [f"%{other_tag}", f"%{tag}"],
        )
    for host in hosts:
        assert ask(host, f"{ROOM}151") == (other, tag)


def test_an_edit_is_seen_at_the_next_request_of_either_host(
    base: Base, hosts: tuple[Server, Server]
) -> None:
    path = "/heat-pumps/" + base.cluster.ask(
        "SELECT brand.slug || '/' || unit.slug FROM catalog_heatpump AS unit"
        " JOIN catalog_brand AS brand ON brand.id = unit.brand_id"
        " WHERE status = 'live' AND availability = 'on_sale' ORDER BY unit.id LIMIT 1"
    )
    rename = "UPDATE catalog_brand SET name = %s WHERE slug = %s"
    slug = path.split("/")[2]
    name = base.cluster.ask("SELECT name FROM catalog_brand WHERE slug = %s", slug)
    before = [ask(host, f"{path}/") for host in hosts]
    assert before[0] == before[1]
    with base.cluster.admin() as admin:
        try:
            admin.execute(rename, ["Renamed of the test", slug])
            after = [ask(host, f"{path}/") for host in hosts]
        finally:
            admin.execute(rename, [name, slug])
    assert after[0] == after[1]
    text, tag = after[0]
    assert "Renamed of the test" in text
    assert "Renamed of the test" not in before[0][0]
    assert tag != before[0][1]
    assert kept(base, tag) == 1


def test_cache_that_is_gone_costs_nobody_a_page(base: Base, hosts: tuple[Server, Server]) -> None:
    with base.cluster.admin() as admin:
        admin.execute(f"ALTER TABLE {TABLE} RENAME TO lost")
        try:
            for area in (161, 161, 162):
                for host in hosts:
                    assert "<h1" in ask(host, f"{ROOM}{area}")[0]
        finally:
            admin.execute(f"ALTER TABLE lost RENAME TO {TABLE}")
    time.sleep(optional_cache.PAUSE + 0.5)  # so long it is left alone
    for _worker in range(4):
        _made, tag = ask(hosts[0], f"{ROOM}161")
    assert kept(base, tag) == 1  # it is used again
