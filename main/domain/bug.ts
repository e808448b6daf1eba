/** What may be logged of a thrown thing: its code and the places it passed. Messages are left out: a library may have put a value into one. */
export function bugFields(thrown: unknown): { readonly code: string; readonly stack: string } {
  if (!(thrown instanceof Error)) return { code: typeof thrown, stack: '' };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.name;
  const places = (thrown.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { code, stack: places.slice(0, 12).join('\n') };
}
