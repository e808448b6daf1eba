import type { HttpRequest } from '../../domain/http-port.ts';
import type { Credential } from '../../domain/storage-ports.ts';
import { Secret } from '../../domain/secret.ts';
import { base64OfText } from '../base64.ts';
import { basic as basicOf } from '../oauth2-client.ts';

/** How a request carries the value. */
export type Auth = (credential: Credential) => HttpRequest['headers'];

export const bearer: Auth = ({ access }) => ({ authorization: access.map((value) => `Bearer ${value}`) });

/** Another word before the value, such as `SSWS`. */
export const scheme =
  (word: string): Auth =>
  ({ access }) => ({ authorization: access.map((value) => `${word} ${value}`) });

/** The bare value in a header of its own. */
export const keyHeader =
  (name: string): Auth =>
  ({ access }) => ({ [name]: access });

/** A field in a header of its own, where it was given. */
export const fieldHeader =
  (name: string, key: string): Auth =>
  ({ fields }) => {
    const field = fields[key];
    return field === undefined ? {} : { [name]: field };
  };

/** HTTP Basic: `user` is a name that is always the same, or the key of a field in braces. The value is the password. */
export const basic =
  (user: string): Auth =>
  ({ access, fields }) => {
    const name = fields[/^\{(.+)\}$/.exec(user)?.[1] ?? ''] ?? new Secret(user);
    return { authorization: pair(name, access) };
  };

/** HTTP Basic with the client's id and secret (RFC 6749 §2.3.1). */
export const clientBasic: Auth = ({ fields }) => {
  const [id, secret] = [fields['client-id'], fields['client-secret']];
  return id === undefined || secret === undefined ? {} : { authorization: basicOf(id, secret) };
};

const pair = (name: Secret, word: Secret): Secret =>
  name.use((user) => word.map((password) => `Basic ${base64OfText(`${user}:${password}`)}`));

/** Several at once. */
export const together =
  (...all: readonly Auth[]): Auth =>
  (credential) =>
    Object.assign({}, ...all.map((one) => one(credential)));
