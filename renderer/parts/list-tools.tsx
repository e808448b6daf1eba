import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck, IconRefresh, IconSearch } from '@tabler/icons-react';
import { memo } from 'react';
import { COLUMNS, GROUPS, type Column } from '../../shared/list-look.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { useFilter } from '../list-filter.ts';
import { useSpoken } from '../speaking.ts';
import { useActs } from '../use-acts.ts';
import type { ListLook } from '../use-list-look.ts';
import { FilterChoice } from './filter-choice.tsx';

interface ListToolsProps {
  readonly snapshot: Snapshot;
  readonly look: ListLook;
  readonly onLook: (part: Partial<ListLook>) => void;
}

/** Search, filters, groups and columns. Only the search itself is drawn for each of its keys. */
export const ListTools = memo(function ListTools({ snapshot, look, onLook }: ListToolsProps) {
  const { text } = useSpoken();
  const { checkAll, busy } = useActs();
  return (
    <>
      <SearchField />
      <FilterChoice snapshot={snapshot} />
      <LookMenu look={look} onLook={onLook} />
      <Button
        variant="default"
        className="tk-wide-only"
        leftSection={<IconRefresh size={16} />}
        loading={busy.check}
        onClick={() => void checkAll()}
      >
        {text.tokens.checkAll}
      </Button>
    </>
  );
});

function SearchField() {
  const { text } = useSpoken();
  const { filter, setFilter } = useFilter();
  return (
    <TextInput
      type="search"
      className="tk-search"
      aria-label={text.tokens.searchLabel}
      placeholder={text.tokens.search}
      aria-keyshortcuts="/"
      leftSection={<IconSearch size={16} />}
      rightSection={filter.query === '' ? <kbd className="tk-key">/</kbd> : null}
      value={filter.query}
      onChange={(event) => setFilter({ query: event.currentTarget.value })}
    />
  );
}

function LookMenu({ look, onLook }: Omit<ListToolsProps, 'snapshot'>) {
  const { text } = useSpoken();
  const tick = (on: boolean) => <IconCheck size={16} aria-hidden="true" className={on ? undefined : 'tk-unseen'} />;
  const toggle = (column: Column): void =>
    onLook({ columns: COLUMNS.filter((one) => look.columns.includes(one) !== (one === column)) });
  const title = `${text.tokens.groupTitle}, ${text.tokens.columnsTitle}`;
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={title} title={title}>
          <IconAdjustmentsHorizontal size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="tk-tall-menu">
        <Menu.Label>{text.tokens.groupTitle}</Menu.Label>
        {GROUPS.map((group) => (
          <Menu.Item
            key={group}
            role="menuitemradio"
            aria-checked={look.group === group}
            leftSection={tick(look.group === group)}
            onClick={() => onLook({ group })}
          >
            {text.tokens.groups[group]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{text.tokens.columnsTitle}</Menu.Label>
        {COLUMNS.map((column) => (
          <Menu.Item
            key={column}
            role="menuitemcheckbox"
            aria-checked={look.columns.includes(column)}
            leftSection={tick(look.columns.includes(column))}
            onClick={() => toggle(column)}
          >
            {text.tokens.columns[column]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
