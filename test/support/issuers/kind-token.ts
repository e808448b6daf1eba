import type { Named } from '../../../main/domain/provider.ts';
import { registry } from '../../../main/providers/registry.ts';
import type { Token } from '../../../shared/token.ts';
import type { KindRows } from './kind-rows.ts';

export function namedOf({ kind }: KindRows): Named {
  const found = registry.find(kind);
  if (found === undefined) throw new Error(`no kind ${kind}`);
  return found;
}

/** What the catalog would have of such a token. */
export const tokenOf = (rows: KindRows, more: Partial<Token> = {}): Partial<Token> => ({
  provider: namedOf(rows).provider.id,
  kind: rows.kind,
  fields: Object.keys(rows.fields ?? {}),
  ...(rows.refresh === undefined ? {} : { hasRefresh: true }),
  ...rows.token,
  ...more,
});
