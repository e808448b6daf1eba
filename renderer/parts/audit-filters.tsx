import { Select, TextInput } from '@mantine/core';
import { useSpoken } from '../speaking.ts';

const SINCES = ['all', 'day', 'week', 'month'] as const;
type Since = (typeof SINCES)[number];
const LENGTHS: Readonly<Record<Since, string | undefined>> = { all: undefined, day: '1d', week: '7d', month: '30d' };

export interface AuditFilter {
  readonly token: string;
  readonly act: string;
  readonly actor: string;
  readonly since: Since;
}

export const everything: AuditFilter = { token: '', act: '', actor: '', since: 'all' };
export const sinceOf = (since: Since): string | undefined => LENGTHS[since];

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (part: Partial<AuditFilter>) => void;
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { audit } = useSpoken().text;
  return (
    <div className="tk-filter-row">
      <TextInput
        label={audit.token}
        value={filter.token}
        onChange={(event) => onChange({ token: event.currentTarget.value })}
      />
      <Select
        label={audit.act}
        placeholder={audit.anyAct}
        data={Object.entries(audit.acts).map(([value, label]) => ({ value, label }))}
        value={filter.act === '' ? null : filter.act}
        clearable
        searchable
        onChange={(act) => onChange({ act: act ?? '' })}
      />
      <TextInput
        label={audit.actor}
        value={filter.actor}
        onChange={(event) => onChange({ actor: event.currentTarget.value })}
      />
      <Select
        label={audit.since}
        data={SINCES.map((value) => ({ value, label: audit.sinceChoices[value] }))}
        value={filter.since}
        allowDeselect={false}
        onChange={(since) => onChange({ since: SINCES.find((one) => one === since) ?? 'all' })}
      />
    </div>
  );
}
