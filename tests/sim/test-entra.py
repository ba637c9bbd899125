#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated Entra ID: what it hands out, and to whom it hands out nothing."""

import sys
import time
import urllib.parse

import bare_client
from bare_client import (
    POWER_BI,
    REDIRECT,
    Form,
    SimulatorTest,
    check_signature,
    read_claims,
)

DAY = 24 * 3600


class EntraTest(SimulatorTest):
    def assert_error(self, answer, error, code):
        """An error body of the token endpoint, complete."""
        body = answer.json
        self.assertEqual((body["error"], body["error_codes"]), (error, [code]), answer.text)
        self.assertTrue(body["error_description"].startswith(f"AADSTS{code}: "))
        lines = body["error_description"].split("\r\n")
        self.assertEqual(
            lines[1:],
            [
                f"Trace ID: {body['trace_id']}",
                f"Correlation ID: {body['correlation_id']}",
                f"Timestamp: {body['timestamp']}",
            ],
        )
        self.assertEqual(answer.status, 401 if error == "invalid_client" else 400)

    def sign_in(self, **changes):
        return self.sim.redeem_code(self.sim.get_code(**changes)).json


class Authorize(EntraTest):
    def test_users(self):
        """the page offers the scenario's users, the hinted one first"""
        path = self.sim.authorize_path(login_hint="ben@contoso.com")
        form = Form(self.sim.request("GET", path).text)
        self.assertEqual(form.users[0], "ben@contoso.com")
        self.assertEqual(
            sorted(form.users), [f"{x}@contoso.com" for x in ("anna", "ben", "carla", "dora")]
        )

    def test_page_headers(self):
        """the page is neither stored nor able to load anything"""
        headers = self.sim.request("GET", self.sim.authorize_path()).headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])

    def test_form_post(self):
        """form_post brings code and state in a form"""
        answer = self.sim.press(self.sim.authorize_path(), user="anna@contoso.com")
        form = Form(answer.text)
        self.assertEqual(form.action, REDIRECT)
        self.assertEqual(set(form.fields), {"code", "state", "session_state"})
        self.assertEqual(form.fields["state"], "some-state")

    def test_query(self):
        """query brings them in the address"""
        path = self.sim.authorize_path(response_mode="query")
        answer = self.sim.press(path, user="anna@contoso.com")
        location = urllib.parse.urlsplit(answer.headers["Location"])
        self.assertEqual((answer.status, location.path), (302, "/"))
        self.assertEqual(urllib.parse.parse_qs(location.query)["state"], ["some-state"])

    def test_decline(self):
        """who declines sends the application away with access_denied"""
        form = Form(self.sim.press(self.sim.authorize_path(), decline="yes").text)
        self.assertEqual(form.fields["error"], "access_denied")
        self.assertEqual(form.fields["error_subcode"], "cancel")
        self.assertIn("AADSTS65004", form.fields["error_description"])

    def test_page_once(self):
        """a page can be answered once"""
        path = self.sim.authorize_path()
        form = Form(self.sim.request("GET", path).text)
        target = urllib.parse.urljoin(path, form.action)
        fields = {"ctx": form.fields["ctx"], "user": "anna@contoso.com"}
        self.assertEqual(self.sim.post_form(target, **fields).status, 200)
        self.assertIn("AADSTS50089", self.sim.post_form(target, **fields).text)

    def assert_on_page(self, code, **changes):
        answer = self.sim.request("GET", self.sim.authorize_path(**changes))
        self.assertEqual(answer.status, 400)
        self.assertIn(f"AADSTS{code}:", answer.text)
        self.assertIsNone(Form(answer.text).action, "the browser must not be sent anywhere")

    def test_foreign_tenant(self):
        """an unknown tenant stays on the page (AADSTS90002)"""
        self.assert_on_page(90002, tenant="fabrikam.onmicrosoft.com")

    def test_foreign_client(self):
        """an unknown application stays on the page (AADSTS700016)"""
        self.assert_on_page(700016, client_id="00000000-0000-0000-0000-000000000000")

    def test_foreign_redirect(self):
        """an address that is not registered stays on the page (AADSTS50011)"""
        for redirect in (
            "http://contoso.example",
            "https://localhost:8765",
            "http://localhost:8765/path",
            "http://[::1]:8765",
            "http://localhost@contoso.example",
            "http://localhost.contoso.example",
        ):
            with self.subTest(redirect):
                self.assert_on_page(50011, redirect_uri=redirect)

    def assert_redirected(self, error, code, **changes):
        form = Form(self.sim.request("GET", self.sim.authorize_path(**changes)).text)
        self.assertEqual((form.action, form.fields["error"]), (REDIRECT, error))
        self.assertIn(f"AADSTS{code}:", form.fields["error_description"])
        self.assertEqual(form.fields["state"], "some-state")

    def test_no_challenge(self):
        """without a code challenge there is no sign-in"""
        self.assert_redirected("invalid_request", 50147, code_challenge=None)

    def test_plain_challenge(self):
        """a plain code challenge is refused"""
        self.assert_redirected("invalid_request", 501491, code_challenge_method="plain")
        self.assert_redirected("invalid_request", 501491, code_challenge_method=None)

    def test_silent(self):
        """nobody is ever signed in already"""
        self.assert_redirected("login_required", 50058, prompt="none")

    def test_other_response_type(self):
        """only codes are handed out"""
        self.assert_redirected("unsupported_response_type", 700054, response_type="token")

    def test_unlisted_permission(self):
        """a permission that is not in the registration can't be had"""
        self.assert_redirected("invalid_client", 650057, scope=f"{POWER_BI}/Tenant.Read.All")

    def test_unknown_resource(self):
        """a resource that the tenant doesn't know can't be had"""
        self.assert_redirected(
            "invalid_resource", 500011, scope="https://contoso.example/.default"
        )


