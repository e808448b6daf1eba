import { TagsInput, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import type { SignInHow } from '../../shared/commands/sign-in.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useSpoken } from '../speaking.ts';
import { useSignIn } from '../use-sign-in.ts';
import { FormFoot } from './form-foot.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';
import { SignInWaiting } from './sign-in-waiting.tsx';
import { SignInWay } from './sign-in-way.tsx';

interface Draft {
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly how: SignInHow;
}

const empty: Draft = { label: '', issuer: '', clientId: '', scopes: [], how: 'browser' };

/** A new token by OAuth, from any issuer that names itself. */
export function SignInForm({ snapshot }: { readonly snapshot: Snapshot }) {
  const { busy, begun, failure, begin, cancel } = useSignIn();
  const { text } = useSpoken();
  const [draft, setDraft] = useState(empty);
  const secret = useRef<SecretField>(null);
  const [turn, setTurn] = useState(0);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const taken = !busy && snapshot.tokens.some(({ token }) => token.label === draft.label.trim());

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (taken) return;
    const clientSecret = takeSecret(secret.current);
    setTurn((before) => before + 1);
    void begin({
      ...draft,
      scopes: [...draft.scopes],
      open: draft.how === 'browser',
      ...(clientSecret !== '' && { clientSecret }),
    });
  };

  if (begun !== undefined) return <SignInWaiting begun={begun} onCancel={cancel} />;
  return (
    <form className="tk-form" onSubmit={submit} autoComplete="off">
      <fieldset className="tk-group">
        <legend>{text.adding.what}</legend>
        <TextInput
          label={text.adding.name}
          required
          maxLength={200}
          value={draft.label}
          error={taken ? text.adding.nameTaken : undefined}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <IssuerFields draft={draft} onChange={change} />
        <SecretInput
          key={turn}
          ref={secret}
          label={text.signIn.clientSecret}
          required={draft.how === 'client'}
          {...(draft.how !== 'client' && { description: text.signIn.clientSecretHint })}
        />
      </fieldset>
      <SignInWay how={draft.how} onChange={(how) => change({ how })} />
      <FormFoot act={text.signIn.title} busy={busy} failure={failure} />
    </form>
  );
}

interface IssuerFieldsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function IssuerFields({ draft, onChange }: IssuerFieldsProps) {
  const { signIn } = useSpoken().text;
  return (
    <>
      <TextInput
        inputMode="url"
        label={signIn.issuer}
        placeholder="https://id.example.org"
        required
        value={draft.issuer}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
      />
      <TextInput
        label={signIn.clientId}
        description={signIn.clientIdHint}
        required
        maxLength={500}
        value={draft.clientId}
        onChange={(event) => onChange({ clientId: event.currentTarget.value })}
      />
      <TagsInput
        label={signIn.scopes}
        description={signIn.scopesHint}
        value={[...draft.scopes]}
        acceptValueOnBlur
        maxTags={100}
        onChange={(scopes) => onChange({ scopes })}
      />
    </>
  );
}
