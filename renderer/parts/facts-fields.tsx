import { SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { settingForms } from '../../shared/settings.ts';
import type { FactsDraft } from '../facts-draft.ts';

interface FactsFieldsProps {
  readonly draft: FactsDraft;
  /** False where the issuer or the token itself says when it ends. */
  readonly askEnd: boolean;
  readonly leadsNow: string;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** What only a person knows about a token. All of it may be left out. */
export function FactsFields({ draft, askEnd, leadsNow, onChange }: FactsFieldsProps) {
  return (
    <>
      <TextInput
        label="Owner"
        description="Who looks after it."
        value={draft.owner}
        onChange={(event) => onChange({ owner: event.currentTarget.value })}
      />
      <TextInput
        label="Environment"
        placeholder="production"
        value={draft.environment}
        onChange={(event) => onChange({ environment: event.currentTarget.value })}
      />
      <TagsInput
        label="Used by"
        description="Programs, hosts or pipelines that stop when it does. Enter after each."
        value={[...draft.consumers]}
        acceptValueOnBlur
        maxTags={100}
        onChange={(consumers) => onChange({ consumers })}
      />
      {askEnd && <EndField draft={draft} onChange={onChange} />}
      <TextInput
        label="Lead times"
        description={`When to warn before it expires: ${settingForms.leads.need}. Empty means as in settings (${leadsNow}).`}
        value={draft.leads}
        onChange={(event) => onChange({ leads: event.currentTarget.value })}
      />
    </>
  );
}

const ENDS = [
  { value: 'unknown', label: 'Not known' },
  { value: 'date', label: 'On a date' },
  { value: 'never', label: 'Never' },
] as const satisfies readonly { readonly value: FactsDraft['ends']; readonly label: string }[];

function EndField({ draft, onChange }: Pick<FactsFieldsProps, 'draft' | 'onChange'>) {
  return (
    <div role="group" aria-labelledby="ends">
      <p id="ends" className="tk-label">
        Expires
      </p>
      <p className="tk-quiet tk-small">Only if the issuer does not say it: what it says is always taken first.</p>
      <div className="tk-ends">
        <SegmentedControl
          aria-labelledby="ends"
          data={[...ENDS]}
          value={draft.ends}
          onChange={(ends) => onChange({ ends })}
        />
        {draft.ends === 'date' && (
          <TextInput
            type="date"
            aria-label="Expires on"
            required
            value={draft.endDate}
            onChange={(event) => onChange({ endDate: event.currentTarget.value })}
          />
        )}
      </div>
    </div>
  );
}
