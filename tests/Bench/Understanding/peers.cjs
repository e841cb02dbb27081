// Measures the peers on the sentences of the specs: node peers.cjs SENTENCES TRAINING → one line of JSON.
const fs = require("fs");
const recognizers = require("@microsoft/recognizers-text-suite");
const { NlpManager } = require("node-nlp");

const sentences = fs.readFileSync(process.argv[2], "utf8").split("\n").filter(line => line);
const training = fs.readFileSync(process.argv[3], "utf8").split("\n").filter(line => line).map(line => line.split("\t"));
const now = new Date(2026, 10, 23, 9);

async function cpuMicroseconds(read) {
    for (const sentence of sentences) await read(sentence);
    const rounds = 2;
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round++) for (const sentence of sentences) await read(sentence);
    const used = process.cpuUsage(before);
    return (used.user + used.system) / rounds / sentences.length;
}

(async () => {
    const manager = new NlpManager({ languages: ["zh"], forceNER: true, nlu: { log: false } });
    for (const [text, intent] of training) manager.addDocument("zh", text, intent);
    await manager.train();
    const times = await cpuMicroseconds(sentence => recognizers.recognizeDateTime(sentence, recognizers.Culture.Chinese, undefined, now));
    const meanings = await cpuMicroseconds(sentence => manager.process("zh", sentence));
    console.log(JSON.stringify({ recognizers: times, nlpjs: meanings }));
})();
