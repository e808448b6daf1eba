import { MantineProvider } from '@mantine/core';
import './look/widgets.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '../shared/invariant.ts';
import './look/index.css';
import { learn } from './speaking.ts';
import { stateColours, theme } from './theme.ts';
import { firstPicture } from './use-snapshot.ts';

/** Draws one of our pages, once there is something to draw. */
export async function start(page: ReactNode): Promise<void> {
  const { language } = await firstPicture();
  await learn(language);
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
  const root = document.getElementById('root');
  invariant(root, 'each page has the root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={stateColours}
        // To find out which of its variables are the usual ones takes longer than to write them all.
        deduplicateCssVariables={false}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        {page}
      </MantineProvider>
    </StrictMode>,
  );
}
