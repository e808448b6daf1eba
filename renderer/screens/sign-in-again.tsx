import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SignInHow } from '../../shared/commands/sign-in.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { FormFoot } from '../parts/form-foot.tsx';
import { Page } from '../parts/page.tsx';
import { SignInWaiting } from '../parts/sign-in-waiting.tsx';
import { SignInWay } from '../parts/sign-in-way.tsx';
import { behind } from '../place.ts';
import { useSignIn } from '../use-sign-in.ts';

/** The same token with a new life: its issuer wants a person. */
export function SignInAgain({ view }: { readonly view: TokenView }) {
  const { id, label, host, fields } = view.token;
  const { busy, begun, failure, begin, cancel } = useSignIn();
  const [how, setHow] = useState<SignInHow>('browser');
  const [clientId, setClientId] = useState('');
  const knowsClient = fields.includes('client-id');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void begin({ label: id, how, again: true, open: how === 'browser', ...(!knowsClient && { clientId }) });
  };

  return (
    <Page title={`Sign in again: ${label}`} back={behind({ screen: 'sign-in-again', token: id })}>
      {begun !== undefined && <SignInWaiting begun={begun} onCancel={cancel} />}
      {begun === undefined && (
        <form className="tk-form" onSubmit={submit} autoComplete="off">
          <p>
            A new value from {host ?? 'its issuer'} takes the place of the one kept here; name, owner and the other
            facts stay.
          </p>
          {!knowsClient && (
            <TextInput
              label="Client ID"
              required
              maxLength={500}
              value={clientId}
              onChange={(event) => setClientId(event.currentTarget.value)}
            />
          )}
          <SignInWay how={how} onChange={setHow} />
          <FormFoot act="Sign in again" busy={busy} failure={failure} />
        </form>
      )}
    </Page>
  );
}
