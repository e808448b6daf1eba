const MOST_LINK = 1000;
const MOST_NAME = 200;
/** No query and no fragment; systems add a slash at the end. */
const LINK = /^tokenkeep:\/\/token\/([^/?#\s]+)\/?$/i;

/**
 * The token that `tokenkeep://token/NAME` names. Any page and any program can have such a link opened, so it shows a token and does nothing
 * to it. Undefined for everything else.
 */
export function tokenOfLink(link: string): string | undefined {
  const [, written] = link.length > MOST_LINK ? [] : (LINK.exec(link) ?? []);
  const name = written === undefined ? undefined : decoded(written);
  const isName = name !== undefined && name !== '' && name.length <= MOST_NAME && !/\p{Cc}/u.test(name);
  return isName ? name : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The first link among the arguments of a program. */
export function linkedToken(args: readonly string[]): string | undefined {
  for (const arg of args) {
    const name = tokenOfLink(arg);
    if (name !== undefined) return name;
  }
  return undefined;
}
