import assert from "node:assert/strict";
import { test } from "node:test";
import type { Op } from "./ops";
import { type Answer, type Batch, type Clash, type Ended, type Held, OPS_MAX, Queue, QUIET_MS, RETRY_MS, type Standing } from "./queue";

/** A world without a browser: a store, a line that can be cut, a clock that is turned by hand. */
class World {
  stored: string | null = null;
  sent: Batch[] = [];
  answers: Answer[] = [];
  standing: Standing = { is: "calm" };
  taken: number[] = [];
  hasOthers = false;
  refused: Op[] = [];
  clashed: Op[] = [];
  held: Held[] = [];
  ended: Ended | undefined;
  timers: { at: number; act: () => void }[] = [];
  now = 0;
  ids = 0;

  queue(version: number): Queue {
    const queue = new Queue(
      {
        load: () => this.stored,
        save: (text) => (this.stored = text),
        send: (batch) => {
          this.sent.push(structuredClone(batch));
          return Promise.resolve(this.answers.shift() ?? { kind: "taken", version: batch.base + 1, body: null });
        },
        later: (delay, act) => {
          const timer = { at: this.now + delay, act };
          this.timers.push(timer);
          return () => (this.timers = this.timers.filter((other) => other !== timer));
        },
        newId: () => `b${++this.ids}`,
        onStanding: (standing) => (this.standing = standing),
        onTaken: (taken) => {
          this.taken.push(taken.version);
          this.hasOthers = taken.hasOthers;
        },
        onRefused: (ops) => this.refused.push(...ops),
        onClash: ({ ops }) => this.clashed.push(...ops),
        onHeld: (held) => (this.held = [...held]),
        onEnded: (ended) => (this.ended = ended),
      },
      version,
    );
    queue.start();
    return queue;
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    for (;;) {
      const due = this.timers.find((timer) => timer.at <= this.now);
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      due.act();
      await settle();
    }
    await settle();
  }
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
const set = (path: string, value: string): Op => ({ op: "set", path, value });

test("typing in one field travels once, after a pause", async () => {
  const world = new World();
  const queue = world.queue(7);
  queue.push([set("/roadmap/1/task", "A")], true);
  await world.pass(QUIET_MS - 1);
  queue.push([set("/roadmap/1/task", "AB")], true);
  await world.pass(QUIET_MS - 1);
  assert.equal(world.sent.length, 0);
  await world.pass(1);
  assert.deepEqual(world.sent, [{ id: "b1", base: 7, ops: [set("/roadmap/1/task", "AB")] }]);
  assert.deepEqual(world.taken, [8]);
  assert.equal(world.stored, null);
  assert.equal(world.standing.is, "calm");
});

test("the next batch stands on the version of the last answer", async () => {
  const world = new World();
  const queue = world.queue(7);
  queue.push([{ op: "skip", item: "i1" }]);
  await world.pass(0);
  queue.push([{ op: "skip", item: "i2" }]);
  await world.pass(0);
  assert.deepEqual(world.sent.map((batch) => batch.base), [7, 8]);
});

test("a version that jumps tells of somebody else whose changes were merged", async () => {
  const world = new World();
  const queue = world.queue(7);
  queue.push([{ op: "skip", item: "i1" }]);
  await world.pass(0);
  assert.equal(world.hasOthers, false);
  world.answers = [{ kind: "taken", version: 11, body: null }];
  queue.push([{ op: "skip", item: "i2" }]);
  await world.pass(0);
  assert.equal(world.hasOthers, true);
});

test("a lost line is tried again with the same batch, slower each time, and later changes wait behind it", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "lost" }, { kind: "lost" }];
  queue.push([{ op: "skip", item: "i1" }]);
  await world.pass(0);
  assert.equal(world.standing.is, "lost");
  queue.push([{ op: "skip", item: "i2" }]);
  await world.pass(RETRY_MS[0]! - 1);
  assert.equal(world.sent.length, 1);
  await world.pass(1);
  assert.equal(world.sent.length, 2);
  await world.pass(RETRY_MS[1]!);
  assert.deepEqual(world.sent.map((batch) => batch.id), ["b1", "b1", "b1", "b2"]);
  assert.equal(queue.count, 0);
});

test("a reload loses nothing: the batch goes again under its old name", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "lost" }];
  queue.push([{ op: "skip", item: "i1" }]);
  await world.pass(0);
  queue.push([set("/header/subject", "x")], true);
  world.timers = [];
  const after = world.queue(7);
  assert.deepEqual(after.unsent, [{ op: "skip", item: "i1" }, set("/header/subject", "x")]);
  await world.pass(0);
  assert.deepEqual(world.sent.map((batch) => [batch.id, batch.base]), [["b1", 7], ["b1", 7], ["b2", 8]]);
  assert.equal(world.stored, null);
});

const clash = (path: string): Clash => ({ path, item: "", label: "Việc", by: "Bình", is_removed: false, theirs_words: "B", mine_words: "A" });

test("what met somebody else's change waits for a choice, and the rest of its batch goes again", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "conflict", version: 9, clashes: [clash("/roadmap/1/task")], parts: {} }];
  queue.push([set("/roadmap/1/task", "A"), set("/roadmap/1/time", "tháng 8")]);
  await world.pass(0);
  assert.deepEqual(world.clashed, [set("/roadmap/1/task", "A")]);
  assert.deepEqual(world.sent.map((batch) => [batch.base, batch.ops.length]), [[7, 2], [9, 1]]);
  assert.equal(queue.count, 0);
  assert.equal(world.held.length, 1);
  assert.notEqual(world.stored, null, "it is kept");
});

