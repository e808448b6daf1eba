import type { TokenId } from '../../shared/token.ts';
import { withOverlap } from '../support/issuers/overlap.ts';
import { aVault } from './a-vault.ts';
import { gitlabValue, overlapValue, rotatingIssuer } from './rotating-issuers.ts';

/** A vault with one token, `ci`, and its issuer. */
export async function aRotation(family: 'replace' | 'overlap', facts: object = {}) {
  const issuer = rotatingIssuer(family);
  const world = aVault(issuer.answer, withOverlap);
  const first = family === 'replace' ? gitlabValue(1) : overlapValue(1);
  const { token } = await world.add('ci', first, { host: 'https://issuer.example', ...facts });
  issuer.asked.length = 0;
  const held = (id: TokenId) => world.secrets.entries.get(id)?.credential.access.use((text) => text);
  return {
    ...world,
    issuer,
    id: token.id,
    value: () => held(token.id),
    held,
    token: () => world.catalog.get(token.id),
    slots: () => [...world.secrets.entries.keys()].filter((id) => id !== token.id),
    rotate: () => world.vault.handlers.rotate({ token: 'ci', confirmed: true }),
    undo: () => world.vault.handlers.undo({ token: 'ci' }),
    /** As after a crash: a new vault over the same keyring and files. */
    async restart() {
      const vault = world.open();
      await vault.start();
      await vault.settled();
      return vault;
    },
  };
}
