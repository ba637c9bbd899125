// SPDX-FileCopyrightText: 2026 The Gatehouse contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The vendor's own client for node signs in against the simulator, over https: what it takes for an
// answer of Entra ID is one. Only the authority's address is configured, as for any private cloud.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';

import { PublicClientApplication, ServerError } from '@azure/msal-node';
import { createLocalJWKSet, jwtVerify } from 'jose';

import { Simulator, readClaims } from './peer.mjs';

const POWER_BI = 'https://analysis.windows.net/powerbi/api';
const SCOPES = [`${POWER_BI}/.default`];
const ANNA = 'anna@contoso.com';
const BEN = 'ben@contoso.com';

function newClient(sim, tenant) {
  return new PublicClientApplication({
    auth: {
      clientId: sim.row.clientId,
      authority: `${sim.row.authority}/${tenant}`,
      knownAuthorities: [new URL(sim.row.authority).host],
    },
  });
}

function signIn(sim, client, user, scopes = SCOPES) {
  return client.acquireTokenInteractive({
    scopes,
    openBrowser: async (address) => { sim.browse(user, address); },
  });
}

/** The refresh token is nothing that the client hands out, but its cache can be saved. */
function readRefreshToken(client) {
  const [entry] = Object.values(JSON.parse(client.getTokenCache().serialize()).RefreshToken);
  return entry.secret;
}

