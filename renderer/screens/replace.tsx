import { useState, type FormEvent } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { addedWords } from '../added-words.ts';
import { FormFoot } from '../parts/form-foot.tsx';
import { Page } from '../parts/page.tsx';
import { PasteSource } from '../parts/paste-source.tsx';
import { behind, useGo } from '../place.ts';
import { useReport, wentWell } from '../report.ts';
import { useAsk } from '../use-ask.ts';
import { usePaste } from '../use-paste.ts';

/** A new value for a token that was made anew at its issuer. */
export function Replace({ view, snapshot }: { readonly view: TokenView; readonly snapshot: Snapshot }) {
  const { id, label, consumers, provider } = view.token;
  const go = useGo();
  const report = useReport();
  const paste = usePaste();
  const { busy, ask } = useAsk('replace');
  const [failure, setFailure] = useState<Failure>();
  const back = behind({ screen: 'replace', token: id });
  const issuer = snapshot.providers.find((known) => known.id === provider)?.name ?? provider;

  const replace = async (): Promise<void> => {
    const pasted = paste.take();
    if (pasted === undefined) return setFailure({ code: 'paste-empty' });
    const replaced = await ask({ token: id, pasted });
    if (!replaced.ok) return setFailure(replaced.failure);
    go(back);
    report(wentWell(`${label} has its new value.`, addedWords(replaced.value)));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void replace();
  };

  return (
    <Page title={`Replace ${label}`} back={back}>
      <form className="tk-form" onSubmit={submit} autoComplete="off">
        <p>
          Make a new one at {issuer} first. Its value takes the place of the one kept here; name, owner and the other
          facts stay. The old value keeps working at {issuer} until it is revoked there.
        </p>
        {consumers.length > 0 && <p className="tk-quiet">Used by {consumers.join(', ')}.</p>}
        <PasteSource paste={paste} />
        <FormFoot act="Replace value" busy={busy} failure={failure} onCancel={() => go(back)} />
      </form>
    </Page>
  );
}
