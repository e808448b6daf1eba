import type { TokenId } from '../../shared/token.ts';

/** One glyph, five faces that differ in shape. */
export type TrayFace = 'well' | 'coming' | 'dead' | 'unsure' | 'locked';

export type TrayAction =
  | { readonly do: 'copy' | 'check' | 'open'; readonly token: TokenId }
  | { readonly do: 'check-all' | 'open-home' | 'open-inbox' | 'quit' }
  | { readonly do: 'pause'; readonly for: 'hour' | 'tomorrow' | 'off' };

/** Labels are literal: whoever draws them escapes what the platform's menus treat as a mark. */
export type TrayItem =
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayView {
  readonly face: TrayFace;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}
