import { createContext, use } from 'react';
import type { OpenTarget } from '../shared/contract.ts';
import type { TokenId } from '../shared/token.ts';

/** What the side bar leads to. */
export const TOPS = [
  'home',
  'tokens',
  'lending',
  'team',
  'find',
  'audit',
  'inbox',
  'backup',
  'settings',
  'doctor',
  'about',
] as const;
export type Top = (typeof TOPS)[number];

/** Where in the window one is. */
export type Place =
  | { readonly screen: Exclude<Top, 'tokens' | 'find'> }
  /** `from`: the token one came back from. */
  | { readonly screen: 'tokens'; readonly from?: TokenId | undefined }
  | { readonly screen: 'token' | 'edit' | 'replace' | 'sign-in-again'; readonly token: TokenId }
  | { readonly screen: 'add'; readonly way?: AddWay | undefined }
  | { readonly screen: 'find'; readonly way?: FindWay | undefined };

export type AddWay = 'value' | 'file' | 'sign-in';

export const FIND_WAYS = ['machine', 'file', 'folder'] as const;
export type FindWay = (typeof FIND_WAYS)[number];

export const home: Place = { screen: 'home' };
export const tokenList: Place = { screen: 'tokens' };

const isTop = (screen: Place['screen']): screen is Top => (TOPS as readonly string[]).includes(screen);

/** The places one came through, the present one last. There is always one. */
export type Trail = readonly [...Place[], Place];

const MOST = 50;
const FORMS = new Set<Place['screen']>(['add', 'edit', 'replace', 'sign-in-again']);

/** A place of the side bar begins anew. A form that was gone on from is done, and nobody comes back to it. */
export function further(trail: Trail, next: Place): Trail {
  if (isTop(next.screen)) return [next];
  const before = trail.filter((place) => !isSame(place, next) && !FORMS.has(place.screen));
  return [...before.slice(-MOST), next];
}

/** Where Escape and the arrow lead: to where one came from, or else to what lies above. */
export function back(trail: Trail): Trail {
  const here = hereIn(trail);
  const before = trail.slice(0, -1);
  const last = before.at(-1);
  if (last === undefined) return [above(here)];
  const to = last.screen === 'tokens' && 'token' in here ? { ...last, from: here.token } : last;
  return [...before.slice(0, -1), to];
}

export const hereIn = (trail: Trail): Place => trail.at(-1) ?? home;

function above(place: Place): Place {
  if (!('token' in place)) return home;
  return place.screen === 'token' ? { screen: 'tokens', from: place.token } : { screen: 'token', token: place.token };
}

const isSame = (a: Place, b: Place): boolean =>
  a.screen === b.screen && ('token' in a ? a.token : undefined) === ('token' in b ? b.token : undefined);

/** The entry of the side bar that stands for a place. */
export function topOf(place: Place): Top | undefined {
  if ('token' in place) return 'tokens';
  return isTop(place.screen) ? place.screen : undefined;
}

/** The place that a click in tray or notification asked for. */
export function placeOf(target: OpenTarget): Place {
  if (target.kind === 'token') return { screen: 'token', token: target.token };
  return target.kind === 'inbox' ? { screen: 'inbox' } : target.kind === 'search' ? tokenList : home;
}

export interface Travel {
  readonly go: (place: Place) => void;
  readonly back: () => void;
}

export const Going = createContext<Travel>({ go: () => undefined, back: () => undefined });
export const useGo = (): Travel['go'] => use(Going).go;
export const useBack = (): Travel['back'] => use(Going).back;
