import { succeeded } from '../../../shared/result.ts';
import { Secret } from '../../domain/secret.ts';
import type { FieldRule, Renew } from '../../domain/provider.ts';
import { REFRESH_FIELD } from '../../domain/provider.ts';
import { granted } from '../oauth2-answer.ts';
import { clientForm } from '../oauth2-client.ts';
import { requestOf } from './question.ts';

/** What a renewal by refresh token needs beside the value. */
export const clientFields: readonly FieldRule[] = [
  { key: 'client-id', label: 'Client ID', secret: false, needed: false },
  { key: 'client-secret', label: 'Client secret', secret: true, needed: false },
  { key: REFRESH_FIELD, label: 'Refresh token', secret: true, needed: false },
];

interface TokenEndpoint {
  readonly path: string;
  /** Where the client's secret goes: into the form, or into HTTP Basic. */
  readonly client: 'form' | 'basic';
  /** The refresh token stays good however often it is used. */
  readonly reusable?: boolean | undefined;
}

/** A new access token by refresh token, at an endpoint that is always the same (RFC 6749 §6). */
export function refreshAt({ path, client, reusable = false }: TokenEndpoint): Renew {
  return {
    how: 'refresh',
    repeatable: reusable,
    can: ({ hasRefresh, fields }) => hasRefresh === true && fields.includes('client-id'),
    ask(credential, context) {
      const spent = credential.refresh ?? new Secret('');
      const { 'client-id': id, 'client-secret': secret } = credential.fields;
      return client === 'basic'
        ? clientForm(
            `${context.base}${path}`,
            credential,
            spent,
            (text) => `grant_type=refresh_token&refresh_token=${text}`,
          )
        : requestOf(
            {
              method: 'POST',
              path,
              form: () => ({
                grant_type: 'refresh_token',
                refresh_token: spent,
                client_id: id,
                client_secret: secret,
              }),
            },
            credential,
            context,
          );
    },
    read(outcome, before, context) {
      const told = granted(outcome, context);
      if (!told.ok) return told;
      const { access, refresh = before.refresh, facts } = told.value;
      const kept = refresh === undefined ? {} : { refresh };
      return succeeded({ credential: { access, fields: before.fields, ...kept }, facts });
    },
  };
}
