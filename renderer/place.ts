import { createContext, use } from 'react';
import type { OpenTarget } from '../shared/contract.ts';
import type { TokenId } from '../shared/token.ts';

/** Where in the window one is. */
export type Place =
  | { readonly screen: 'tokens'; readonly from?: TokenId }
  | { readonly screen: 'token' | 'edit' | 'replace' | 'sign-in-again'; readonly token: TokenId }
  | { readonly screen: 'add' | 'sign-in' | 'inbox' | 'settings' | 'doctor' };

export const home: Place = { screen: 'tokens' };

/** Where Escape leads. */
export function behind(place: Place): Place {
  if (place.screen === 'sign-in') return { screen: 'add' };
  if ('token' in place && place.screen !== 'token') return { screen: 'token', token: place.token };
  return place.screen === 'token' ? { screen: 'tokens', from: place.token } : home;
}

/** The place that a click in tray or notification asked for. */
export function placeOf(target: OpenTarget): Place {
  if (target.kind === 'token') return { screen: 'token', token: target.token };
  return target.kind === 'inbox' ? { screen: 'inbox' } : home;
}

export const Going = createContext<(place: Place) => void>(() => undefined);
export const useGo = (): ((place: Place) => void) => use(Going);
