import type { Target } from './token.ts';

/** As a person writes it: `env:/home/me/.env#TOKEN`, `env:/home/me/.env#KEY_ID=access-key-id`, `command:/usr/bin/deploy --token-stdin`. */
export function targetWords(target: Target): string {
  if (target.kind === 'command') return `command:${target.argv.join(' ')}`;
  const field = target.field === undefined ? '' : `=${target.field}`;
  return `${target.kind}:${target.file}#${placeIn(target)}${field}`;
}

function placeIn(target: Exclude<Target, { kind: 'command' }>): string {
  if ('key' in target) return target.key;
  return 'machine' in target ? target.machine : target.path;
}

const MOST_CHARACTERS = 4096;

/** Reads what {@link targetWords} says; undefined where it makes no sense. The words of a command are parted by blanks, with no quoting. */
export function readTarget(text: string): Target | undefined {
  if (text.length > MOST_CHARACTERS || /\p{Cc}/u.test(text)) return undefined;
  const program = /^command:(.+)$/u.exec(text.trim())?.[1];
  return program === undefined ? placeTarget(text.trim()) : commandTarget(program.split(/ +/));
}

function commandTarget(argv: readonly string[]): Target | undefined {
  return isAbsolute(argv[0] ?? '') ? { kind: 'command', argv } : undefined;
}

function placeTarget(text: string): Target | undefined {
  const [, kind = '', file = '', place = '', field] = /^([a-z]+):(.+)#([^#]+?)(?:=([a-z][a-z-]*))?$/u.exec(text) ?? [];
  const target = isAbsolute(file) ? fileTarget(kind, file, place) : undefined;
  return target === undefined || field === undefined ? target : { ...target, field };
}

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);

function fileTarget(kind: string, file: string, place: string): Target | undefined {
  switch (kind) {
    case 'env':
      return /^[A-Za-z_]\w*$/.test(place) ? { kind, file, key: place } : undefined;
    case 'npmrc':
      return { kind, file, key: place };
    case 'netrc':
      return /^\S+$/.test(place) ? { kind, file, machine: place } : undefined;
    case 'json':
    case 'yaml':
    case 'toml':
      return { kind, file, path: place };
    default:
      return undefined;
  }
}
