# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Let gatehousectl make every request that the core can make, in every form, and record it all."""

import json
import pathlib
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "cli"))

# gatehousectl adds tests/support to the path.
from gatehousectl import (  # noqa: E402
    ANNA,
    BEN,
    FAILURE,
    LOGIN,
    NOT_FOUND,
    OK,
    PASSWORD,
    PERMISSION,
    PIPELINE,
    SIGN_IN_NEEDED,
    Pipeline,
)
from gatehouse_recording import RecordedSimulator  # noqa: E402

CARLA, DORA = "carla@contoso.com", "dora@contoso.com"
PORTAL = "user_impersonation"
KEY = "0123456789abcdef"
WINDOWS = ("--type", "windows", "--user", "svc_bi")
SALES, LEDGER, BUDGET, ODATA = (
    "sql-fra-01 · SalesDW",
    "sql-sea-01 · Ledger",
    "sql-fra-01 · Budget",
    "OData · orders.contoso.com",
)
DATAFLOWS, SALESFORCE, FORECAST = "Power BI dataflows", "Salesforce", "Forecast API"
NOBODYS = "00000000-0000-4000-8000-000000000000"


def record():
    """Return all exchanges."""
    exchanges = []
    for scene in (
        _lists,
        _on_premises,
        _gateway_is_off,
        _in_the_cloud,
        _take_over,
        _without_rights,
        _small_tenants,
        _by_hand,
    ):
        scene(exchanges)
    return exchanges


def _set(pipeline, source, *words, secret="", expected=OK):
    address = pipeline.simulator.address(source)
    outcome = pipeline.run("credential", "set", address, *words, secret=secret)
    assert outcome.status == expected, (source, words, outcome)


def _model(pipeline, name):
    (model,) = [row for row in pipeline.list("item", "list") if row["name"] == name]
    return f"{model['workspaceId']}/{model['id']}"


def _lists(exchanges):
    with RecordedSimulator("seed", exchanges) as simulator, Pipeline(simulator, ANNA) as anna:
        gateways = anna.list("gateway", "list")
        anna.list("datasource", "list")
        anna.list("datasource", "list", "--gateway", gateways[0]["id"])
        anna.list("datasource", "list", "--item", _model(anna, "Orders"))


def _on_premises(exchanges):
    with RecordedSimulator("seed", exchanges) as simulator, Pipeline(simulator, ANNA) as anna:
        token = simulator.token(ANNA)
        for source, windows in ((SALES, OK), (LEDGER, FAILURE)):
            _set(anna, source, *LOGIN, secret=PASSWORD)
            _set(anna, source, *LOGIN, secret="wrong", expected=FAILURE)
            _set(anna, source, *WINDOWS, secret=PASSWORD, expected=windows)
            _set(anna, source, "--type", "key", secret=KEY, expected=FAILURE)
            _set(anna, source, "--type", "anonymous", expected=FAILURE)
            _set(anna, source, "--type", "token", secret=token, expected=FAILURE)
            _set(anna, source, "--type", "token", "--sso", secret=token, expected=FAILURE)
        for level in ("None", "Public", "Organizational", "Private"):
            _set(anna, SALES, *LOGIN, "--privacy", level, secret=PASSWORD)
        _set(anna, SALES, *LOGIN, "--encryption", "NotEncrypted", secret=PASSWORD)
        _set(anna, ODATA, "--type", "key", secret=KEY)
        _set(anna, ODATA, "--type", "anonymous")


def _gateway_is_off(exchanges):
    scenario = json.loads((TESTS.parent / "src/sim/scenarios/small.json").read_text("utf-8"))
    scenario["gateways"][0]["live"] = False
    name = scenario["gateways"][0]["datasources"][0]["name"]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(scenario, file)
        file.flush()
        with RecordedSimulator(file.name, exchanges) as simulator:
            with Pipeline(simulator, ANNA) as anna:
                _set(anna, name, *LOGIN, secret=PASSWORD, expected=FAILURE)
            gateway, source = simulator.address(name).split("/")
            token = simulator.token(ANNA)
            simulator.ask("GET", f"/gateways/{gateway}/datasources/{source}/status", token)


