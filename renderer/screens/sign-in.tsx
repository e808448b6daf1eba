import { TagsInput, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import type { SignInHow } from '../../shared/commands/sign-in.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { FormFoot } from '../parts/form-foot.tsx';
import { Page } from '../parts/page.tsx';
import { SecretInput, takeSecret } from '../parts/secret-input.tsx';
import { SignInWaiting } from '../parts/sign-in-waiting.tsx';
import { SignInWay } from '../parts/sign-in-way.tsx';
import { behind } from '../place.ts';
import { useSignIn } from '../use-sign-in.ts';

interface Draft {
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly how: SignInHow;
}

const empty: Draft = { label: '', issuer: '', clientId: '', scopes: [], how: 'browser' };

/** A new token by OAuth, from any issuer that names itself. */
export function SignIn({ snapshot }: { readonly snapshot: Snapshot }) {
  const { busy, begun, failure, begin, cancel } = useSignIn();
  const [draft, setDraft] = useState(empty);
  const secret = useRef<HTMLInputElement>(null);
  const [turn, setTurn] = useState(0);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const taken = !busy && snapshot.tokens.some(({ token }) => token.label === draft.label.trim());

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (taken) return;
    const clientSecret = takeSecret(secret.current);
    setTurn((before) => before + 1);
    const { how, scopes } = draft;
    void begin({
      ...draft,
      scopes: [...scopes],
      open: how === 'browser',
      ...(clientSecret !== '' && { clientSecret }),
    });
  };

  return (
    <Page title="Sign in" back={behind({ screen: 'sign-in' })}>
      {begun !== undefined && <SignInWaiting begun={begun} onCancel={cancel} />}
      {begun === undefined && (
        <form className="tk-form" onSubmit={submit} autoComplete="off">
          <fieldset className="tk-group">
            <legend>What it is</legend>
            <TextInput
              label="Name"
              required
              maxLength={200}
              value={draft.label}
              error={taken ? 'There is already a token of that name.' : undefined}
              onChange={(event) => change({ label: event.currentTarget.value })}
            />
            <IssuerFields draft={draft} onChange={change} />
            <SecretInput
              key={turn}
              ref={secret}
              label="Client secret"
              required={draft.how === 'client'}
              {...(draft.how !== 'client' && { description: 'Only where the issuer gave one.' })}
            />
          </fieldset>
          <SignInWay how={draft.how} onChange={(how) => change({ how })} />
          <FormFoot act="Sign in" busy={busy} failure={failure} />
        </form>
      )}
    </Page>
  );
}

interface IssuerFieldsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function IssuerFields({ draft, onChange }: IssuerFieldsProps) {
  return (
    <>
      <TextInput
        inputMode="url"
        label="Issuer"
        placeholder="https://id.example.org"
        required
        value={draft.issuer}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
      />
      <TextInput
        label="Client ID"
        description="By what name the issuer knows this program; made at the issuer."
        required
        maxLength={500}
        value={draft.clientId}
        onChange={(event) => onChange({ clientId: event.currentTarget.value })}
      />
      <TagsInput
        label="Scopes"
        description="What to ask for; offline_access to stay signed in at many issuers. Enter after each."
        value={[...draft.scopes]}
        acceptValueOnBlur
        maxTags={100}
        onChange={(scopes) => onChange({ scopes })}
      />
    </>
  );
}
