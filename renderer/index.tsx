import '@mantine/spotlight/styles.css';
import { App } from './app.tsx';
import { start } from './start.tsx';

start(<App />);
