import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { addedWords } from '../added-words.ts';
import { FormFoot } from '../parts/form-foot.tsx';
import { Page } from '../parts/page.tsx';
import { PasteSource } from '../parts/paste-source.tsx';
import { useBack, useGo } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { usePaste } from '../use-paste.ts';

/** A new value for a token that was made anew at its issuer. */
export function Replace({ view, snapshot }: { readonly view: TokenView; readonly snapshot: Snapshot }) {
  const { id, label, consumers, provider } = view.token;
  const go = useGo();
  const back = useBack();
  const report = useReport();
  const spoken = useSpoken();
  const { adding } = spoken.text;
  const paste = usePaste();
  const { busy, ask } = useAsk('replace');
  const [failure, setFailure] = useState<Failure>();
  const issuer = snapshot.providers.find((known) => known.id === provider)?.name ?? provider;

  const replace = async (): Promise<void> => {
    const pasted = paste.take();
    if (pasted === undefined) return setFailure({ code: 'paste-empty' });
    const replaced = await ask({ token: id, pasted });
    if (!replaced.ok) return setFailure(replaced.failure);
    go({ screen: 'token', token: id });
    report(wentWell(adding.replaced(label), addedWords(replaced.value, spoken)));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void replace();
  };

  return (
    <Page title={adding.replaceTitle(label)} deep>
      <form className="tk-form" onSubmit={submit} autoComplete="off">
        <p>{adding.replaceMeans(issuer)}</p>
        {consumers.length > 0 && <p className="tk-quiet">{adding.replaceUsed(consumers.join(', '))}</p>}
        <PasteSource paste={paste} />
        <FormFoot act={adding.replace} busy={busy} failure={failure} onCancel={back} />
      </form>
    </Page>
  );
}
