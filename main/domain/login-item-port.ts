import type { Finding } from '../../shared/diagnosis.ts';

/** Whether the desktop starts the app when its user signs in. */
export interface LoginItem {
  /** False where the desktop does not take it. What was set up for another vault is left as it is. */
  set(isOn: boolean): Promise<boolean>;
  finding(isOn: boolean): Promise<Finding>;
}
