// The peer of the dispatch bench: BullMQ on the same redis-server. Prints one number.
//   node bullmq.mjs throughput PORT JOBS CONCURRENCY WARM_UP BATCH    jobs/s from the first add until the last job is acknowledged, after so many
//                                                       others; BATCH jobs are added at once, by addBulk where it is more than one
//   node bullmq.mjs bytes PORT JOBS                     bytes that a waiting job takes
//   node bullmq.mjs pickup PORT BACKLOG RUNS            p99 in ms from add to a reserved worker's pick-up, ordinary workers stuck
import { Queue, Worker } from 'bullmq';
import Redis from 'ioredis';

const [mode, port, first, second, third, fourth] = process.argv.slice(2);
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null };
const payload = { text: 'x'.repeat(189) };
const warmUps = 300;
const keep = { removeOnComplete: true, removeOnFail: true };

async function addAll(queue, jobs, concurrency, batch = 1) {
  let left = jobs;
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (left > 0) {
      const some = Math.min(batch, left);
      left -= some;
      await (some === 1
        ? queue.add('order', payload, keep)
        : queue.addBulk(Array.from({ length: some }, () => ({ name: 'order', data: payload, opts: keep }))));
    }
  }));
}

async function throughput(jobs, concurrency, warmUpJobs, batch) {
  const queue = new Queue('bench', { connection });
  await queue.waitUntilReady();
  let done = 0;
  let finish;
  let last;
  const worker = new Worker('bench', async () => {}, { connection, concurrency });
  worker.on('completed', () => { if (++done === last) finish(); });
  await worker.waitUntilReady();
  const run = async count => {
    last = done + count;
    const finished = new Promise(resolve => { finish = resolve; });
    const begun = process.hrtime.bigint();
    await Promise.all([addAll(queue, count, concurrency, batch), finished]);
    return count / (Number(process.hrtime.bigint() - begun) / 1e9);
  };
  await run(warmUpJobs);
  const rate = await run(jobs);
  await worker.close();
  await queue.close();
  return rate;
}

async function bytes(jobs) {
  const redis = new Redis(connection);
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
  const queue = new Queue('bench', { connection });
  await queue.waitUntilReady();
  const before = await used();
  await addAll(queue, jobs, 50);
  const after = await used();
  await queue.close();
  await redis.quit();
  return (after - before) / jobs;
}

async function pickup(backlog, runs) {
  const ordinary = new Queue('ordinary', { connection });
  const reserved = new Queue('reserved', { connection });
  await addAll(ordinary, backlog, 50);
  const stuck = new Worker('ordinary', () => new Promise(resolve => setTimeout(resolve, 5000)), { connection, concurrency: 8 });
  const waits = [];
  let picked = () => {};
  const emergency = new Worker('reserved', async job => {
    waits.push(Number(process.hrtime.bigint() - BigInt(job.data.at)) / 1e6);
    picked();
  }, { connection, concurrency: 1 });
  await Promise.all([stuck.waitUntilReady(), emergency.waitUntilReady()]);
  for (let run = -warmUps; run < runs; run++) {
    const taken = new Promise(resolve => { picked = resolve; });
    await reserved.add('alarm', { at: String(process.hrtime.bigint()), ...payload }, keep);
    await taken;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  waits.splice(0, warmUps);
  waits.sort((one, other) => one - other);
  return waits[Math.ceil(waits.length * 0.99) - 1];
}

const result = mode === 'throughput' ? await throughput(Number(first), Number(second), Number(third), Number(fourth))
  : mode === 'bytes' ? await bytes(Number(first))
  : await pickup(Number(first), Number(second));
console.log(result);
process.exit(0);
