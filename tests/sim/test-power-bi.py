#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated Power BI: who sees what, and with which status others are turned away."""

import json
import sys
import uuid

import bare_client
from bare_client import SimulatorTest, caller_identity

ANNA, BEN, CARLA, DORA = (f"{x}@contoso.com" for x in ("anna", "ben", "carla", "dora"))
CLOUD = "Power BI dataflows"


class Tokens(SimulatorTest):
    def assert_empty(self, answer, status, info):
        self.assertEqual((answer.status, answer.text), (status, ""))
        self.assertEqual(answer.headers["X-PowerBI-Error-Info"], info)
        uuid.UUID(answer.headers["RequestId"])

    def test_none(self):
        """no Authorization header: 403, empty"""
        self.assert_empty(self.sim.call("GET", "/gateways"), 403, None)

    def test_malformed(self):
        """no JWT: 403 InvalidToken in a header"""
        self.assert_empty(self.sim.call("GET", "/gateways", token="abc"), 403, "InvalidToken")

    def test_forged(self):
        """a JWT of somebody else: 403 TokenExpired in a header"""
        token = self.sim.token(ANNA)
        forged = token[:-8] + ("AAAAAAAA" if token[-8:] != "AAAAAAAA" else "BBBBBBBB")
        self.assert_empty(self.sim.call("GET", "/gateways", token=forged), 403, "TokenExpired")

    def test_expired(self):
        """a token past its time: 403 TokenExpired in a header"""
        token = self.sim.token(ANNA)
        self.sim.post_form("/sim/advance-clock", seconds=3600)
        self.assert_empty(self.sim.call("GET", "/gateways", token=token), 403, "TokenExpired")

    def test_declared_expired(self):
        """tests can make all tokens expire"""
        token = self.sim.token(ANNA)
        self.sim.post_form("/sim/expire-tokens")
        self.assert_empty(self.sim.call("GET", "/gateways", token=token), 403, "TokenExpired")
        self.assertEqual(self.sim.get("/gateways").status, 200)

    def test_other_audience(self):
        """a token for another resource: 403 TokenExpired in a header"""
        tokens = self.sim.redeem_code(
            self.sim.get_code(scope="https://database.windows.net//.default")
        ).json
        answer = self.sim.call("GET", "/gateways", token=tokens["access_token"])
        self.assert_empty(answer, 403, "TokenExpired")

    def test_scope(self):
        """a token without the permission for a call is refused"""
        token = self.sim.token(ANNA, "Workspace.Read.All")
        self.assertEqual(self.sim.call("GET", "/groups", token=token).status, 200)
        answer = self.sim.call("GET", "/gateways", token=token)
        self.assertEqual((answer.status, answer.code), (403, "PowerBINotAuthorizedException"))

    def test_request_id(self):
        """each answer has a RequestId of its own"""
        ids = {self.sim.get("/gateways").headers["RequestId"] for _ in range(2)}
        self.assertEqual(len(ids), 2)


