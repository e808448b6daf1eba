import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { settingForms } from '../../shared/setting-forms.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { changedFacts, emptyDraft, type FactsDraft } from '../facts-draft.ts';
import { useSpoken } from '../speaking.ts';
import { useAdd } from '../use-add.ts';
import { usePaste, type Paste } from '../use-paste.ts';
import { useSecretFields } from '../use-secret-fields.ts';
import { FactsFields } from './facts-fields.tsx';
import { FileSource } from './file-source.tsx';
import { FormFoot } from './form-foot.tsx';
import { KindFields } from './kind-fields.tsx';
import { PasteSource } from './paste-source.tsx';

interface AddFormProps {
  readonly snapshot: Snapshot;
  readonly way: 'value' | 'file';
}

export function AddForm({ snapshot, way }: AddFormProps) {
  const paste = usePaste();
  const fields = useSecretFields();
  const { adding } = useSpoken().text;
  const [label, setLabel] = useState('');
  const [draft, setDraft] = useState<FactsDraft>(emptyDraft);
  const { busy, failure, add } = useAdd();
  const change = (part: Partial<FactsDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { guessed, chosen, kind, provider } = whatItIs(paste, draft, snapshot);
  const minted = provider?.minted === true;
  // While it is being added the picture has it already.
  const taken = !busy && snapshot.tokens.some(({ token }) => token.label === label.trim());

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (taken) return;
    void add(label, minted ? { kind: 'none' } : paste.take(), {
      ...changedFacts(emptyDraft, draft),
      ...(chosen !== undefined && { provider: chosen }),
      ...fields.take(),
    });
  };

  return (
    <form className="tk-form" onSubmit={submit} autoComplete="off">
      {!minted && (way === 'file' ? <FileSource paste={paste} /> : <PasteSource paste={paste} />)}
      <fieldset className="tk-group">
        <legend>{adding.what}</legend>
        <TextInput
          label={adding.name}
          required
          maxLength={200}
          value={label}
          error={taken ? adding.nameTaken : undefined}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <KindFields
          providers={snapshot.providers}
          draft={draft}
          guessed={guessed}
          kind={kind}
          secrets={fields.secrets}
          turn={fields.turn}
          keeps={false}
          onChange={change}
        />
      </fieldset>
      <fieldset className="tk-group">
        <legend>{adding.knows}</legend>
        <p className="tk-quiet tk-small">{adding.knowsHint}</p>
        <FactsFields
          draft={draft}
          askEnd
          end={provider?.kinds.find(({ id }) => id === kind)}
          leadsNow={settingForms.leads.spell(snapshot.settings.leads)}
          opensAll={false}
          onChange={change}
        />
      </fieldset>
      <p className="tk-quiet tk-small">{provider?.effect === undefined ? adding.checksFirst : adding.checksLater}</p>
      <FormFoot act={adding.add} busy={busy} failure={failure} />
    </form>
  );
}

/** What it is by its shape, and by what the person chose over that. */
function whatItIs({ looked }: Paste, draft: FactsDraft, { providers }: Snapshot) {
  const guesses = looked?.answer.ok === true ? looked.answer.value.guesses : [];
  const guessed = guesses[0]?.provider;
  const chosen = draft.provider ?? guessed;
  const kind = guesses.find((guess) => guess.provider === chosen)?.kindId;
  return { guessed, chosen, kind, provider: providers.find(({ id }) => id === chosen) };
}
