import { formsOf, type Form } from './mask-forms.ts';

/** Takes values out of a stream of bytes, however it is cut into pieces. */
export interface Masking {
  /** What may be shown now. */
  push(chunk: Uint8Array): Buffer;
  /** Nothing came for a moment: a byte or two that may be the start of a value are shown, as a prompt may end in them; never more. */
  idle(): Buffer;
  end(): Buffer;
}

const MASK = Buffer.from('***');
const MOST_BREAKS = 2;
const MOST_IDLE_BYTES = 2;
const [LF, CR] = [0x0a, 0x0d];

/** A form that has been met as far as `at`; positions count from the first byte not shown yet, and may lie before it. */
interface Trail {
  readonly form: Form;
  readonly start: number;
  at: number;
  breaks: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export function createMasking(values: readonly string[]): Masking {
  const byFirst = new Map<number, Form[]>();
  for (const form of values.flatMap(formsOf)) {
    const first = form.bytes[0] ?? 0;
    byFirst.set(first, [...(byFirst.get(first) ?? []), form]);
  }
  let held = Buffer.alloc(0);
  let trails: Trail[] = [];
  let spans: Span[] = [];

  function take(byte: number, index: number): void {
    if (trails.length > 0) trails = trails.filter((trail) => follow(trail, byte, index));
    for (const form of byFirst.get(byte) ?? []) {
      const trail = { form, start: index, at: 1, breaks: 0 };
      if (form.bytes.length === 1) spans.push({ start: index, end: index + 1 });
      else trails.push(trail);
    }
  }

  /** False where the trail is lost, or has come to its end. */
  function follow(trail: Trail, byte: number, index: number): boolean {
    const { form, start, at } = trail;
    if (form.bytes[at] === byte) {
      trail.at += 1;
      trail.breaks = 0;
      if (trail.at < form.bytes.length) return true;
      spans.push({ start, end: index + 1 });
      return false;
    }
    trail.breaks += 1;
    return form.breaks && (byte === LF || byte === CR) && trail.breaks <= MOST_BREAKS;
  }

  /** Shows everything up to a place, or to the end of what is masked across it. */
  function show(upTo: number): Buffer {
    const pieces: Buffer[] = [];
    let cut = 0;
    for (const { start, end } of merged(spans)) {
      if (start >= upTo) break;
      pieces.push(held.subarray(cut, Math.max(cut, start)), MASK);
      cut = end;
    }
    const next = Math.max(cut, upTo);
    pieces.push(held.subarray(cut, next));
    held = held.subarray(next);
    trails = trails.map((trail) => ({ ...trail, start: trail.start - next }));
    spans = spans.map(({ start, end }) => ({ start: start - next, end: end - next })).filter(({ end }) => end > 0);
    return Buffer.concat(pieces);
  }

  return {
    push(chunk) {
      const from = held.length;
      held = Buffer.concat([held, chunk]);
      for (let index = from; index < held.length; index += 1) take(held[index] ?? 0, index);
      const first = trails.reduce((least, { start }) => Math.min(least, start), held.length);
      return show(Math.max(0, first));
    },
    idle: () => (held.length > MOST_IDLE_BYTES ? Buffer.alloc(0) : show(held.length)),
    end() {
      trails = [];
      return show(held.length);
    },
  };
}

/** In order, those that touch made one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || span.start > last.end) joined.push(span);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return joined;
}
