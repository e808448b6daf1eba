import Conf from 'conf';
import type { OpenStore } from '../domain/storage-ports.ts';

export const openConf: OpenStore = ({ name, ...options }) =>
  new Conf<{ sealed: Uint8Array }>({ ...options, configName: name });
