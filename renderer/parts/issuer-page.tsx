import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { TokenView } from '../../shared/snapshot.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';

interface IssuerPageProps {
  readonly view: TokenView;
  readonly provider: string;
  /** It is there that this token can be helped. */
  readonly helps: boolean;
}

/** To the issuer's own page for this token, in the person's browser; the address is main's, and never the token's. */
export function IssuerPage({ view, provider, helps }: IssuerPageProps) {
  const report = useReport();
  const { text } = useSpoken();
  const { busy, ask } = useAsk('page');
  if (view.link === undefined) return null;
  const open = async (): Promise<void> => {
    const opened = await ask({ token: view.token.id });
    if (!opened.ok) return report(wentWrong(opened.failure));
    if (!opened.value.opened) report(wentWell(text.token.pageIs(opened.value.link)));
  };
  return (
    <Button
      variant={helps ? 'filled' : 'default'}
      leftSection={<IconExternalLink size={16} />}
      title={view.link}
      loading={busy}
      onClick={() => void open()}
    >
      {text.token.page(provider)}
    </Button>
  );
}
