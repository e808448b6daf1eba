import { fieldsOf, type Fields } from '../../domain/json.ts';

/** What lies at the end of a way through objects; empty where the way breaks off. */
export const within = (value: unknown, ...keys: readonly string[]): Fields =>
  keys.reduce<Fields>((inner, key) => fieldsOf(inner[key]) ?? {}, fieldsOf(value) ?? {});
