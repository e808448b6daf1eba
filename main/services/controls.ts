import { days, isAhead, later, type Instant } from '../../shared/time.ts';
import { decoyOf } from '../domain/decoy.ts';
import { lifeBy } from '../domain/rotation.ts';
import { guessesOf } from '../domain/registry.ts';
import type { Ports } from '../domain/ports.ts';
import type { AskContext, Check, Registry } from '../domain/provider.ts';
import type { Credential } from '../domain/storage-ports.ts';

type Online = Extract<Check, { kind: 'online' }>;

export interface Controls {
  /** Tries a made-up value where that was not done for a day: an endpoint that takes it too proves nothing by taking a real one. */
  tell(check: Online, credential: Credential, context: AskContext): Promise<void>;
  /** Whether the endpoint is known to take anything. */
  takesAll(context: AskContext): boolean;
}

type Needs = Pick<Ports, 'clock' | 'random' | 'http'> & { readonly registry: Registry };

const HOLDS_FOR = days(1);
/** A wrong value is told to somebody, or costs something. */
const NEVER_TRIED: readonly Online['sideEffect'][] = ['alarms', 'spends'];

export function createControls({ clock, random, http, registry }: Needs): Controls {
  const told = new Map<string, { readonly until: Instant; readonly takesAll: boolean }>();

  const keyOf = ({ token, base }: AskContext): string => `${token.provider} ${token.kind ?? ''} ${base}`;

  function known(context: AskContext): boolean | undefined {
    const control = told.get(keyOf(context));
    return isAhead(control?.until, clock.now(), HOLDS_FOR) ? control?.takesAll : undefined;
  }

  function madeUp(credential: Credential, { token }: AskContext): Credential | undefined {
    const provider = registry.get(token.provider);
    if (provider === undefined) return undefined;
    // By its shape alone: what a person chose would be chosen for any value.
    const kindsOf = (value: string) => guessesOf(provider, value).map(({ kindId }) => kindId);
    const kinds = credential.access.use(kindsOf).join();
    return decoyOf(credential, random.fraction, (value) => kindsOf(value).join() === kinds);
  }

  return {
    takesAll: (context) => known(context) === true,
    async tell(check, credential, context) {
      if (check.signed === true || NEVER_TRIED.includes(check.sideEffect) || known(context) !== undefined) return;
      const decoy = madeUp(credential, context);
      if (decoy === undefined) return;
      const life = lifeBy(
        check.judge(await http.send(await check.ask(decoy, { ...context, now: clock.now() })), context, decoy).verdict,
      );
      if (life === 'cannot-tell') return;
      told.set(keyOf(context), { until: later(clock.now(), HOLDS_FOR), takesAll: life === 'lives' });
    },
  };
}
