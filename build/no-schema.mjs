// Stands in bundles for the validator that conf loads and that is of use to it only with a schema: ours are checked by zod.
export const Ajv2020 = undefined;
export { Ajv2020 as default };
