import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { settingForms } from '../../shared/setting-forms.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { changedFacts, draftOf, type FactsDraft } from '../facts-draft.ts';
import { FactsFields } from '../parts/facts-fields.tsx';
import { FormFoot } from '../parts/form-foot.tsx';
import { KindFields } from '../parts/kind-fields.tsx';
import { Page } from '../parts/page.tsx';
import { useBack } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { kindOf } from '../of-token.ts';
import { useSecretFields } from '../use-secret-fields.ts';

export function Edit({ view, snapshot }: { readonly view: TokenView; readonly snapshot: Snapshot }) {
  const { expiry, id } = view.token;
  const provider = snapshot.providers.find((one) => one.id === view.token.provider);
  const back = useBack();
  const fields = useSecretFields();
  const { text } = useSpoken();
  const [before] = useState(() => draftOf(view));
  const [draft, setDraft] = useState(before);
  const [label, setLabel] = useState(view.token.label);
  const change = (part: Partial<FactsDraft>): void => setDraft((earlier) => ({ ...earlier, ...part }));
  const { busy, failure, save } = useEdit();

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const named = label.trim() === view.token.label ? {} : { label };
    void save({ token: id, ...named, ...changedFacts(before, draft), ...fields.take() });
  };

  return (
    <Page title={text.adding.editTitle(view.token.label)} deep>
      <form className="tk-form" onSubmit={submit} autoComplete="off">
        <fieldset className="tk-group">
          <legend>{text.adding.what}</legend>
          <TextInput
            label={text.adding.name}
            required
            maxLength={200}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <KindFields
            providers={snapshot.providers}
            draft={draft}
            guessed={undefined}
            kind={view.token.kind}
            secrets={fields.secrets}
            turn={fields.turn}
            keeps
            onChange={change}
          />
        </fieldset>
        <fieldset className="tk-group">
          <legend>{text.adding.knows}</legend>
          <FactsFields
            draft={draft}
            end={kindOf(view, provider)}
            askEnd={expiry.kind === 'unknown' || expiry.source === 'user'}
            leadsNow={settingForms.leads.spell(snapshot.settings.leads)}
            opensAll
            onChange={change}
          />
        </fieldset>
        <FormFoot act={text.frame.save} busy={busy} failure={failure} onCancel={back} />
      </form>
    </Page>
  );
}

function useEdit() {
  const back = useBack();
  const report = useReport();
  const { adding } = useSpoken().text;
  const { busy, ask } = useAsk('edit');
  const [failure, setFailure] = useState<Failure>();
  const save = async (input: Parameters<typeof ask>[0]): Promise<void> => {
    const edited = await ask(input);
    if (!edited.ok) return setFailure(edited.failure);
    back();
    report(wentWell(adding.saved(edited.value.token.label)));
  };
  return { busy, failure, save };
}
