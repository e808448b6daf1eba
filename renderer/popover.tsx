import { Peek } from './peek.tsx';
import { start } from './start.tsx';

void start(<Peek />);
