import { Button, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import type { EndKnown } from '../../shared/kind.ts';
import { settingForms } from '../../shared/setting-forms.ts';
import type { ProviderView } from '../../shared/snapshot.ts';
import { days, isoOf, later } from '../../shared/time.ts';
import type { FactsDraft } from '../facts-draft.ts';
import { useSpoken } from '../speaking.ts';
import { useNow } from '../use-now.tsx';

interface FactsFieldsProps {
  readonly draft: FactsDraft;
  /** False where the issuer or the token itself says when it ends. */
  readonly askEnd: boolean;
  /** What is known of the end of such tokens. */
  readonly end?: ProviderView['kinds'][number] | undefined;
  readonly leadsNow: string;
  /** False where what is asked seldom is folded away. */
  readonly opensAll: boolean;
  readonly onChange: (change: Partial<FactsDraft>) => void;
}

/** What only a person knows about a token. All of it may be left out. */
export function FactsFields({ draft, askEnd, end, leadsNow, opensAll, onChange }: FactsFieldsProps) {
  const { adding } = useSpoken().text;
  return (
    <>
      <TextInput
        label={adding.owner}
        description={adding.ownerHint}
        value={draft.owner}
        onChange={(event) => onChange({ owner: event.currentTarget.value })}
      />
      {askEnd && <EndField draft={draft} end={end} onChange={onChange} />}
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

/** How one learns of an end that its issuer does not tell of its own accord. */
const ONLY_KEEPER: readonly EndKnown[] = ['at-issue', 'by-admin', 'hidden'];

function EndField({ draft, end, onChange }: Pick<FactsFieldsProps, 'draft' | 'end' | 'onChange'>) {
  const { adding } = useSpoken().text;
  const now = useNow();
  const asks = end !== undefined && ONLY_KEEPER.includes(end.end);
  const usual = asks && end.usualDays !== undefined ? end.usualDays : undefined;
  return (
    <div role="group" aria-labelledby="ends">
      <p id="ends" className="tk-label">
        {adding.expires}
      </p>
      <p className="tk-quiet tk-small">{asks ? adding.expiresAsked : adding.expiresHint}</p>
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
        {usual !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange({ ends: 'date', endDate: isoOf(later(now, days(usual))).slice(0, 10) })}
          >
            {adding.expiresUsual(usual)}
          </Button>
        )}
      </div>
    </div>
  );
}
