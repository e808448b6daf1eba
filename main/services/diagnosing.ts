import { auditFindings, valueFindings } from '../domain/own-findings.ts';
import type { Doctor, Ports } from '../domain/ports.ts';
import { updateFindings } from '../domain/update-finding.ts';
import type { Updating } from './updating.ts';

type Needs = Pick<Ports, 'audit' | 'catalog'> & { readonly surroundings: Doctor; readonly updating: Updating };

/** What is found of the machine, and of the vault's own things. */
export const createDiagnosing = ({ surroundings, audit, catalog, updating }: Needs): Doctor => ({
  findings: async () => [
    ...(await surroundings.findings()),
    ...auditFindings(await audit.settle(), audit.troubles()),
    ...valueFindings(catalog.list()),
    ...updateFindings(updating.state()),
  ],
});
