import type { Token, TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { isLate } from '../domain/revocation.ts';
import type { Checking } from './checking.ts';
import type { IssuerTime } from './issuer-time.ts';
import { createRevocationAsking, type Fate } from './revocation-asking.ts';
import type { RevocationEntries } from './revocation-entries.ts';

export interface Driven {
  /** The issuer was not reached, so that others of its tokens need not be tried now. */
  readonly silent: boolean;
  /** It cannot be done from here, and use goes on as before. */
  readonly impossible: boolean;
}

type Needs = Pick<Ports, 'clock' | 'catalog' | 'http'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly issuerTime: IssuerTime;
  readonly entries: RevocationEntries;
};

const FURTHER: Driven = { silent: false, impossible: false };

/** Takes one revocation as far as it goes now. */
export function createRevocationDriving(needs: Needs): { drive(id: TokenId): Promise<Driven> } {
  const { clock, catalog, entries } = needs;
  const asking = createRevocationAsking(needs);

  async function fateOf(token: Token, credential: Credential): Promise<Fate> {
    const looked = isSent(token) ? await asking.look(token, credential) : undefined;
    if (looked?.kind === 'dead') return looked;
    // Taken and given time, or nobody can tell: another request would teach nothing.
    if (looked?.kind === 'asked' && isWaiting(token, looked.lives)) return looked;
    return asking.end(token, credential, () => entries.step(token.id, 'sent'));
  }

  /** True where a request may have left: then nothing is asked again before a look. */
  const isSent = (token: Token) =>
    asking.isProvable(token) && (token.ending?.askedAt !== undefined || entries.openOf(token.id)?.step === 'sent');

  const isWaiting = ({ ending }: Token, lives: boolean) =>
    !lives || (ending?.askedAt !== undefined && !isLate(ending, clock.now()));

  async function settle(token: Token, fates: readonly Fate[]): Promise<Driven> {
    const kinds = new Set(fates.map(({ kind }) => kind));
    const [own] = fates;
    if (own?.kind === 'impossible') return impossible(token);
    if (own?.kind === 'dead' && kinds.size === 1) {
      await entries.finish(token, own.evidence);
      return FURTHER;
    }
    await writeDown(token, kinds);
    await tell(token, fates);
    await entries.postpone(token.id);
    return { silent: kinds.has('unsent') || kinds.has('lost'), impossible: false };
  }

  async function writeDown(token: Token, kinds: ReadonlySet<Fate['kind']>): Promise<void> {
    if (kinds.size === 1 && kinds.has('unsent')) {
      await entries.step(token.id, token.ending?.askedAt === undefined ? 'intent' : 'retired');
    }
    const isTaken = !kinds.has('unsent') && !kinds.has('lost') && !kinds.has('refused');
    if (isTaken) await entries.taken(token);
  }

  async function tell(token: Token, fates: readonly Fate[]): Promise<void> {
    const newest = catalog.get(token.id) ?? token;
    const refused = fates.find((fate) => fate.kind === 'refused');
    const lives = fates.some((fate) => fate.kind === 'asked' && fate.lives);
    const late = lives && newest.ending !== undefined && isLate(newest.ending, clock.now());
    if (late || refused !== undefined) await entries.overdue(newest, refused?.said);
  }

  /** Where it was asked already, the issuer changed its mind and a person must look; else nothing has happened. */
  async function impossible(token: Token): Promise<Driven> {
    if (token.ending?.askedAt === undefined) {
      await entries.giveUp(token);
      return { silent: false, impossible: true };
    }
    await entries.overdue(token, undefined);
    await entries.postpone(token.id);
    return FURTHER;
  }

  return {
    async drive(id) {
      const token = catalog.get(id);
      if (token?.ending === undefined) return FURTHER;
      const values = entries.isChanging(id) ? undefined : await entries.valuesOf(id);
      if (values === undefined || !values.ok) {
        await entries.postpone(id);
        return FURTHER;
      }
      const fates: Fate[] = [];
      for (const value of values.value) fates.push(await fateOf(token, value));
      return settle(token, fates);
    },
  };
}