function useRefreshToken(sim, token) {
  return sim.request(`/${sim.row.tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    form: { client_id: sim.row.clientId, grant_type: 'refresh_token', refresh_token: token },
  });
}

let sim;

before(async () => { sim = await Simulator.start('--strict'); });
after(() => sim.stop());

test('signs in on loopback with a code and PKCE, and learns who it is', async () => {
  const answer = await signIn(sim, newClient(sim, sim.row.tenant), ANNA);

  assert.equal(answer.account.username, ANNA);
  assert.equal(answer.account.name, 'Anna');
  assert.equal(answer.account.tenantId, sim.row.tenant);
  assert.equal(answer.idTokenClaims.iss, `${sim.row.authority}/${sim.row.tenant}/v2.0`);
  assert.equal(answer.idTokenClaims.aud, sim.row.clientId);
  assert.equal(answer.account.homeAccountId, `${answer.idTokenClaims.oid}.${sim.row.tenant}`);
  assert.equal(answer.tokenType, 'Bearer');
  assert.ok(answer.scopes.includes(SCOPES[0]), answer.scopes.join(' '));
  assert.ok(answer.scopes.includes(`${POWER_BI}/Dataset.ReadWrite.All`), answer.scopes.join(' '));

  const claims = readClaims(answer.accessToken);
  assert.equal(claims.aud, POWER_BI);
  assert.equal(claims.upn, ANNA);
  assert.equal(claims.appid, sim.row.clientId);
  assert.ok(claims.scp.split(' ').includes('Dataset.ReadWrite.All'), claims.scp);
});

test('signs in where the tenant is left open', async () => {
  const answer = await signIn(sim, newClient(sim, 'organizations'), BEN);

  assert.equal(answer.account.username, BEN);
  assert.equal(answer.account.tenantId, sim.row.tenant);
});

test('its token opens Power BI', async () => {
  const answer = await signIn(sim, newClient(sim, sim.row.tenant), ANNA);
  const gateways = await sim.request('/v1.0/myorg/gateways', {
    headers: { Authorization: `Bearer ${answer.accessToken}` },
  });

  assert.equal(gateways.status, 200);
  assert.deepEqual(gateways.body.value.map((x) => x.name), ['Frankfurt cluster', 'Seattle']);
});

test('asks for one permission by name', async () => {
  const scope = `${POWER_BI}/Workspace.Read.All`;
  const answer = await signIn(sim, newClient(sim, sim.row.tenant), ANNA, [scope]);

  assert.ok(answer.scopes.includes(scope));
  assert.equal(readClaims(answer.accessToken).scp, 'Workspace.Read.All');
});

test('finds its token in its own cache again', async () => {
  const client = newClient(sim, sim.row.tenant);
  const { account, accessToken } = await signIn(sim, client, ANNA);
  const answer = await client.acquireTokenSilent({ account, scopes: SCOPES });

  assert.equal(answer.fromCache, true);
  assert.equal(answer.accessToken, accessToken);
});

test('refreshes with the token that was rotated, and what was replaced is refused', async () => {
  const client = newClient(sim, sim.row.tenant);
  const { account, accessToken } = await signIn(sim, client, ANNA);
  const seen = { access: [accessToken], refresh: [readRefreshToken(client)] };

  for (let i = 0; i < 3; i += 1) {
    const answer = await client.acquireTokenSilent({
      account, scopes: SCOPES, forceRefresh: true,
    });
    assert.equal(answer.fromCache, false);
    assert.equal(answer.account.homeAccountId, account.homeAccountId);
    assert.ok(!seen.access.includes(answer.accessToken), 'the access token is a new one');
    assert.ok(!seen.refresh.includes(readRefreshToken(client)), 'the refresh token is a new one');
    seen.access.push(answer.accessToken);
    seen.refresh.push(readRefreshToken(client));
  }

  const refused = await useRefreshToken(sim, seen.refresh[0]);
  assert.equal(refused.status, 400);
  assert.equal(refused.body.error, 'invalid_grant');
  assert.equal(refused.body.suberror, 'bad_token');
});

test('is told to sign in again once its refresh token was revoked', async () => {
  const client = newClient(sim, sim.row.tenant);
  const { account } = await signIn(sim, client, ANNA);
  await useRefreshToken(sim, readRefreshToken(client));

  await assert.rejects(
    client.acquireTokenSilent({ account, scopes: SCOPES, forceRefresh: true }),
    (error) => error.name === 'InteractionRequiredAuthError' && error.subError === 'bad_token',
  );
  assert.deepEqual(
    JSON.parse(client.getTokenCache().serialize()).RefreshToken, {},
    'it takes "bad_token" for what it is and forgets the refresh token',
  );
});

test('understands that the user declined', async () => {
  await assert.rejects(
    signIn(sim, newClient(sim, sim.row.tenant), 'decline'),
    (error) => error instanceof ServerError && error.errorCode === 'access_denied'
      && error.message.includes('AADSTS65004'),
  );
});

test('takes the code that came as a form, with a verifier and a nonce of its own', async () => {
  const verifier = randomBytes(32).toString('base64url');
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = {
    scopes: SCOPES,
    redirectUri: `http://localhost:${server.address().port}`,
    responseMode: 'form_post',
    state: 'some-state',
    nonce: 'some-nonce',
    codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
    codeChallengeMethod: 'S256',
  };
  const client = newClient(sim, sim.row.tenant);
  sim.browse(ANNA, await client.getAuthCodeUrl(request));
  const [arrival, reply] = await once(server, 'request');
  let body = '';
  for await (const piece of arrival) body += piece;
  reply.end();
  server.close();
  const form = Object.fromEntries(new URLSearchParams(body));

  assert.equal(arrival.method, 'POST');
  assert.equal(form.state, request.state);
  const redeem = (codeVerifier, nonce) => client.acquireTokenByCode(
    { ...request, code: form.code, codeVerifier },
    { ...form, nonce },
  );
  await assert.rejects(redeem('x'.repeat(43), request.nonce), /AADSTS501481/);
  const answer = await redeem(verifier, request.nonce);
  assert.equal(JSON.parse(Buffer.from(form.client_info, 'base64url')).utid, sim.row.tenant);
  assert.equal(answer.account.username, ANNA);
  assert.equal(answer.idTokenClaims.nonce, request.nonce);
  await assert.rejects(redeem(verifier, request.nonce), /AADSTS54005/);
});

test('another library verifies the signatures with the keys of the discovery document', async () => {
  const { idToken, accessToken } = await signIn(sim, newClient(sim, sim.row.tenant), ANNA);
  const { body } = await sim.request(`/${sim.row.tenant}/v2.0/.well-known/openid-configuration`);
  const keys = await sim.request(new URL(body.jwks_uri).pathname);
  const set = createLocalJWKSet(keys.body);

  await jwtVerify(idToken, set, { issuer: body.issuer, audience: sim.row.clientId });
  await jwtVerify(accessToken, set, { audience: POWER_BI });
  await assert.rejects(jwtVerify(idToken, set, { audience: POWER_BI }));
});
