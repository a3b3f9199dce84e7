// GET /test: a connection for this request alone, one query text, one row as JSON. stacks/README.md of unrigged says it in full.
import cluster from 'node:cluster';
import http from 'node:http';
import pg from 'pg';

const setting = (name) => {
  const value = process.env[`UNRIGGED_${name}`];
  if (value === undefined) throw new Error(`UNRIGGED_${name} is not set; Unrigged sets it`);
  return value;
};

const database = {
  host: setting('DATABASE_HOST'),
  port: Number(setting('DATABASE_PORT')),
  database: setting('DATABASE_NAME'),
  user: setting('DATABASE_USER'),
  ssl: false,
};
const delay = setting('DELAY_SECONDS');
const sleep =
  delay === 'live' ? 'select pg_sleep(seconds) from delay; ' : Number(delay) > 0 ? `select pg_sleep(${delay}); ` : '';
const rows = Number(setting('ROWS'));

async function row() {
  const a = 1 + Math.floor(Math.random() * (rows - 1));
  const client = new pg.Client(database);
  await client.connect();
  try {
    const results = await client.query(`${sleep}select a, b from test where a = ${a}`);
    return (Array.isArray(results) ? results.at(-1) : results).rows[0]; // the last of the two results
  } finally {
    await client.end();
  }
}

async function answer(request, response) {
  try {
    if (request.url !== '/test') {
      response.writeHead(404).end();
      return;
    }
    const { a, b } = await row();
    const body = JSON.stringify({ a: String(a).padStart(10, '0'), b });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}

if (cluster.isPrimary) {
  for (let i = 0; i < Number(setting('WORKERS')); i++) cluster.fork();
} else {
  http.createServer(answer).listen({ host: '127.0.0.1', port: Number(setting('PORT')), backlog: Number(setting('BACKLOG')) });
}
