// SPDX-License-Identifier: GPL-3.0-or-later
// duckdb.js -- run a file of SQL in DuckDB: node duckdb.js DATABASE FILE.
// @duckdb/node-api is looked up in NODE_PATH.
const fs = require('fs');
const { DuckDBInstance } = require('@duckdb/node-api');

async function main() {
  const instance = await DuckDBInstance.create(process.argv[2]);
  const connection = await instance.connect();
  for (const sql of fs.readFileSync(process.argv[3], 'utf8').split(/;\s*\n/)) {
    if (!sql.trim()) continue;
    const rows = (await connection.runAndReadAll(sql)).getRows();
    for (const row of rows) console.log(row.join('|'));
  }
  connection.closeSync();
}

main().catch((error) => { console.error(error); process.exit(1); });