class Codes(EntraTest):
    def test_tokens(self):
        """a code becomes tokens for who signed in"""
        body = self.sign_in(user="ben@contoso.com")
        claims = read_claims(body["access_token"])
        self.assertEqual(claims["aud"], POWER_BI)
        self.assertEqual(claims["upn"], "ben@contoso.com")
        self.assertEqual(claims["scp"], "Dataset.ReadWrite.All Workspace.Read.All")
        self.assertEqual(claims["tid"], self.sim.tenant)
        self.assertEqual(claims["appid"], self.sim.client)
        self.assertEqual(claims["exp"] - claims["iat"], body["expires_in"])
        self.assertLess(abs(claims["iat"] - time.time()), 60)
        self.assertIn(f"{POWER_BI}/Dataset.ReadWrite.All", body["scope"].split())
        self.assertEqual(
            self.sim.call("GET", "/gateways", token=body["access_token"]).status, 200
        )

    def test_id_token(self):
        """the id_token answers the nonce"""
        claims = read_claims(self.sign_in()["id_token"])
        self.assertEqual(claims["nonce"], "some-nonce")
        self.assertEqual(claims["aud"], self.sim.client)
        self.assertEqual(claims["iss"], f"{self.sim.row['authority']}/{self.sim.tenant}/v2.0")
        self.assertEqual(claims["preferred_username"], "anna@contoso.com")

    def test_only_what_was_asked_for(self):
        """without openid no id_token, without offline_access no refresh token"""
        body = self.sign_in(scope=f"{POWER_BI}/.default")
        self.assertNotIn("id_token", body)
        self.assertNotIn("refresh_token", body)

    def test_verifier_missing(self):
        """without a verifier the code is worth nothing (AADSTS501481)"""
        answer = self.sim.redeem_code(self.sim.get_code(), code_verifier=None)
        self.assert_error(answer, "invalid_grant", 501481)

    def test_verifier_wrong(self):
        """another verifier is refused (AADSTS501481), and the right one still works"""
        code = self.sim.get_code()
        answer = self.sim.redeem_code(code, code_verifier="x" * 43)
        self.assert_error(answer, "invalid_grant", 501481)
        self.assertEqual(self.sim.redeem_code(code).status, 200)

    def test_verifier_length(self):
        """a verifier of 42 or 129 characters is refused (AADSTS501491)"""
        for length in (42, 129):
            answer = self.sim.redeem_code(self.sim.get_code(), code_verifier="x" * length)
            self.assert_error(answer, "invalid_grant", 501491)

    def test_reuse(self):
        """a code can be used once (AADSTS54005)"""
        code = self.sim.get_code()
        self.assertEqual(self.sim.redeem_code(code).status, 200)
        self.assert_error(self.sim.redeem_code(code), "invalid_grant", 54005)

    def test_old(self):
        """a code lasts ten minutes (AADSTS70008)"""
        code = self.sim.get_code()
        self.sim.post_form("/sim/advance-clock", seconds=600)
        self.assert_error(self.sim.redeem_code(code), "invalid_grant", 70008)

    def test_other_redirect(self):
        """another redirect address is refused, even for a slash (AADSTS500112)"""
        answer = self.sim.redeem_code(self.sim.get_code(), redirect_uri=REDIRECT + "/")
        self.assert_error(answer, "invalid_client", 500112)

    def test_foreign_client(self):
        """an unknown application is refused (AADSTS700016)"""
        answer = self.sim.redeem_code(
            self.sim.get_code(), client_id="00000000-0000-0000-0000-000000000000"
        )
        self.assert_error(answer, "unauthorized_client", 700016)

    def test_foreign_tenant(self):
        """an unknown tenant is refused (AADSTS90002)"""
        answer = self.sim.redeem_code(self.sim.get_code(), tenant="fabrikam.onmicrosoft.com")
        self.assert_error(answer, "invalid_request", 90002)

    def test_secret(self):
        """a public client that sends a secret is refused (AADSTS700025)"""
        answer = self.sim.redeem_code(self.sim.get_code(), client_secret="throw-away")
        self.assert_error(answer, "invalid_client", 700025)

    def test_odd_bytes(self):
        """bytes that are no text are refused like any other unknown name"""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = "grant_type=authorization_code&client_id=%FF%C3%28%00"
        answer = self.sim.request("POST", "/organizations/oauth2/v2.0/token", body, headers)
        self.assert_error(answer, "unauthorized_client", 700016)

    def test_missing_parameter(self):
        """what is missing is named (AADSTS900144)"""
        answer = self.sim.redeem(grant_type=None)
        self.assert_error(answer, "invalid_request", 900144)
        self.assertIn("'grant_type'", answer.json["error_description"])

    def test_other_grant(self):
        """other grants are not supported (AADSTS70003)"""
        self.assert_error(self.sim.redeem(grant_type="urn:ietf:params:oauth:grant-type:saml2-bearer"), "unsupported_grant_type", 70003)


