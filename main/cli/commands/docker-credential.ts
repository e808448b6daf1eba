import type { Failure } from '../../../shared/failure.ts';
import { failureWords } from '../../../shared/words-failure.ts';
import { askVault } from '../ask-vault.ts';
import type { Context } from '../context.ts';
import { inTime } from '../deadline.ts';
import { exits, type Exit } from '../exit-status.ts';
import { readRequest } from '../read-request.ts';
import { plain } from '../speak.ts';

const WAIT_MS = 4500;

/** Word for word what docker's own helpers say, and docker compares with. */
const SAID = {
  missing: 'credentials not found in native keychain',
  noServer: 'no credentials server URL',
  noUser: 'no credentials username',
  unknown: 'Unknown credential action',
} as const;

const acts: Readonly<Record<string, (context: Context, input: string) => Promise<Exit>>> = { get, store, erase, list };

/** Docker's credential protocol: one document in, one out; what is wrong is said on stdout, with status 1 and no other. */
export async function dockerCredential(context: Context, action: string): Promise<Exit> {
  const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
  if (act === undefined) return say(`${SAID.unknown} \`${plain(action)}\``);
  const input = action === 'list' ? '' : await readRequest();
  if (input === undefined) return say('the input is too long, or no text');
  return inTime(act(context, input), WAIT_MS, () => complain({ code: 'agent-slow', afterMs: WAIT_MS }));
}

function say(words: string): Exit {
  process.stdout.write(`${words}\n`);
  return exits.failed;
}

const complain = (failure: Failure): Exit => say(plain(failureWords(failure).happened));

function answerLine(value: unknown): Exit {
  process.stdout.write(`${JSON.stringify(value)}\n`);
  return exits.done;
}

/** The registry as docker names it; undefined where it is none. */
function serverIn(input: string): string | undefined {
  const server = input.trim();
  return server === '' || server.length > 2048 || /\p{Cc}/u.test(server) ? undefined : server;
}

async function get(context: Context, input: string): Promise<Exit> {
  const server = serverIn(input);
  if (server === undefined) return say(SAID.noServer);
  const found = await askVault(context, 'login', { tool: 'docker', server });
  if (!found.ok) return complain(found.failure);
  if (found.value.kind !== 'one' || found.value.value === undefined) return say(SAID.missing);
  return answerLine({ ServerURL: server, Username: found.value.username, Secret: found.value.value });
}

async function store(context: Context, input: string): Promise<Exit> {
  const document = parse(input);
  if (document === undefined) return say('the input is not what docker sends');
  const { ServerURL = '', Username = '', Secret = '' } = document;
  const server = serverIn(ServerURL);
  if (server === undefined) return say(SAID.noServer);
  if (Username === '') return say(SAID.noUser);
  const kept = await askVault(context, 'storeLogin', { tool: 'docker', server, username: Username, password: Secret });
  return kept.ok ? exits.done : complain(kept.failure);
}

type Document = Readonly<Partial<Record<'ServerURL' | 'Username' | 'Secret', string>>>;

function parse(text: string): Document | undefined {
  try {
    const told: unknown = JSON.parse(text);
    const isDocument = typeof told === 'object' && told !== null && !Array.isArray(told);
    return isDocument && Object.values(told).every((value) => typeof value === 'string') ? told : undefined;
  } catch {
    return undefined;
  }
}

async function erase(context: Context, input: string): Promise<Exit> {
  const server = serverIn(input);
  if (server === undefined) return say(SAID.noServer);
  const erased = await askVault(context, 'eraseLogin', { tool: 'docker', server });
  return erased.ok ? exits.done : complain(erased.failure);
}

async function list(context: Context): Promise<Exit> {
  const listed = await askVault(context, 'logins', { tool: 'docker' });
  if (!listed.ok) return complain(listed.failure);
  return answerLine(Object.fromEntries(listed.value.map(({ server, username }) => [server, username])));
}
