// SPDX-FileCopyrightText: 2026 The Gatehouse contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// oidc-provider as an authority for Gatehouse, over https:
//
//   node provider.mjs CERTIFICATE-FILE [ISSUER-TENANT]
//
// Prints a cloud row and ends when its standard input ends. Only what Entra ID defines for itself is
// set up here: the paths, the form of the issuer, the names of claims, "/.default" as a scope, and
// that a refresh token needs no prompt for consent. Everything else is as the provider decides.
// GET /peers/grants says what came to the token endpoint. With ISSUER-TENANT the provider calls
// itself the issuer of another tenant than the user's.

import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

import Provider, { errors } from 'oidc-provider';

const AUDIENCE = 'https://analysis.windows.net/powerbi/api';
const TENANT = randomUUID();
const CLIENT = randomUUID();
const [certificateFile, issuerTenant = TENANT] = process.argv.slice(2);

function newSigningKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'peer' };
}

const users = new Map();
function findAccount(_, accountId) {
  if (!users.has(accountId)) users.set(accountId, randomUUID());
  return {
    accountId,
    claims: () => ({
      sub: accountId,
      oid: users.get(accountId),
      tid: TENANT,
      name: accountId,
      preferred_username: accountId,
    }),
  };
}

const configuration = {
  clients: [{
    client_id: CLIENT,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://localhost'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }],
  findAccount,
  jwks: { keys: [newSigningKey()] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  routes: {
    authorization: `/${TENANT}/oauth2/v2.0/authorize`,
    token: `/${TENANT}/oauth2/v2.0/token`,
    jwks: `/${TENANT}/discovery/v2.0/keys`,
  },
  claims: { openid: ['sub', 'oid', 'tid'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  rotateRefreshToken: true,
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => {
        if (resource !== AUDIENCE) throw new errors.InvalidTarget();
        return {
          audience: AUDIENCE,
          scope: `${AUDIENCE}/.default`,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        };
      },
    },
  },
  ttl: {
    AccessToken: 3600,
    AuthorizationCode: 60,
    Grant: 3600,
    IdToken: 3600,
    Interaction: 300,
    RefreshToken: 3600,
    Session: 3600,
  },
};

const server = createServer({
  cert: readFileSync(certificateFile),
  key: readFileSync(certificateFile),
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `https://127.0.0.1:${server.address().port}`;

const provider = new Provider(`${origin}/${issuerTenant}/v2.0`, configuration);
const grants = [];
const note = (outcome) => (ctx) => {
  grants.push({ grant: ctx.oidc.params?.grant_type ?? '', outcome });
};
provider.on('grant.success', note('success'));
provider.on('grant.error', (ctx, error) => note(error.error_detail ?? error.error_description)(ctx));
provider.on('grant.revoked', (ctx) => note('revoked')(ctx));
provider.use(async (ctx, next) => {
  if (ctx.path === '/peers/grants') {
    ctx.body = { value: grants };
    return;
  }
  if (ctx.path === configuration.routes.authorization) ctx.query = { ...ctx.query, prompt: 'consent' };
  await next();
});
server.on('request', provider.callback());

process.stdout.write(`${JSON.stringify({
  name: 'oidc-provider',
  authority: origin,
  powerbi: { origin, audience: AUDIENCE },
  tenant: TENANT,
  clientId: CLIENT,
})}\n`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
