// `node build/pack/sign-feed.mjs FEED.yml KEY.pem`: signs what an update feed says of a version, with the Ed25519 key (PKCS 8) of whoever
// makes releases. main/adapters/update-proof.ts proves it.
import { readFileSync, writeFileSync } from 'node:fs';
import { sign } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { at } from '../paths.mjs';
import { stopWith } from '../run.mjs';

try {
  const [feed, key] = process.argv.slice(2);
  writeFileSync(feed, stringify(signed(parse(readFileSync(feed, 'utf8')), readFileSync(key, 'utf8'))));
} catch (error) {
  stopWith(error);
}

/** The same, with the format of the vault's files and a signature. */
function signed(told, privateKey) {
  const { signature: _old, ...info } = { ...told, format: vaultFormat() };
  const text = [
    'tokenkeep update 1',
    `version ${info.version}`,
    `format ${info.format}`,
    ...info.files.map(({ url, sha512, size }) => `file ${url} ${size} ${sha512}`),
    '',
  ].join('\n');
  return { ...info, signature: sign(null, Buffer.from(text), privateKey).toString('base64') };
}

function vaultFormat() {
  return Number(/VAULT_FORMAT = (\d+)/.exec(readFileSync(at('shared', 'version.ts'), 'utf8'))[1]);
}
