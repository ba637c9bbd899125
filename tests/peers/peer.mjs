// SPDX-FileCopyrightText: 2026 The Gatehouse contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The simulator over https, and a browser, for clients that run in node.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A running gatehouse-sim whose authority this process trusts from now on. */
export class Simulator {
  static async start(...options) {
    const self = new Simulator();
    self.folder = mkdtempSync(join(tmpdir(), 'gatehouse-peers-'));
    self.caFile = join(self.folder, 'ca.pem');
    self.process = spawn(
      process.env.GATEHOUSE_SIM,
      ['--https', '--ca-file', self.caFile, ...options],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [line] = await once(createInterface({ input: self.process.stdout }), 'line');
    self.row = JSON.parse(line);
    https.globalAgent.options.ca = readFileSync(self.caFile);
    return self;
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.stdin.end();
    await ended;
    rmSync(this.folder, { recursive: true });
  }

  /** The answer to a request, with its body read as JSON. */
  request(path, { method = 'GET', headers = {}, form } = {}) {
    return new Promise((resolve, reject) => {
      const body = form && new URLSearchParams(form).toString();
      if (body) headers['Content-Type'] = 'application/x-www-form-urlencoded';
      const request = https.request(this.row.authority + path, { method, headers }, async (answer) => {
        let text = '';
        for await (const piece of answer) text += piece;
        resolve({ status: answer.statusCode, body: JSON.parse(text) });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /**
   * Open the address as a person with a browser would. The client may stop listening before it has
   * shown its last page, so what the browser complains of is nothing to go by.
   */
  browse(user, address) {
    spawn(process.env.GATEHOUSE_PEERS_BROWSER, [this.caFile, user, address], { stdio: 'ignore' });
  }
}

/** What a JWT says, without a check of its signature. */
export function readClaims(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}
