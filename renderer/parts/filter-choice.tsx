import { Button, Checkbox, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Snapshot, TokenView } from '../../shared/snapshot.ts';
import { countFilters, facetOf, FACETS, GRAVITIES, noFilter, useFilter, type Facet } from '../list-filter.ts';
import { useSpoken } from '../speaking.ts';

const MOST_CHOICES = 40;

/** Which tokens are shown, by state, provider, owner and environment. */
export function FilterChoice({ snapshot }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const { filter } = useFilter();
  const on = countFilters(filter);
  return (
    <Popover position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <Button variant={on > 0 ? 'light' : 'default'} leftSection={<IconFilter size={16} />}>
          {text.tokens.filter}
          {on > 0 && <span className="tk-figures">&nbsp;{on}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="tk-filters" aria-label={text.tokens.filter}>
        <Facets snapshot={snapshot} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Facets({ snapshot }: { readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const { filter, setFilter } = useFilter();
  return (
    <>
      {FACETS.map((facet) => (
        <FacetChoices key={facet} facet={facet} snapshot={snapshot} />
      ))}
      <Button
        variant="subtle"
        disabled={countFilters(filter) === 0}
        onClick={() => setFilter({ ...noFilter, query: filter.query })}
      >
        {text.tokens.clearFilters}
      </Button>
    </>
  );
}

function FacetChoices({ facet, snapshot }: { readonly facet: Facet; readonly snapshot: Snapshot }) {
  const { text } = useSpoken();
  const { filter, setFilter } = useFilter();
  const choices = useMemo(() => choicesOf(snapshot.tokens, facet), [snapshot.tokens, facet]);
  const names = new Map<string, string>([
    ...snapshot.providers.map(({ id, name }) => [id, name] as const),
    ...Object.entries(text.tokens.states),
    ['', text.tokens.without] as const,
  ]);
  if (choices.length < 2 && filter[facet].length === 0) return null;
  return (
    <Checkbox.Group
      label={text.tokens.filters[facet]}
      value={[...filter[facet]]}
      onChange={(chosen) => setFilter({ [facet]: chosen })}
    >
      <div className="tk-choices">
        {choices.map(({ value, count }) => (
          <Checkbox
            key={value}
            size="xs"
            value={value}
            label={`${names.get(value) ?? value} · ${text.frame.number(count)}`}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface Choice {
  readonly value: string;
  readonly count: number;
}

/** States in their order, everything else by how often it is there. */
function choicesOf(tokens: readonly TokenView[], facet: Facet): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const view of tokens) {
    const value = facetOf(view, facet);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const choices = [...counts].map(([value, count]) => ({ value, count }));
  const rank = ({ value }: Choice): number => (GRAVITIES as readonly string[]).indexOf(value);
  return choices.sort((a, b) => (facet === 'state' ? rank(a) - rank(b) : b.count - a.count)).slice(0, MOST_CHOICES);
}