def _in_the_cloud(exchanges):
    with RecordedSimulator("seed", exchanges) as simulator:
        portal, token = simulator.token(ANNA, PORTAL), simulator.token(ANNA)
        with Pipeline(simulator, ANNA) as anna:
            orders = ("--item", _model(anna, "Orders"))
            _set(anna, DATAFLOWS, "--type", "token", *orders, secret=token, expected=FAILURE)
            _set(anna, DATAFLOWS, "--type", "token", *orders, secret=portal)
            _set(anna, DATAFLOWS, "--type", "caller", *orders)
            _set(anna, DATAFLOWS, "--type", "caller", "--privacy", "Private")
            _set(anna, SALESFORCE, "--type", "token", "--sso", secret=token)
        with Pipeline(simulator, DORA) as dora:
            login = ("--type", "basic", "--user", "api")
            _set(dora, FORECAST, *login, secret=PASSWORD)
            _set(dora, FORECAST, *login, "--encryption", "NotEncrypted", secret=PASSWORD)
            _set(dora, FORECAST, *WINDOWS, secret=PASSWORD, expected=FAILURE)
            _set(dora, FORECAST, "--type", "key", secret=KEY, expected=FAILURE)
            _set(dora, FORECAST, "--type", "anonymous")


def _take_over(exchanges):
    with RecordedSimulator("seed", exchanges) as simulator:
        with Pipeline(simulator, PIPELINE) as pipeline:
            _set(pipeline, DATAFLOWS, "--type", "caller", expected=PERMISSION)
            orders = _model(pipeline, "Orders")
            assert pipeline.run("takeover", orders, "--yes").status == OK
            _set(pipeline, DATAFLOWS, "--type", "caller", "--item", orders)
            again = pipeline.run("takeover", orders, "--yes")
            assert again.status == FAILURE, again


def _without_rights(exchanges):
    with RecordedSimulator("seed", exchanges) as simulator:
        with Pipeline(simulator, ANNA) as anna:
            orders = _model(anna, "Orders")
        with Pipeline(simulator, BEN) as ben:
            _set(ben, BUDGET, *LOGIN, secret=PASSWORD, expected=FAILURE)
            nowhere = orders.split("/", maxsplit=1)[0] + "/" + NOBODYS
            outcome = ben.run("datasource", "list", "--item", nowhere)
            assert outcome.status == NOT_FOUND, outcome
        with Pipeline(simulator, CARLA) as carla:
            assert carla.list("gateway", "list") == []
            outcome = carla.run("datasource", "list", "--item", orders)
            assert outcome.status == PERMISSION, outcome
            simulator.expire_tokens()
            assert carla.run("gateway", "list").status == SIGN_IN_NEEDED


def _small_tenants(exchanges):
    for scenario in ("small", "empty"):
        with RecordedSimulator(scenario, exchanges) as simulator:
            with Pipeline(simulator, ANNA) as anna:
                anna.list("gateway", "list")
                anna.list("item", "list")
                anna.list("datasource", "list")


def _by_hand(exchanges):
    """What the core takes care never to ask for; the answers must be right all the same."""
    with RecordedSimulator("seed", exchanges) as simulator:
        anna, pipeline = simulator.token(ANNA), simulator.token(PIPELINE)
        asked = [
            simulator.ask("GET", "/gateways", None),
            simulator.ask("GET", "/gateways", "no token"),
            simulator.ask("GET", "/datasets", anna),
            simulator.ask("GET", "/datasets", pipeline),
        ]
        assert asked == [403, 403, 200, 403], asked

        with Pipeline(simulator, ANNA) as someone:
            workspace, model = _model(someone, "Orders").split("/")
        assert simulator.ask("GET", f"/groups/{workspace}/datasets/{model}", anna) == 200

        on_premises, cloud = (
            "/gateways/{}/datasources/{}".format(*simulator.address(name).split("/"))
            for name in (SALES, DATAFLOWS)
        )
        assert simulator.ask("GET", cloud, anna) == 200
        plain = {
            "credentialType": "Basic",
            "credentials": '{"credentialData":[]}',
            "encryptedConnection": "Encrypted",
            "encryptionAlgorithm": "None",
            "privacyLevel": "None",
        }
        for path, body in (
            (on_premises, b'{"credentialDetails":'),
            (on_premises, {}),
            (on_premises, {"credentialDetails": plain | {"privacyLevel": "Secret"}}),
            (on_premises, {"credentialDetails": plain}),
            (on_premises, {"credentialDetails": plain | {"encryptionAlgorithm": "RSA-OAEP"}}),
            (cloud, {"credentialDetails": plain | {"encryptionAlgorithm": "RSA-OAEP"}}),
        ):
            assert simulator.ask("PATCH", path, anna, body) == 400, (path, body)
