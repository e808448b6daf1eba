import type { Discovered, PlainCopy } from '../../shared/commands/discover.ts';
import type { Asked } from '../../shared/contract.ts';
import type { KeyringFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { between, minutes, type Instant } from '../../shared/time.ts';
import { tokenId, type Token } from '../../shared/token.ts';
import type { PlainFile } from '../domain/elsewhere-ports.ts';
import type { ImportedEntry, KnownPlace } from '../domain/importer.ts';
import { fieldsFor } from '../domain/kind.ts';
import type { Ports } from '../domain/ports.ts';
import type { Provider, Registry } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';
import { Secret } from '../domain/secret.ts';
import type { Checking } from './checking.ts';
import { identified, type Identified } from './identifying.ts';
import { blankToken } from './new-token.ts';
import type { PlainPlaces } from './plain-places.ts';

/** What was found, with the value that is not told. */
export interface Copy {
  readonly view: PlainCopy;
  readonly entry: ImportedEntry;
  readonly identity: Identified;
  readonly digest: string;
  readonly instead: string;
}

export interface Discovering {
  discover(input: Asked<'discover'>, actor: string): Promise<Result<Discovered, KeyringFailure>>;
  /** The same with what it takes to keep it. */
  copies(projects: readonly string[]): Promise<Result<readonly Copy[], KeyringFailure>>;
}

type Needs = Pick<Ports, 'clock' | 'digester' | 'catalog' | 'audit'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly places: PlainPlaces;
};

const ID_CHARACTERS = 10;
const KEEP = minutes(10);
/** Says in a file where the value went. */
const GONE = 'kept-in-tokenkeep';

export function createDiscovering({ clock, digester, catalog, audit, registry, checking, places }: Needs): Discovering {
  async function copyOf(
    { keeper }: KnownPlace,
    file: PlainFile,
    entry: ImportedEntry,
    how: { readonly provider?: string | undefined; readonly instead?: string | undefined },
  ): Promise<Result<Copy, KeyringFailure>> {
    const digest = await digester.digest(entry.value);
    if (!digest.ok) return digest;
    const mark = await digester.digest(new Secret(`${digest.value}\n${file.path}\n${entry.name}`));
    if (!mark.ok) return mark;
    const identity = identified(entry, how.provider, registry);
    const kept = catalog.list().find((token) => token.digest === digest.value);
    const { path, mode, isMine } = file;
    const { provider, what, host } = identity;
    const view = { id: mark.value.slice(0, ID_CHARACTERS), file: path, keeper, name: entry.name, mode, isMine };
    return succeeded({
      view: { ...view, provider, what, host, keptAs: kept?.label },
      entry,
      identity,
      digest: digest.value,
      instead: how.instead ?? GONE,
    });
  }

  async function copies(projects: readonly string[]) {
    const { found } = await places.read(projects);
    const all = new Map<string, Copy>();
    for (const { place, file, entries, importer } of found) {
      for (const entry of entries) {
        const copy = await copyOf(place, file, entry, importer ?? {});
        if (!copy.ok) return copy;
        all.set(copy.value.view.id, copy.value);
      }
    }
    return succeeded<readonly Copy[]>([...all.values()]);
  }

  type Said = Pick<PlainCopy, 'verdict' | 'expiresAt'>;
  const said = new Map<string, { readonly at: Instant; readonly said: Said }>();

  /** What its issuer said a moment ago stays true for as long as somebody looks at it. */
  function remembered({ view }: Copy): PlainCopy {
    const known = said.get(view.id);
    return known === undefined || between(known.at, clock.now()) > KEEP ? view : { ...view, ...known.said };
  }

  /** A look at the issuer, of which nothing is kept. */
  async function checked(copy: Copy): Promise<PlainCopy> {
    const { view, entry, identity, digest } = copy;
    const kept = catalog.list().find((token) => token.digest === digest);
    const token: Token = kept ?? {
      ...blankToken(tokenId(view.id), view.name, view.provider, digest, clock.now()),
      ...hostOf(identity),
    };
    const credential: Credential = { access: entry.value, fields: entry.fields ?? {} };
    if (!isAskable(token, entry)) return view;
    const asked = await checking.ask(token, credential);
    if (asked === undefined) return view;
    const { expiry } = asked.judgement.facts;
    const told = { verdict: asked.look.verdict, expiresAt: expiry?.kind === 'at' ? expiry.at : undefined };
    said.set(view.id, { at: clock.now(), said: told });
    return { ...view, ...told };
  }

  /** Only where a look is nothing but a look, and has all that it needs. */
  function isAskable(token: Token, { fields = {} }: ImportedEntry): boolean {
    const provider = registry.get(token.provider);
    if (provider === undefined || !isMereLook(provider, token)) return false;
    const isPlaced = provider.hosts.kind !== 'named' || token.host !== undefined;
    return isPlaced && fieldsFor(provider, token.kind).every(({ key, needed }) => !needed || key in fields);
  }

  return {
    copies,
    async discover({ projects, check }, actor) {
      await audit.append({ at: clock.now(), act: 'discover', actor, outcome: check ? 'asked, with a look' : 'asked' });
      const all = await copies(projects);
      if (!all.ok) return all;
      const views = check ? await Promise.all(all.value.map(checked)) : all.value.map(remembered);
      return succeeded({
        copies: views,
        files: new Set(views.map(({ file }) => file)).size,
        unread: places.unread(),
      });
    },
  };
}

const hostOf = ({ kind, host }: Identified): Pick<Token, 'kind' | 'host'> => ({ kind, host });

const isMereLook = ({ check }: Provider, token: Token): boolean =>
  check?.kind === 'online' && check.sideEffect === 'none' && check.can?.(token) !== false;
