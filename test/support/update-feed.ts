import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';

interface Served {
  readonly version: string;
  readonly file: string;
  readonly bytes: Buffer;
}

export interface UpdateFeed {
  readonly url: string;
  /** Of whoever makes releases here. */
  readonly publicKey: string;
  /** What the feed says from now on, signed and then changed. */
  offer(served: Served, spoil?: (feed: Record<string, unknown>) => Record<string, unknown>): void;
  /** What is sent in the stead of the file. */
  swap(bytes: Buffer): void;
  readonly asked: string[];
  close(): Promise<void>;
}

/** A release host on loopback: a feed as the packager writes it, signed by a key of its own, and one file. */
export async function serveFeed(): Promise<UpdateFeed> {
  const { publicKey, privateKey } = keyPair();
  const asked: string[] = [];
  let feed = '';
  let file: { readonly name: string; readonly bytes: Buffer } = { name: '', bytes: Buffer.alloc(0) };
  const server = createServer((request, response) => {
    const [place = ''] = (request.url ?? '').slice(1).split('?');
    asked.push(place);
    if (place.endsWith('.yml')) response.end(feed);
    else if (place === file.name) response.end(file.bytes);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    publicKey,
    asked,
    offer({ version, file: name, bytes }, spoil = (same) => same) {
      file = { name, bytes };
      const sha512 = createHash('sha512').update(bytes).digest('base64');
      const files = [{ url: name, sha512, size: bytes.length }];
      const told = { version, files, path: name, sha512, releaseDate: '2027-01-01T00:00:00.000Z' };
      feed = stringify(spoil(signed(told, privateKey)));
    },
    swap(bytes) {
      file = { ...file, bytes };
    },
    async close() {
      server.closeAllConnections();
      if (server.listening) await once(server.close(), 'close');
    },
  };
}

function keyPair(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** As whoever makes releases does it. */
function signed(told: object, privateKey: string): Record<string, unknown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tokenkeep-feed-'));
  const [feed, key] = [path.join(folder, 'latest.yml'), path.join(folder, 'key.pem')];
  try {
    writeFileSync(feed, stringify(told));
    writeFileSync(key, privateKey, { mode: 0o600 });
    execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../../build/pack/sign-feed.mjs'), feed, key]);
    return parse(readFileSync(feed, 'utf8')) as Record<string, unknown>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
