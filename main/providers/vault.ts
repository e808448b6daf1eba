import type { Token } from '../../shared/token.ts';
import { expiryOfSeconds, expiryOfText, refusalAt } from '../domain/expiry.ts';
import { fieldsOf, wordOf, wordsOf, type Fields } from '../domain/json.ts';
import type { HttpOutcome, HttpRequest } from '../domain/http-port.ts';
import type { Credential } from '../domain/storage-ports.ts';
import type { AskContext, Facts, Judgement, Provider } from '../domain/provider.ts';
import { tooWide } from '../domain/scopes.ts';
import { cannotTell, heard } from './judging.ts';
import { vaultDerive } from './vault-derive.ts';
import { vaultExtend, vaultHeaders, vaultRevoke } from './vault-life.ts';

const ON_TOKENS = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';

export const vault: Provider = {
  id: 'vault',
  name: 'HashiCorp Vault or OpenBao',
  hosts: { kind: 'named' },
  fields: [{ key: 'namespace', label: 'Namespace', secret: false, needed: false }],
  kinds: [
    {
      id: 'vault',
      name: 'service token',
      shapes: [/^hvs\.[\w-]{24,}$/],
      // OpenBao, and Vault before 1.10.
      likely: [/^s\.[A-Za-z0-9]{24,}$/],
      end: 'told',
      docs: ON_TOKENS,
    },
    {
      id: 'vault-batch',
      name: 'batch token',
      shapes: [/^hvb\.[\w-]{100,}$/],
      likely: [/^b\.[\w-]{100,}$/],
      end: 'told',
      docs: ON_TOKENS,
      lacks: ['renew', 'revoke', 'derive'],
    },
  ],
  // A token with a number of uses loses one by every look, so it is looked at once, when it is added.
  check: { kind: 'online', sideEffect: 'none', can: (token) => !isCounted(token), ask, present: vaultHeaders, judge },
  renew: vaultExtend,
  revoke: vaultRevoke,
  derive: vaultDerive,
  link: ({ host }) => (host === undefined ? undefined : `${host}/ui/`),
};

const isCounted = ({ warnings }: Token): boolean => warnings.some(({ code }) => code === 'few-uses');

/** https://developer.hashicorp.com/vault/api-docs/auth/token#lookup-a-token-self */
function ask(credential: Credential, { base }: AskContext): HttpRequest {
  return { method: 'GET', url: `${base}/v1/auth/token/lookup-self`, headers: vaultHeaders(credential) };
}

function judge(outcome: HttpOutcome, context: AskContext): Judgement {
  const told = heard(outcome, context);
  if (!told.ok) return told.failure;
  const { answer, body } = told.value;
  // Expired, revoked, made up, and a policy that was written without the right to look all read the same.
  if (answer.status === 403) return { verdict: refusalAt(context.token.expiry, answer.at), facts: {} };
  const data = fieldsOf(body['data']);
  if (answer.status !== 200 || data === undefined) return cannotTell('unexpected');
  return { verdict: { kind: 'valid' }, facts: factsOf(data) };
}

function factsOf(data: Fields): Facts {
  const end = data['expire_time'];
  const read =
    end === null ? { expiry: { kind: 'never', source: 'issuer' } as const, warnings: [] } : expiryOfText(end, 'issuer');
  const begun = expiryOfSeconds(data['creation_time'], 'issuer').expiry;
  const scopes = [...(wordsOf(data['policies']) ?? []), ...(wordsOf(data['identity_policies']) ?? [])];
  const uses = data['num_uses'];
  const counted = typeof uses === 'number' && uses > 0 ? [{ code: 'few-uses' } as const] : [];
  return {
    expiry: read.expiry,
    issuedAt: begun.kind === 'at' ? begun.at : undefined,
    scopes,
    subject: wordOf(data['display_name']),
    issuerId: wordOf(data['accessor']),
    renewable: data['renewable'] === true && data['type'] !== 'batch' && counted.length === 0,
    warnings: [...read.warnings, ...tooWide(scopes, ['root']), ...counted],
  };
}