class Gateways(SimulatorTest):
    def assert_not_found(self, answer):
        self.assertEqual(answer.status, 404)
        self.assertEqual(answer.text, '{"error":{"code":"PowerBIEntityNotFound"}}')

    def test_list(self):
        """gateways are listed for their administrators, in an OData envelope"""
        body = self.sim.get("/gateways").json
        self.assertEqual(list(body), ["@odata.context", "value"])
        self.assertEqual([x["name"] for x in body["value"]], ["Frankfurt cluster", "Seattle"])
        for gateway in body["value"]:
            self.assertNotIn("gatewayStatus", gateway)
            self.assertIn("gatewayVersion", json.loads(gateway["gatewayAnnotation"]))

    def test_list_of_others(self):
        """who administers no gateway sees none"""
        for who in (BEN, CARLA, "pipeline"):
            self.assertEqual(self.sim.get("/gateways", who).json["value"], [])

    def test_keys(self):
        """one gateway has a key of 2,048 bits, one of 1,024"""
        self.assertEqual(self.sim.key("Frankfurt cluster").key_size, 2048)
        self.assertEqual(self.sim.key("Seattle").key_size, 1024)

    def test_single(self):
        """a single gateway says how it is"""
        path = "/gateways/" + self.sim.find("/gateways", "Seattle")
        self.assertEqual(self.sim.get(path).json["gatewayStatus"], "Live")
        self.assert_not_found(self.sim.get(path, BEN))

    def test_virtual(self):
        """a virtual gateway is not found, not even by the owner"""
        self.assert_not_found(self.sim.get("/gateways/" + self.sim.source(CLOUD)[0]))

    def test_sources(self):
        """data sources have their details as JSON in a text"""
        path = f"/gateways/{self.sim.find('/gateways', 'Frankfurt cluster')}/datasources"
        sources = self.sim.get(path).json["value"]
        self.assertEqual(len(sources), 3)
        self.assertEqual(
            json.loads(sources[0]["connectionDetails"]),
            {"server": "sql-fra-01", "database": "SalesDW"},
        )
        self.assert_not_found(self.sim.get(path, BEN))

    def test_single_source(self):
        """a single data source is for administrators, in the cloud for the owner"""
        for name, allowed, refused in (
            ("sql-fra-01 · Budget", ANNA, BEN),
            (CLOUD, ANNA, "pipeline"),
            ("Forecast API", DORA, ANNA),
        ):
            path = "/gateways/{}/datasources/{}".format(*self.sim.source(name))
            self.assertEqual(self.sim.get(path, allowed).json["datasourceName"], name)
            answer = self.sim.get(path, refused)
            self.assertEqual((answer.status, answer.code), (403, "PowerBINotAuthorizedException"))

    def test_source_elsewhere(self):
        """a data source on another gateway is not found"""
        path = "/gateways/{}/datasources/{}".format(
            self.sim.find("/gateways", "Seattle"), self.sim.source("sql-fra-01 · SalesDW")[1]
        )
        self.assert_not_found(self.sim.get(path))

    def test_status(self):
        """the status of a working source is 200 and empty; a cloud source has none"""
        answer = self.sim.status("sql-fra-01 · SalesDW")
        self.assertEqual((answer.status, answer.text), (200, ""))
        self.assert_not_found(self.sim.status(CLOUD))


class Workspaces(SimulatorTest):
    def test_list(self):
        """everybody sees the workspaces that they are in"""
        for who, names in (
            (ANNA, ["Sales"]),
            (BEN, ["Sales", "Finance"]),
            (CARLA, []),
            ("pipeline", ["Sales"]),
        ):
            names_seen = [x["name"] for x in self.sim.get("/groups", who).json["value"]]
            self.assertEqual(names_seen, names)

    def test_pages(self):
        """the list can be read in pages"""
        first = self.sim.get("/groups?$top=1", BEN).json["value"]
        second = self.sim.get("/groups?%24top=1&%24skip=1", BEN).json["value"]
        self.assertEqual([x["name"] for x in first + second], ["Sales", "Finance"])

    def test_foreign_workspace(self):
        """a workspace that one is not in: 401 GroupNotAccessible in a header"""
        path = f"/groups/{self.sim.find('/groups', 'Finance', BEN)}/datasets"
        answer = self.sim.get(path, ANNA)
        self.assertEqual((answer.status, answer.text), (401, ""))
        self.assertEqual(answer.headers["X-PowerBI-Error-Info"], "GroupNotAccessible")

    def test_my_workspace(self):
        """a principal is refused on "My workspace" """
        answer = self.sim.get("/datasets", "pipeline")
        self.assertEqual(answer.status, 403)
        self.assertEqual(answer.text, '{"Message":"API is not accessible for application"}')
        self.assertEqual(self.sim.get("/datasets", ANNA).json["value"], [])

    def test_tenant_in_path(self):
        """the tenant may stand in the place of "myorg" """
        answer = self.sim.get("/groups", prefix=f"/v1.0/{self.sim.tenant}")
        self.assertEqual(answer.status, 200)

    def models(self, workspace, who):
        group = self.sim.find("/groups", workspace, who)
        return f"/groups/{group}/datasets"

    def test_owner(self):
        """a model says whose it is"""
        models = self.sim.get(self.models("Sales", ANNA)).json["value"]
        self.assertEqual(
            {x["name"]: x["configuredBy"] for x in models}, {"Orders": ANNA, "Forecast": DORA}
        )

    def test_sources(self):
        """a model's sources have their details as an object, and virtual gateways"""
        models = self.models("Sales", ANNA)
        path = f"{models}/{self.sim.find(models, 'Orders')}/datasources"
        source = self.sim.get(path).json["value"][0]
        self.assertEqual(source["datasourceType"], "Extension")
        self.assertEqual(source["connectionDetails"], {"kind": "PowerBI", "path": "PowerBI"})
        self.assertEqual((source["gatewayId"], source["datasourceId"]), self.sim.source(CLOUD))

    def test_bound_source(self):
        """a source on a gateway is reached through a model by who can't see the gateway"""
        models = self.models("Finance", BEN)
        path = f"{models}/{self.sim.find(models, 'Budget', BEN)}/datasources"
        source = self.sim.get(path, BEN).json["value"][0]
        self.assertEqual(self.sim.get(f"/gateways/{source['gatewayId']}", BEN).status, 404)
        self.assertEqual(self.sim.get(f"/gateways/{source['gatewayId']}", ANNA).status, 200)

    def test_model_elsewhere(self):
        """a model of another workspace is not found"""
        budget = self.sim.find(self.models("Finance", BEN), "Budget", BEN)
        answer = self.sim.get(f"{self.models('Sales', BEN)}/{budget}/datasources", BEN)
        self.assertEqual((answer.status, answer.code), (404, "PowerBIEntityNotFound"))


