import Conf from 'conf';
import type { OpenStore } from '../domain/ports.ts';

export const openConf: OpenStore = ({ name, ...options }) =>
  new Conf<{ sealed: Uint8Array }>({ ...options, configName: name });
