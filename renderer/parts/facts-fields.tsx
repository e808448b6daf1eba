import { SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { settingForms } from '../../shared/settings.ts';
import type { FactsDraft } from '../facts-draft.ts';
import { useSpoken } from '../speaking.ts';

interface FactsFieldsProps {
  readonly draft: FactsDraft;
  /** False where the issuer or the token itself says when it ends. */
  readonly askEnd: boolean;
  readonly leadsNow: string;
  /** False where what is asked seldom is folded away. */
  readonly opensAll: boolean;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** What only a person knows about a token. All of it may be left out. */
export function FactsFields({ draft, askEnd, leadsNow, opensAll, onChange }: FactsFieldsProps) {
  const { adding } = useSpoken().text;
  return (
    <>
      <TextInput
        label={adding.owner}
        description={adding.ownerHint}
        value={draft.owner}
        onChange={(event) => onChange({ owner: event.currentTarget.value })}
      />
      {askEnd && <EndField draft={draft} onChange={onChange} />}
      <details className="tk-details" open={opensAll}>
        <summary>{adding.moreFacts}</summary>
        <div className="tk-group">
          <TextInput
            label={adding.environment}
            placeholder="production"
            value={draft.environment}
            onChange={(event) => onChange({ environment: event.currentTarget.value })}
          />
          <TagsInput
            label={adding.usedBy}
            description={adding.usedByHint}
            value={[...draft.consumers]}
            acceptValueOnBlur
            maxTags={100}
            onChange={(consumers) => onChange({ consumers })}
          />
          <TextInput
            label={adding.leads}
            description={adding.leadsHint(settingForms.leads.need, leadsNow)}
            value={draft.leads}
            onChange={(event) => onChange({ leads: event.currentTarget.value })}
          />
        </div>
      </details>
    </>
  );
}

const ENDS = ['unknown', 'date', 'never'] as const satisfies readonly FactsDraft['ends'][];

function EndField({ draft, onChange }: Pick<FactsFieldsProps, 'draft' | 'onChange'>) {
  const { adding } = useSpoken().text;
  return (
    <div role="group" aria-labelledby="ends">
      <p id="ends" className="tk-label">
        {adding.expires}
      </p>
      <p className="tk-quiet tk-small">{adding.expiresHint}</p>
      <div className="tk-ends">
        <SegmentedControl
          aria-labelledby="ends"
          data={ENDS.map((value) => ({ value, label: adding.ends[value] }))}
          value={draft.ends}
          onChange={(ends) => onChange({ ends })}
        />
        {draft.ends === 'date' && (
          <TextInput
            type="date"
            aria-label={adding.expiresOn}
            required
            value={draft.endDate}
            onChange={(event) => onChange({ endDate: event.currentTarget.value })}
          />
        )}
      </div>
    </div>
  );
}
