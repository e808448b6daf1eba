import { Peek } from './peek.tsx';
import { start } from './start.tsx';

start(<Peek />);