class Refresh(EntraTest):
    def test_rotation(self):
        """each use gives a new token, and the old one stays valid"""
        first = self.sign_in()["refresh_token"]
        second = self.sim.refresh(first).json["refresh_token"]
        self.assertNotEqual(first, second)
        self.assertEqual(self.sim.refresh(first).status, 200)
        self.assertEqual(self.sim.refresh(second).status, 200)

    def test_other_resource(self):
        """one refresh token serves other resources"""
        token = self.sign_in()["refresh_token"]
        body = self.sim.refresh(token, scope="https://database.windows.net//.default").json
        claims = read_claims(body["access_token"])
        self.assertEqual(claims["aud"], "https://database.windows.net/")
        self.assertEqual(claims["scp"], "user_impersonation")

    def test_two_resources(self):
        """one request serves one resource (AADSTS700022)"""
        scope = f"{POWER_BI}/.default https://database.windows.net//.default"
        answer = self.sim.refresh(self.sign_in()["refresh_token"], scope=scope)
        self.assert_error(answer, "invalid_scope", 700022)

    def test_consent(self):
        """a permission that nobody agreed to is refused (AADSTS65001)"""
        answer = self.sim.refresh(
            self.sign_in()["refresh_token"], scope=f"{POWER_BI}/Tenant.Read.All"
        )
        self.assert_error(answer, "invalid_grant", 65001)
        self.assertEqual(answer.json["suberror"], "consent_required")

    def test_revoked(self):
        """a revoked token is refused (AADSTS50173)"""
        token = self.sign_in()["refresh_token"]
        self.sim.post_form("/sim/revoke-refresh-tokens")
        self.assert_error(self.sim.refresh(token), "invalid_grant", 50173)

    def test_inactive(self):
        """after 90 days without use it is void (AADSTS700082)"""
        token = self.sign_in()["refresh_token"]
        self.sim.post_form("/sim/advance-clock", seconds=90 * DAY)
        self.assert_error(self.sim.refresh(token), "invalid_grant", 700082)

    def test_made_up(self):
        """what was never handed out is refused (AADSTS70000)"""
        self.assert_error(self.sim.refresh("made-up"), "invalid_grant", 70000)


