// A small mail server for stories: speaks enough SMTP (RFC 5321) to take a mail, and keeps what it took.

import { createServer } from "node:net";

/** Listens on a port of its own; `taken` holds the mails as they were sent. */
export async function openSink() {
  const taken = [];
  const server = createServer((socket) => {
    let rest = "";
    let text = null;
    const say = (line) => socket.write(`${line}\r\n`);
    const hear = (line) => {
      if (text !== null) {
        if (line !== ".") return void (text += `${line.replace(/^\./, "")}\r\n`);
        taken.push(text);
        text = null;
        return say("250 2.0.0 taken");
      }
      const verb = line.split(" ")[0].toUpperCase();
      if (verb === "EHLO") return socket.write("250-sink\r\n250 8BITMIME\r\n");
      if (verb === "DATA") {
        text = "";
        return say("354 go on");
      }
      if (verb === "QUIT") return socket.end("221 bye\r\n");
      return say("250 fine");
    };
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      rest += chunk;
      const lines = rest.split("\r\n");
      rest = lines.pop();
      lines.forEach(hear);
    });
    say("220 sink");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    taken,
    /** What the house must be told to send here. */
    env: {
      NHIPCAU_MAIL__SERVER: "127.0.0.1",
      NHIPCAU_MAIL__PORT: String(port),
      NHIPCAU_MAIL__ENCRYPTION: "none",
      NHIPCAU_MAIL__SENDER: "Nhịp Cầu <nhipcau@mau.vn>",
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The heads and the plain part of a mail, decoded. */
export function read(mail) {
  const [heads, ...rest] = mail.split("\r\n\r\n");
  const flat = heads.replace(/\r\n[ \t]+/g, " ");
  const head = (name) => words(flat.match(new RegExp(`^${name}: (.*)$`, "mi"))?.[1] ?? "");
  const plain = rest.join("\r\n\r\n").split(/--[^\r\n]+\r\n/).find((part) => /^Content-Type: text\/plain/im.test(part));
  const [kind, ...body] = (plain ?? "").split("\r\n\r\n");
  const raw = body.join("\r\n\r\n");
  const text = /base64/i.test(kind) ? Buffer.from(raw, "base64").toString() : /quoted-printable/i.test(kind) ? quoted(raw) : raw;
  return { to: head("To"), subject: head("Subject"), text };
}

/** RFC 2047: words of a head in other letters. */
function words(text) {
  const decoded = text.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word) => `\0${word}\0`);
  return decoded.replace(/\0([^\0]*)\0/g, (_, word) => Buffer.from(word, "base64").toString());
}

function quoted(text) {
  const bytes = text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
