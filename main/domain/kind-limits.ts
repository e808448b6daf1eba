import type { Token } from '../../shared/token.ts';
import type { Capability } from '../../shared/kind.ts';
import { kindOf } from './kind.ts';
import type { Check, Provider } from './provider.ts';

/** A provider that refuses of itself what one of its kinds lacks. */
export function withinKinds(provider: Provider): Provider {
  if (provider.kinds.every(({ lacks = [] }) => lacks.length === 0)) return provider;
  const lacks = (token: Token, what: Capability): boolean => kindOf(provider, token)?.lacks?.includes(what) === true;
  const { check, renew, rotate, revoke, derive } = provider;
  return {
    ...provider,
    ...(check === undefined ? {} : { check: limited(check, (token) => lacks(token, 'check')) }),
    ...(renew && { renew: { ...renew, can: (token) => !lacks(token, 'renew') && renew.can(token) } }),
    ...(rotate && { rotate: { ...rotate, can: (token) => !lacks(token, 'rotate') && rotate.can(token) } }),
    ...(revoke && {
      revoke: {
        ...revoke,
        ask: (credential, context) => (lacks(context.token, 'revoke') ? undefined : revoke.ask(credential, context)),
      },
    }),
    ...(derive && {
      derive: {
        ...derive,
        ways: derive.ways.map((way) => ({
          ...way,
          can: (token: Token, wanted: Parameters<typeof way.can>[1]) =>
            !lacks(token, 'derive') && way.can(token, wanted),
        })),
      },
    }),
  };
}

function limited(check: Check, isLacking: (token: Token) => boolean): Check {
  if (check.kind === 'offline') return check;
  return { ...check, can: (token) => !isLacking(token) && check.can?.(token) !== false };
}
