// The peer: Bot Framework's CloudAdapter, echoing, behind Node's own HTTP server.
const http = require("http");
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ActivityHandler } = require("botbuilder");

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await next();
});

http.createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (piece) => (body += piece));
  request.on("end", () => {
    request.body = JSON.parse(body);
    response.status = (status) => ((response.statusCode = status), response);
    response.header = (name, value) => response.setHeader(name, value);
    response.send = (content) => {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      response.setHeader("Content-Type", "application/json");
      response.setHeader("Content-Length", Buffer.byteLength(text));
      response.write(text);
      return response;
    };
    adapter.process(request, response, (context) => bot.run(context)).catch((broken) => response.writeHead(500).end(String(broken)));
  });
}).listen(Number(process.argv[2]), "127.0.0.1");
