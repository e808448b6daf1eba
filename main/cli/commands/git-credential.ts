import type { AgentAsk } from '../../../shared/agent.ts';
import type { FoundLogin, LoginChoice } from '../../../shared/commands/logins.ts';
import { gitServer, repositoryOf } from '../../../shared/login.ts';
import { askOnTty } from '../ask-on-tty.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { readCredential, writeCredential, type CredentialRequest } from '../credential-lines.ts';
import { inTime } from '../deadline.ts';
import { exits, type Exit } from '../exit-status.ts';
import { readRequest } from '../read-request.ts';
import { repositoryHere } from '../remotes.ts';
import { fail, hint, plain } from '../speak.ts';

const WAIT_MS = 4500;
const THINK_MS = 60_000;

type Place = AgentAsk<'login'>;

/** git's credential protocol, see gitcredentials(7). An action that is not known is passed over in silence, as it asks. */
export async function gitCredential(context: Context, action: string): Promise<Exit> {
  if (action !== 'get' && action !== 'store' && action !== 'erase') return exits.done;
  const read = await readRequest({ isWhole: (text) => text.includes('\n\n') });
  const asked = read === undefined ? undefined : readCredential(read);
  const server = asked === undefined ? undefined : gitServer(asked.protocol, asked.host);
  if (asked === undefined || server === undefined) {
    return fail({ code: 'bad-input', field: 'what git asks', need: 'protocol and host, and no control characters' });
  }
  const place = placeOf(asked, server);
  if (action === 'get') return get(context, place);
  const work = action === 'store' ? store(context, place, asked) : erase(context, place, asked);
  return inTime(work, WAIT_MS, late);
}

const late = (): Exit => fail({ code: 'agent-slow', afterMs: WAIT_MS });

function placeOf({ path, username }: CredentialRequest, server: string): Place {
  const repository = repositoryOf(path ?? '');
  return {
    tool: 'git',
    server,
    ...(repository === '' ? {} : { path: repository }),
    ...(username === undefined ? {} : { username }),
  };
}

async function get(context: Context, place: Place): Promise<Exit> {
  const asks = context.mayPrompt && process.env['GIT_TERMINAL_PROMPT'] !== '0' && process.stderr.isTTY === true;
  let several: Several | undefined;
  const exit = await inTime(
    (async () => {
      const found = await find(context, { ...place, asks });
      if (!found.ok) return fail(found.failure);
      if (found.value.kind !== 'several') return tell(found.value);
      several = { choices: found.value.choices, place: found.place };
      return exits.done;
    })(),
    WAIT_MS,
    late,
  );
  if (several === undefined) return exit;
  return asks ? choose(context, several) : explain(several);
}

interface Several {
  readonly choices: readonly LoginChoice[];
  readonly place: Place;
}

/** Where nothing else tells accounts apart, the repository of this folder may. */
async function find(context: Context, place: Place) {
  const found = await askVault(context, 'login', place);
  const isOpen = found.ok && found.value.kind === 'several' && place.path === undefined;
  const path = isOpen ? await repositoryHere(place.server) : undefined;
  if (path === undefined) return { ...found, place };
  const narrowed = { ...place, path };
  return { ...(await askVault(context, 'login', narrowed)), place: narrowed };
}

function tell(found: FoundLogin): Exit {
  if (found.kind !== 'one') return exits.done;
  const text = writeCredential([
    ['username', found.username],
    ['password', found.value],
    ['password_expiry_utc', found.expiresAt === undefined ? undefined : String(Math.floor(found.expiresAt / 1000))],
    ['oauth_refresh_token', found.refresh],
  ]);
  if (text === undefined) {
    return fail({ code: 'bad-input', field: 'the value', need: 'git takes no control characters in it' });
  }
  process.stdout.write(text);
  return exits.done;
}

/** One question, whose answer is remembered for this repository, or for the server where the repository is not known. */
async function choose(context: Context, { choices, place }: Several): Promise<Exit> {
  const { asks: _asks, ...bare } = place;
  const where = place.path === undefined ? place.server : `${place.server}/${place.path}`;
  const lines = choices.map(({ label, username }, index) => `  ${index + 1}  ${label} (${username})`);
  const question = plain(`Which token for ${where}?`);
  const typed = await askOnTty(`${question}\n${lines.map(plain).join('\n')}\nNumber: `, AbortSignal.timeout(THINK_MS));
  const choice = /^\d+$/.test(typed ?? '') ? choices[Number(typed) - 1] : undefined;
  if (choice === undefined) return exits.done;
  const bound = await askVault(context, 'bindLogin', { ...bare, username: choice.username, token: choice.token });
  if (!bound.ok) return fail(bound.failure);
  return inTime(again(context, { ...place, username: choice.username }), WAIT_MS, late);
}

async function again(context: Context, place: Place): Promise<Exit> {
  const found = await askVault(context, 'login', place);
  return found.ok ? tell(found.value) : fail(found.failure);
}

/** No guess: git goes on to its next helper, or asks by itself. */
function explain({ choices, place }: Several): Exit {
  const names = choices.map(({ label }) => label).join(', ');
  hint(`several tokens fit ${place.server}: ${names}; say which with tokenkeep edit NAME --git ${place.server}/OWNER`);
  return exits.done;
}

async function store(context: Context, place: Place, asked: CredentialRequest): Promise<Exit> {
  const { username, password, expiresAt, refresh } = asked;
  if (username === undefined || password === undefined) return exits.done;
  const kept = await askVault(context, 'storeLogin', {
    ...place,
    username,
    password,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refresh === undefined ? {} : { refresh }),
  });
  return kept.ok ? exits.done : fail(kept.failure);
}

async function erase(context: Context, place: Place, { password }: CredentialRequest): Promise<Exit> {
  const erased = await askVault(context, 'eraseLogin', { ...place, ...(password === undefined ? {} : { password }) });
  return erased.ok ? exits.done : fail(erased.failure);
}
