/** The file in the data directory that holds what is real; a sandbox has one of its own. */
export const storeFile = 'peoplegraph.db';

/** The schema in a PostgreSQL database that stands for such a file. */
export const schemaOf = (file: string): string => file.replace(/\.db$/, '');
