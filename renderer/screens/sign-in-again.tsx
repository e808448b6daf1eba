import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SignInHow } from '../../shared/commands/sign-in.ts';
import type { TokenView } from '../../shared/snapshot.ts';
import { FormFoot } from '../parts/form-foot.tsx';
import { Page } from '../parts/page.tsx';
import { SignInWaiting } from '../parts/sign-in-waiting.tsx';
import { SignInWay } from '../parts/sign-in-way.tsx';
import { useSpoken } from '../speaking.ts';
import { useSignIn } from '../use-sign-in.ts';

/** The same token with a new life: its issuer wants a person. */
export function SignInAgain({ view }: { readonly view: TokenView }) {
  const { id, label, host, fields } = view.token;
  const { signIn } = useSpoken().text;
  const { busy, begun, failure, begin, cancel } = useSignIn();
  const [how, setHow] = useState<SignInHow>('browser');
  const [clientId, setClientId] = useState('');
  const knowsClient = fields.includes('client-id');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void begin({ label: id, how, again: true, open: how === 'browser', ...(!knowsClient && { clientId }) });
  };

  return (
    <Page title={signIn.againTitle(label)} deep>
      {begun !== undefined && <SignInWaiting begun={begun} onCancel={cancel} />}
      {begun === undefined && (
        <form className="tk-form" onSubmit={submit} autoComplete="off">
          <p>{signIn.againMeans(host ?? signIn.itsIssuer)}</p>
          {!knowsClient && (
            <TextInput
              label={signIn.clientId}
              required
              maxLength={500}
              value={clientId}
              onChange={(event) => setClientId(event.currentTarget.value)}
            />
          )}
          <SignInWay how={how} onChange={setHow} />
          <FormFoot act={signIn.again} busy={busy} failure={failure} />
        </form>
      )}
    </Page>
  );
}
