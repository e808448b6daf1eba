const LEAST_DIFFERENT = 8;

/**
 * True for what has the shape of a token and was plainly made up: `xxxx…`, `0000…`, `abcdef…`, `EXAMPLE`. `start` is how it begins, which says
 * nothing about it.
 */
export function isLookalike(value: string, start: string): boolean {
  const body = value.slice(start.length);
  if (/example|placeholder|redacted|your[_-]?|dummy|changeme|xxxx|\.\.\.|<|\*\*/i.test(body)) return true;
  if (/([^])\1{5}/.test(body)) return true;
  return new Set(body.toLowerCase()).size < LEAST_DIFFERENT || isCountedUp(body);
}

/** The alphabet or the digits in their order, for most of the length. */
function isCountedUp(body: string): boolean {
  let steps = 0;
  for (let at = 1; at < body.length; at += 1) if (body.charCodeAt(at) - body.charCodeAt(at - 1) === 1) steps += 1;
  return steps * 2 > body.length;
}
