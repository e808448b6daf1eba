/** `URL.canParse` and more in one; that is not in Node 18.15. */
export function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
