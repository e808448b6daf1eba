/** What is typed at a terminal that shows nothing, put together key by key. */
export interface HiddenLine {
  take(chunk: string): 'more' | 'done' | 'interrupted';
  text(): string;
}

/** A bracket of a paste, another escape sequence, or one character. */
const KEYS = /\u001b\[20[01]~|\u001b\[[\d;?]*[ -/]*[@-~]|\u001bO.|[^]/gu;
const LINE_END = /^[\r\n]$/;
const MOST_CHARACTERS = 1_048_576;

export function createHiddenLine(): HiddenLine {
  let typed: string[] = [];
  let isPasting = false;

  function takeKey(key: string, isLast: boolean): 'more' | 'done' | 'interrupted' {
    if (isPasting && key !== '\u001b[201~') return push(key);
    switch (key) {
      case '\u001b[200~':
      case '\u001b[201~':
        isPasting = key === '\u001b[200~';
        return 'more';
      case '\u0003':
        return 'interrupted';
      case '\u0004':
        return typed.length === 0 ? 'done' : 'more';
      case '\u007f':
      case '\b':
        typed.pop();
        return 'more';
      case '\u0015':
        typed = [];
        return 'more';
      case '\r':
      case '\n':
        // A terminal that does not bracket sends a paste in one piece: only a line end at its end is the Enter key.
        return isLast ? 'done' : push(key);
      default:
        return /^[\u0000-\u001f]/.test(key) ? 'more' : push(key);
    }
  }

  function push(key: string): 'more' {
    if (typed.length < MOST_CHARACTERS) typed.push(LINE_END.test(key) ? '\n' : key);
    return 'more';
  }

  return {
    take(chunk) {
      const keys = chunk.match(KEYS) ?? [];
      for (const [i, key] of keys.entries()) {
        const step = takeKey(
          key,
          keys.slice(i + 1).every((rest) => LINE_END.test(rest)),
        );
        if (step !== 'more') return step;
      }
      return 'more';
    },
    text: () => typed.join(''),
  };
}
