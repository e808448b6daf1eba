/** The product's version, as in package.json; a test holds the two together. */
export const VERSION = '0.1.0';

/** The newest format of any file of the vault. An update that has a higher one cannot be gone back from without a backup. */
export const VAULT_FORMAT = 1;
