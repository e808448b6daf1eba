import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { settingForms } from '../../shared/settings.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { addedWords } from '../added-words.ts';
import { changedFacts, emptyDraft, type FactsDraft } from '../facts-draft.ts';
import { FactsFields } from '../parts/facts-fields.tsx';
import { FormFoot } from '../parts/form-foot.tsx';
import { KindFields } from '../parts/kind-fields.tsx';
import { Page } from '../parts/page.tsx';
import { PasteSource } from '../parts/paste-source.tsx';
import { useGo } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { usePaste } from '../use-paste.ts';
import { useSecretFields } from '../use-secret-fields.ts';

export function Add({ snapshot }: { readonly snapshot: Snapshot }) {
  const paste = usePaste();
  const fields = useSecretFields();
  const [label, setLabel] = useState('');
  const [draft, setDraft] = useState<FactsDraft>(emptyDraft);
  const { busy, failure, add } = useAdd();
  const change = (part: Partial<FactsDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const guessed = paste.looked?.answer.ok === true ? paste.looked.answer.value.guesses[0]?.provider : undefined;
  // While it is being added the picture has it already.
  const taken = !busy && snapshot.tokens.some(({ token }) => token.label === label.trim());

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (taken) return;
    const provider = draft.provider ?? guessed;
    void add(label, paste.take(), {
      ...changedFacts(emptyDraft, draft),
      ...(provider !== undefined && { provider }),
      ...fields.take(),
    });
  };

  return (
    <Page title="Add a token" aside={<ToSignIn />}>
      <form className="tk-form" onSubmit={submit} autoComplete="off">
        <PasteSource paste={paste} />
        <fieldset className="tk-group">
          <legend>What it is</legend>
          <TextInput
            label="Name"
            required
            maxLength={200}
            value={label}
            error={taken ? 'There is already a token of that name.' : undefined}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <KindFields
            providers={snapshot.providers}
            draft={draft}
            guessed={guessed}
            secrets={fields.secrets}
            turn={fields.turn}
            keeps={false}
            onChange={change}
          />
        </fieldset>
        <fieldset className="tk-group">
          <legend>What you know of it</legend>
          <FactsFields
            draft={draft}
            askEnd
            leadsNow={settingForms.leads.spell(snapshot.settings.leads)}
            onChange={change}
          />
        </fieldset>
        <FormFoot act="Add token" busy={busy} failure={failure} />
      </form>
    </Page>
  );
}

function ToSignIn() {
  const go = useGo();
  return (
    <Button variant="default" onClick={() => go({ screen: 'sign-in' })}>
      Sign in instead
    </Button>
  );
}

const nothingPasted: Failure = { code: 'paste-empty' };

function useAdd() {
  const go = useGo();
  const report = useReport();
  const { busy, ask } = useAsk('add');
  const [failure, setFailure] = useState<Failure>();
  type Input = Parameters<typeof ask>[0];
  const add = async (
    label: string,
    pasted: Input['pasted'] | undefined,
    facts: Omit<Input, 'label' | 'pasted'>,
  ): Promise<void> => {
    if (pasted === undefined) return setFailure(nothingPasted);
    const added = await ask({ label, pasted, ...facts });
    if (!added.ok) return setFailure(added.failure);
    go({ screen: 'token', token: added.value.view.token.id });
    report(wentWell(`${added.value.view.token.label} is kept.`, addedWords(added.value)));
  };
  return { busy, failure, add };
}
