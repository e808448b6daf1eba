import { useCallback, useState } from 'react';
import type { Column, Group, Sort } from '../shared/list-look.ts';
import { settingForms } from '../shared/setting-forms.ts';
import type { Settings } from '../shared/settings.ts';
import { useReport, wentWrong } from './report.ts';
import { useAsk } from './use-ask.ts';

export interface ListLook {
  readonly columns: readonly Column[];
  readonly group: Group;
  readonly sort: Sort;
}

const KEYS = { columns: 'listColumns', group: 'listGroup', sort: 'listSort' } as const;

const lookOf = ({ listColumns, listGroup, listSort }: Settings): ListLook => ({
  columns: listColumns,
  group: listGroup,
  sort: listSort,
});

function spell(look: ListLook, key: keyof ListLook): string {
  if (key === 'columns') return settingForms.listColumns.spell([...look.columns]);
  return key === 'group' ? look.group : look.sort;
}

/** How the list looks. It changes at once, and is kept as a setting. */
export function useListLook(settings: Settings) {
  const report = useReport();
  const { ask } = useAsk('set');
  const [look, setLook] = useState(() => lookOf(settings));
  const change = useCallback(
    async (part: Partial<ListLook>): Promise<void> => {
      const next = { ...look, ...part };
      setLook(next);
      for (const key of Object.keys(part) as (keyof ListLook)[]) {
        const kept = await ask({ key: KEYS[key], value: spell(next, key) });
        if (!kept.ok) report(wentWrong(kept.failure));
      }
    },
    [look, ask, report],
  );
  return { look, change };
}
