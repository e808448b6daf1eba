import type { Token } from '../../shared/token.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import { lifeBy } from '../domain/rotation.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { Checking } from './checking.ts';
import type { Deriving } from './deriving.ts';

/** `left`: its issuer has no way to end it, and it dies when its time is over. */
export type ChildFate = 'dead' | 'left' | 'again';

export interface ChildEnds {
  /** Asks the issuer to end a child, and looks whether it did. A lost answer is asked for again: to end it twice does no harm. */
  end(token: Token, child: Credential): Promise<ChildFate>;
}

type Needs = Pick<Ports, 'secrets'> & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly deriving: Deriving;
};

export function createChildEnds({ secrets, registry, checking, deriving }: Needs): ChildEnds {
  function isProvable(token: Token): boolean {
    const check = registry.get(token.provider)?.check;
    return check?.kind === 'online' && check.sideEffect === 'none' && check.can?.(token) !== false;
  }

  /** Whoever asks after it proves who they are by what the parent has beside its value. */
  async function isDead(token: Token, child: Credential): Promise<boolean> {
    const parent = await secrets.get(token.id);
    if (!parent.ok) return false;
    const asked = await checking.ask(token, {
      ...child,
      fields: { ...parent.value?.credential.fields, ...child.fields },
    });
    return asked !== undefined && lifeBy(asked.look.verdict) === 'dead';
  }

  return {
    async end(token, child) {
      const asked = await deriving.end(token, child);
      if (!asked.ok && asked.failure.kind === 'no' && asked.failure.why === 'permission') return 'left';
      if (isProvable(token)) return (await isDead(token, child)) ? 'dead' : 'again';
      // Where nobody can be asked after it, the issuer's own word is all there will ever be.
      return asked.ok ? 'dead' : 'again';
    },
  };
}
