import type { SignInBegun } from '../../shared/commands/sign-in.ts';
import type { Asked } from '../../shared/contract.ts';
import type { Failure, SignInFailure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import type { Ports } from '../domain/ports.ts';
import type { OpenSignIn, SignedIn } from '../domain/sign-in-port.ts';
import type { Registry } from '../domain/provider.ts';
import type { Picture } from './picture.ts';
import type { Safekeeping } from './safekeeping.ts';
import { createSignInKeeping } from './sign-in-keeping.ts';
import { planSignIn, type Plan } from './sign-in-plan.ts';

export interface SigningIn {
  /** Begun by a person alone, once at a time for an account. */
  begin(input: Asked<'signIn'>, actor: string): Promise<Result<SignInBegun, Failure>>;
  /** Waits for the token. What was signed in is kept whether or not anybody waits. */
  end(input: Asked<'signInEnd'>): Promise<Result<TokenView, Failure>>;
  cancel(input: Asked<'signInCancel'>): Promise<Result<{ cancelled: boolean }, Failure>>;
  stop(): Promise<void>;
}

type Needs = Pick<
  Ports,
  'clock' | 'random' | 'secrets' | 'digester' | 'catalog' | 'settings' | 'audit' | 'signIn' | 'browser'
> & {
  readonly registry: Registry;
  readonly safekeeping: Pick<Safekeeping, 'keep'>;
  readonly picture: Picture;
  changed(): void;
};

interface Open {
  readonly account: string;
  readonly ended: Promise<Result<TokenView, Failure>>;
  cancel(): void;
}

/** Ends that nobody has asked for yet. */
const MOST_ENDED = 20;

const over: SignInFailure = { code: 'sign-in-over' };

export function createSigningIn(needs: Needs): SigningIn {
  const { clock, random, audit, signIn, browser, picture } = needs;
  const keeping = createSignInKeeping(needs);
  /** Accounts from the first question to the issuer to the last step. */
  const busy = new Set<string>();
  const open = new Map<string, Open>();
  const ended = new Map<string, Open>();

  async function finish(plan: Plan, actor: string, end: OpenSignIn['end']): Promise<Result<TokenView, Failure>> {
    const signed = await end;
    const kept = signed.ok ? await keep(plan, signed.value) : signed;
    const outcome = kept.ok ? 'done' : spell(kept.failure);
    const { token, label } = plan;
    await audit.append({ at: clock.now(), act: 'sign-in', token: token?.id, label, actor, outcome });
    return kept;
  }

  async function keep(plan: Plan, signed: SignedIn): Promise<Result<TokenView, Failure>> {
    const kept = await keeping.keep(plan, signed);
    return kept.ok ? succeeded(picture.view(kept.value)) : kept;
  }

  function settle(id: string, { account }: Plan): void {
    busy.delete(account);
    const one = open.get(id);
    open.delete(id);
    if (one !== undefined) ended.set(id, one);
    const [oldest] = ended.keys();
    if (ended.size > MOST_ENDED && oldest !== undefined) ended.delete(oldest);
  }

  async function start(plan: Plan, wantsPage: boolean, actor: string): Promise<Result<SignInBegun, Failure>> {
    const begun = await signIn.begin(plan.request);
    if (!begun.ok) {
      busy.delete(plan.account);
      return begun;
    }
    const { url, userCode, verificationUri, expiresAt, end, cancel } = begun.value;
    const id = random.id();
    const finished = finish(plan, actor, end).finally(() => settle(id, plan));
    open.set(id, { account: plan.account, ended: finished, cancel });
    const page = url ?? verificationUri;
    const opened = wantsPage && page !== undefined && (await browser.open(page));
    return succeeded({ id, how: plan.request.how, url, opened, userCode, verificationUri, expiresAt });
  }

  return {
    async begin(input, actor) {
      const plan = await planSignIn(input, needs);
      if (!plan.ok) return plan;
      const { account, label } = plan.value;
      if (busy.has(account)) return failed({ code: 'sign-in-busy', account: label });
      busy.add(account);
      return start(plan.value, input.open, actor);
    },

    async end({ id }) {
      const one = open.get(id) ?? ended.get(id);
      if (one === undefined) return failed(over);
      const told = await one.ended;
      ended.delete(id);
      return told;
    },

    async cancel({ id }) {
      const one = open.get(id);
      one?.cancel();
      return succeeded({ cancelled: one !== undefined });
    },

    async stop() {
      const all = [...open.values()];
      for (const one of all) one.cancel();
      await Promise.allSettled(all.map((one) => one.ended));
    },
  };
}

const spell = (failure: Failure): string =>
  failure.code === 'sign-in-failed' ? `${failure.code}: ${failure.said}` : failure.code;
