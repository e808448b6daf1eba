type Step = 'more' | 'done' | 'interrupted';

/** What is typed at a terminal that shows nothing, put together key by key. */
export interface HiddenLine {
  take(chunk: string): Step;
  text(): string;
}

/** A bracket of a paste, another escape sequence, or one character. */
const KEYS = /\u001b\[20[01]~|\u001b\[[\d;?]*[ -/]*[@-~]|\u001bO.|[^]/gu;
const LINE_END = /^[\r\n]$/;
const MOST_CHARACTERS = 1_048_576;

const PASTE_BEGINS = '\u001b[200~';
const PASTE_ENDS = '\u001b[201~';

export function createHiddenLine(): HiddenLine {
  let typed: string[] = [];
  let isPasting = false;

  const editing: Readonly<Record<string, () => unknown>> = {
    [PASTE_BEGINS]: () => (isPasting = true),
    [PASTE_ENDS]: () => (isPasting = false),
    '\u007f': () => typed.pop(),
    '\b': () => typed.pop(),
    '\u0015': () => (typed = []),
  };

  function takeKey(key: string): Step {
    if (isPasting && key !== PASTE_ENDS) return push(key);
    if (key === '\u0003') return 'interrupted';
    if (key === '\u0004') return typed.length === 0 ? 'done' : 'more';
    const edit = editing[key];
    if (edit === undefined && !/^[\u0000-\u001f]/.test(key)) return push(key);
    edit?.();
    return 'more';
  }

  function push(key: string): Step {
    if (typed.length < MOST_CHARACTERS) typed.push(key);
    return 'more';
  }

  return {
    take(chunk) {
      // A terminal that does not bracket sends a paste in one piece: only a line end at its end is the Enter key.
      const [, keys = '', ending] = /^([^]*?)([\r\n]*)$/.exec(chunk) ?? [];
      for (const key of keys.match(KEYS) ?? []) {
        const step = LINE_END.test(key) ? push('\n') : takeKey(key);
        if (step !== 'more') return step;
      }
      if (ending === '') return 'more';
      return isPasting ? push('\n') : 'done';
    },
    text: () => typed.join(''),
  };
}
