// A chat by Microsoft's own client: a line of JSON in says what to do, a line of JSON out what happened.
// in:  {"say":"text"} | {"end":true}      out: {"activity":{…}} | {"status":2} | {"posted":"id"} | {"failed":403}
globalThis.XMLHttpRequest = require("xhr2");
globalThis.WebSocket = require("ws");
const { DirectLine } = require("botframework-directlinejs");

const settings = JSON.parse(process.argv[2]);
const line = new DirectLine(settings.connection);
const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");

line.connectionStatus$.subscribe((status) => tell({ status }));
line.activity$.subscribe((activity) => tell({ activity }), (broken) => tell({ broken: String(broken) }));

require("readline").createInterface({ input: process.stdin }).on("line", (text) => {
  const wish = JSON.parse(text);
  const activity = wish.say ? { type: "message", text: wish.say } : { type: "endOfConversation" };
  line.postActivity({ ...activity, from: { id: settings.user } }).subscribe((posted) => tell({ posted }), (failed) => tell({ failed: failed.status }));
}).on("close", () => process.exit(0));