class Applications(EntraTest):
    """A principal with a client secret, as a pipeline signs in."""

    def redeem_secret(self, **changes):
        token = self.sim.token("pipeline")
        fields = {
            "grant_type": "client_credentials",
            "client_id": read_claims(token)["appid"],
            "client_secret": "throw-away-client-secret",
            "scope": f"{POWER_BI}/.default",
        }
        fields.update(changes)
        return self.sim.redeem(tenant=self.sim.tenant, **fields)

    def test_secret(self):
        """a secret becomes a token without delegated permissions"""
        body = self.redeem_secret().json
        claims = read_claims(body["access_token"])
        self.assertEqual((claims["idtyp"], claims["app_displayname"]), ("app", "pipeline"))
        self.assertNotIn("scp", claims)
        self.assertNotIn("refresh_token", body)
        self.assertEqual(self.sim.call("GET", "/groups", token=body["access_token"]).status, 200)

    def test_wrong_secret(self):
        """a wrong secret is refused (AADSTS7000215), a missing one too (AADSTS7000218)"""
        answer = self.redeem_secret(client_secret="wrong")
        self.assert_error(answer, "invalid_client", 7000215)
        answer = self.redeem_secret(client_secret=None)
        self.assert_error(answer, "invalid_client", 7000218)


class Discovery(EntraTest):
    def discover(self, tenant):
        path = f"/{tenant}/v2.0/.well-known/openid-configuration"
        return self.sim.request("GET", path)

    def test_issuer(self):
        """the issuer is literal where the tenant is left open"""
        self.assertTrue(
            self.discover("organizations").json["issuer"].endswith("/{tenantid}/v2.0")
        )
        self.assertTrue(
            self.discover("contoso.onmicrosoft.com").json["issuer"].endswith(
                f"/{self.sim.tenant}/v2.0"
            )
        )
        self.assert_error(self.discover("fabrikam.onmicrosoft.com"), "invalid_tenant", 90002)

    def test_signature(self):
        """tokens are signed with the key that is published"""
        address = self.discover("organizations").json["jwks_uri"]
        key = self.sim.request("GET", urllib.parse.urlsplit(address).path).json["keys"][0]
        for token in (self.sign_in()["id_token"], self.sim.token("anna@contoso.com")):
            check_signature(key, token)


class Strict(EntraTest):
    options = ("--strict",)

    def test_rotation(self):
        """a strict server makes the old token void"""
        first = self.sign_in()["refresh_token"]
        second = self.sim.refresh(first).json["refresh_token"]
        self.assert_error(self.sim.refresh(first), "invalid_grant", 70000)
        self.assertEqual(self.sim.refresh(second).status, 200)


if __name__ == "__main__":
    sys.exit(bare_client.main())
