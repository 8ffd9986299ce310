// The least that answers: Node's server, one prepared statement, one row as JSON. Started by bench/api-answers.mjs.
import { createServer } from 'node:http'
import { DatabaseSync } from '@photostructure/sqlite'

const db = new DatabaseSync(':memory:')
const columns = Array.from({ length: 40 }, (_, index) => `m${index}`)
db.exec(`create table d(day integer primary key, ${columns.join()})`)
const insert = db.prepare(`insert into d values (?${',?'.repeat(40)})`)
db.exec('begin')
for (let day = 0; day < 3653; day++) insert.run(day, ...columns.map((_, index) => (day * index) % 97))
db.exec('commit')
const one = db.prepare('select * from d where day = ?')
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(one.get(2000)))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
