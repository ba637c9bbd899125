#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make power-bi.json: the part of Power BI's official description that Gatehouse has to do with.

    tests/data/specs/extract.py sdk/swaggers/swagger.json > tests/data/specs/power-bi.json

The description is the one of github.com/microsoft/PowerBI-CSharp. Run by hand, when a call is added
or the description is renewed. Kept are the calls below and the definitions that they need; left out
is what is prose, and what only generators of client libraries read. Nothing is changed or added.
"""

import json
import sys

MY_ORG = "/v1.0/myorg"
GATEWAY = "/gateways/{gatewayId}"
SOURCE = GATEWAY + "/datasources/{datasourceId}"
MODEL = "/groups/{groupId}/datasets/{datasetId}"

CALLS = (
    ("get", "/gateways"),
    ("get", GATEWAY),
    ("get", GATEWAY + "/datasources"),
    ("get", SOURCE),
    ("patch", SOURCE),
    ("get", SOURCE + "/status"),
    ("get", "/groups"),
    ("get", "/groups/{groupId}/datasets"),
    ("get", MODEL + "/datasources"),
    ("post", MODEL + "/Default.TakeOver"),
    # Gatehouse does not call these, the simulator answers them.
    ("get", MODEL),
    ("get", "/datasets"),
)

PROSE = ("description", "summary", "tags", "deprecated", "x-ms-enum", "x-ms-examples")
REFERENCE = "#/definitions/"


def without_prose(node):
    """Return a copy without texts; a member of that name which is a schema is kept."""
    if isinstance(node, list):
        return [without_prose(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: without_prose(value)
        for name, value in node.items()
        if name not in PROSE or (name == "description" and isinstance(value, dict))
    }


def find_references(node):
    if isinstance(node, list):
        for item in node:
            yield from find_references(item)
    elif isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].removeprefix(REFERENCE)
        for value in node.values():
            yield from find_references(value)


def collect_definitions(description, paths):
    wanted = list(find_references(paths))
    found = {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = without_prose(description["definitions"][name])
            wanted.extend(find_references(found[name]))
    return {name: found[name] for name in sorted(found)}


def collect_paths(description):
    paths = {}
    for method, path in CALLS:
        call = description["paths"][MY_ORG + path][method]
        kept = without_prose(call)
        # The examples are the only place that says how the text in "credentials" is made.
        if any(parameter["in"] == "body" for parameter in call["parameters"]):
            kept["x-ms-examples"] = call["x-ms-examples"]
        paths.setdefault(MY_ORG + path, {})[method] = kept
    return paths


def main():
    with open(sys.argv[1], encoding="utf-8-sig") as file:
        description = json.load(file)
    kept = {name: description[name] for name in ("swagger", "info", "host", "schemes")}
    kept["paths"] = collect_paths(description)
    kept["definitions"] = collect_definitions(description, kept["paths"])
    json.dump(kept, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