test("choosing one's own sends it on the new version, choosing theirs sends nothing; both survive a reload", async () => {
  for (const isMine of [true, false]) {
    const world = new World();
    const first = world.queue(7);
    world.answers = [{ kind: "conflict", version: 9, clashes: [clash("/roadmap/1/task")], parts: {} }];
    first.push([set("/roadmap/1/task", "A")]);
    await world.pass(0);
    world.held = [];
    const queue = world.queue(9);
    assert.equal(world.held.length, 1, "it is asked again after a reload");
    queue.choose(world.held[0]!, isMine);
    await world.pass(0);
    assert.deepEqual(world.sent.slice(1).map((batch) => [batch.base, batch.ops]), isMine ? [[9, [set("/roadmap/1/task", "A")]]] : []);
    assert.equal(world.held.length, 0);
    assert.equal(world.stored, null);
  }
});

test("who goes on writing in an item that was taken out brings it back", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "conflict", version: 9, clashes: [{ ...clash("/roadmap/1/task"), is_removed: true }], parts: {} }];
  queue.push([set("/roadmap/1/task", "A")]);
  await world.pass(0);
  queue.choose(world.held[0]!, true);
  await world.pass(0);
  assert.deepEqual(world.sent.at(-1)?.ops, [{ op: "restore", path: "/roadmap/1" }, set("/roadmap/1/task", "A")]);
});

test("changing the same field again is a choice", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "conflict", version: 9, clashes: [clash("/roadmap/1/task")], parts: {} }];
  queue.push([set("/roadmap/1/task", "A")]);
  await world.pass(0);
  queue.push([set("/roadmap/1/task", "C")]);
  await world.pass(0);
  assert.equal(world.held.length, 0);
  assert.deepEqual(world.sent.at(-1), { id: "b2", base: 9, ops: [set("/roadmap/1/task", "C")] });
});

test("an open field stands on what it showed when it was opened, whatever is merged meanwhile", async () => {
  const world = new World();
  const queue = world.queue(7);
  queue.open();
  world.answers = [{ kind: "taken", version: 10, body: null }];
  queue.push([{ op: "skip", item: "i1" }]);
  await world.pass(0);
  queue.push([set("/roadmap/1/task", "A")]);
  queue.close();
  world.answers = [{ kind: "taken", version: 11, body: null }];
  await world.pass(0);
  assert.equal(world.hasOthers, false, "one's own earlier batch is nobody else's");
  queue.push([set("/roadmap/1/task", "B")]);
  await world.pass(0);
  assert.deepEqual(world.sent.map((batch) => batch.base), [7, 7, 11]);
});

test("a refused field is taken out and the others of its batch go again", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "refused", errors: { "/roadmap/1/time": "Tháng 9 có 30 ngày." }, sentence: "" }];
  queue.push([set("/roadmap/1/time", "31/9"), set("/roadmap/1/task", "B")]);
  await world.pass(0);
  assert.deepEqual(world.refused, [set("/roadmap/1/time", "31/9")]);
  assert.deepEqual(world.sent.map((batch) => batch.ops.length), [2, 1]);
  assert.notEqual(world.sent[0]?.id, world.sent[1]?.id);
});

test("an ended session keeps everything until somebody asks again", async () => {
  const world = new World();
  const queue = world.queue(7);
  world.answers = [{ kind: "signed-out" }];
  queue.push([{ op: "skip", item: "i1" }]);
  await world.pass(60_000);
  assert.deepEqual(world.standing, { is: "signed-out", waiting: 1 });
  queue.flush();
  await world.pass(0);
  assert.equal(queue.count, 0);
});

test("no batch is larger than the server takes", async () => {
  const world = new World();
  const queue = world.queue(1);
  queue.push(Array.from({ length: OPS_MAX + 5 }, (_, i): Op => ({ op: "skip", item: `i${i}` })));
  await world.pass(0);
  assert.deepEqual(world.sent.map((batch) => batch.ops.length), [OPS_MAX, 5]);
});

test("who makes a plan waits until everything is sent", async () => {
  const world = new World();
  const queue = world.queue(7);
  assert.equal(await queue.settle(), true);
  queue.push([set("/roadmap/1/task", "A")], true);
  assert.equal(world.sent.length, 0);
  assert.equal(await queue.settle(), true);
  assert.deepEqual(world.taken, [8]);
});

test("nobody makes a plan while a change is lost, refused or waits for a choice", async () => {
  const clashes: Clash[] = [{ path: "/roadmap/1/task", item: "", label: "", by: "", is_removed: false, theirs_words: "", mine_words: "" }];
  const answers: Answer[] = [
    { kind: "lost" },
    { kind: "signed-out" },
    { kind: "refused", errors: {}, sentence: "" },
    { kind: "conflict", version: 9, clashes, parts: {} },
  ];
  for (const answer of answers) {
    const world = new World();
    const queue = world.queue(7);
    world.answers = [answer];
    queue.push([set("/roadmap/1/task", "A")], true);
    assert.equal(await queue.settle(), false, answer.kind);
  }
});

test("when the review is over nothing is sent any more and nothing typed is lost", async () => {
  const world = new World();
  const ended = { sentence: "Lê Thu Hằng đã lập kế hoạch.", plan: "/plans/1" };
  world.answers = [{ kind: "ended", ended }];
  const queue = world.queue(1);
  queue.push([set("/roadmap/0/task", "Lập ban")]);
  await world.pass(0);
  assert.deepEqual(world.ended, ended);
  assert.equal(world.standing.is, "ended");
  queue.push([set("/roadmap/0/product", "Biên bản")]);
  queue.flush();
  await world.pass(60_000);
  assert.equal(world.sent.length, 1, "not sent again");
  assert.equal(await queue.settle(), false);
  assert.equal(queue.unsent.length, 2);
  assert.ok(world.stored?.includes("Biên bản"));
});
