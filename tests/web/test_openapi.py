"""The document describes exactly the chat that is served."""

import re
from collections.abc import Iterator
from typing import Any

from tests.web.rig import Door, prompt

METHODS = {"get", "post"}


def served(door: Door) -> set[tuple[str, str]]:
    routes = door.server.app.router.routes()
    known = {(route.resource.canonical, route.method.lower()) for route in routes if route.resource}
    return {(path, method) for path, method in known if path.startswith("/chat/") and method in METHODS}


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


async def test_every_chat_route_is_described_and_nothing_else(door: Door) -> None:
    async with door.person(enters=False) as reader:
        response = await reader.get("/openapi.json")
        document = await response.json()
    assert response.status == 200
    assert document["openapi"] == "3.1.0"
    described = {(path, method) for path, calls in document["paths"].items() for method in calls}
    assert described == served(door)


async def test_the_document_is_sound(door: Door) -> None:
    async with door.person(enters=False) as reader:
        document = await (await reader.get("/openapi.json")).json()
    assert {"title", "version"} <= document["info"].keys()
    schemas = document["components"]["schemas"]
    used = {node["$ref"].removeprefix("#/components/schemas/") for node in walk(document) if "$ref" in node}
    assert used == schemas.keys()
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            assert call["summary"]
            assert any(status.startswith("2") for status in call["responses"])
            assert all(answer["description"] for answer in call["responses"].values())
            assert all(re.fullmatch(r"\d{3}", status) for status in call["responses"])
            named = {p["name"] for p in call.get("parameters", ()) if p["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            assert ("requestBody" in call) == (method == "post")
            for parameter in call.get("parameters", ()):
                assert {"name", "in", "required", "schema"} <= parameter.keys()
    for node in walk(schemas):
        if node.get("type") == "object" and "properties" in node:
            assert set(node.get("required", ())) <= node["properties"].keys()


async def test_a_told_item_has_exactly_the_described_fields(door: Door) -> None:
    async with door.person() as someone:
        await someone.writes("một")
        await door.says(someone.address, prompt("hai", "ba"))
        items = (await someone.history())["items"]
        document = await (await someone.get("/openapi.json")).json()
    described = set(document["components"]["schemas"]["Item"]["required"])
    assert [set(item) for item in items] == [described, described]