class TakeOver(SimulatorTest):
    def take_over(self, who, model="Orders"):
        models = f"/groups/{self.sim.find('/groups', 'Sales')}/datasets"
        path = f"{models}/{self.sim.find(models, model)}/Default.TakeOver"
        return self.sim.call("POST", path, who)

    def test_take_over(self):
        """who takes over gets other ids, and no credentials"""
        before = self.sim.source(CLOUD)
        self.assertEqual(self.sim.patch(CLOUD, caller_identity()).status, 200)
        answer = self.take_over(BEN)
        self.assertEqual((answer.status, answer.text), (200, ""))
        after = self.sim.source(CLOUD)
        self.assertNotEqual(before[0], after[0])
        self.assertNotEqual(before[1], after[1])
        self.assertIsNone(self.sim.stored(CLOUD))
        gone = self.sim.get("/gateways/{}/datasources/{}".format(*before), ANNA)
        self.assertEqual(gone.status, 404)
        source = self.sim.get("/gateways/{}/datasources/{}".format(*after), BEN).json
        self.assertNotIn("credentialType", source)

    def test_back_and_forth(self):
        """ids are never used again"""
        seen = {self.sim.source(CLOUD)[1]}
        for who in (BEN, ANNA, BEN):
            self.assertEqual(self.take_over(who).status, 200)
            seen.add(self.sim.source(CLOUD)[1])
        self.assertEqual(len(seen), 4)

    def test_principal(self):
        """a principal that took over is judged like any owner"""
        refused = self.sim.patch(CLOUD, caller_identity(), "pipeline")
        self.assertEqual((refused.status, refused.code), (403, "PowerBINotAuthorizedException"))
        self.assertEqual(self.take_over("pipeline").status, 200)
        self.assertEqual(self.sim.patch(CLOUD, caller_identity(), "pipeline").status, 200)
        self.assertEqual(self.sim.stored(CLOUD)["owner"], "pipeline")

    def test_own(self):
        """what is one's own can't be taken over"""
        answer = self.take_over(ANNA)
        self.assertEqual((answer.status, answer.code), (403, "ArtifactTakeOverNotAllowedByOwner"))

    def test_stranger(self):
        """who is not in the workspace can't take over"""
        answer = self.take_over(CARLA)
        self.assertEqual(answer.status, 401)

    def test_gateway_binding(self):
        """what is bound to a gateway stays as it is"""
        before = self.sim.source("sql-fra-01 · SalesDW")
        self.take_over(BEN)
        self.assertEqual(self.sim.source("sql-fra-01 · SalesDW"), before)


if __name__ == "__main__":
    sys.exit(bare_client.main())
