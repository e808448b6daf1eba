import type { Added } from '../../shared/commands/keeping.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import { tokenId, type Token, type TokenId } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { AuditEntry, Credential } from '../domain/storage-ports.ts';
import type { Registry } from '../domain/provider.ts';
import { Secret } from '../domain/secret.ts';
import { withFacts } from './facts.ts';
import { fieldFacts } from './fields.ts';
import { blankToken, credentialOf, missingField } from './new-token.ts';
import type { Renewals } from './renewal.ts';

type Input = Omit<Asked<'add'>, 'pasted'>;

type Needs = Pick<Ports, 'clock' | 'random'> & {
  readonly registry: Registry;
  readonly renewals: Renewals;
  keep(token: Token, credential: Credential): Promise<Result<void, Failure>>;
  settle(id: TokenId, by: Pick<AuditEntry, 'act' | 'actor'>): Promise<Result<Added, Failure>>;
  drop(id: TokenId): Promise<void>;
};

/** A token with nothing to paste: what mints its value is kept, and the first value is asked for at once. */
export function createMinting({ clock, random, registry, renewals, keep, settle, drop }: Needs) {
  function made({ label, fields = {}, ...said }: Input): Result<Token, Failure> {
    const provider = registry.find(said.provider ?? '')?.provider;
    if (provider?.minted === undefined) return failed({ code: 'paste-empty' });
    const lack = missingField(provider, fields);
    if (lack !== undefined) return failed({ code: 'bad-input', field: lack, need: 'this kind of token needs it' });
    const flaw = provider.minted.flaw(fields);
    if (flaw !== undefined) return failed({ code: 'bad-input', ...flaw });
    const blank = blankToken(tokenId(random.id()), label, provider.id, '', clock.now());
    const token = withFacts(blank, said, registry, clock.now());
    return token.ok ? succeeded({ ...token.value, ...fieldFacts(fields) }) : token;
  }

  return async (input: Input, actor: string): Promise<Result<Added, Failure>> => {
    const token = made(input);
    if (!token.ok) return token;
    const { id } = token.value;
    const kept = await keep(token.value, credentialOf(new Secret(''), input.fields));
    if (!kept.ok) return kept;
    const minted = await renewals.refresh(id, actor);
    // Whoever typed it has it still, and a key that is not taken is of no use to anybody.
    if (!minted.ok && minted.failure.code === 'issuer-refused') {
      await drop(id);
      return minted;
    }
    const added = await settle(id, { act: 'add', actor });
    return added.ok && !minted.ok ? succeeded({ ...added.value, unminted: minted.failure }) : added;
  };
}
