// Work of a page in the order a reader sees it: what is in view at once, the rest in short turns that let the page
// answer between them.
"use strict";

const turn = 12; // milliseconds

function isInView(node) {
  const {top, bottom, width} = node.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < window.innerHeight;
}

class SeenFirst {
  constructor() {
    this.rest = [];
    this.done = () => {};
    this.waiting = 0;
    window.addEventListener("beforeprint", () => this.finish());
  }
  // `tasks` are {nodes, run}, seen where any of the nodes is in view; `done` is called after the last. What is left of
  // earlier tasks is given up.
  start(tasks, done) {
    const inView = new Map(); // asked before a task changes what is where
    const isSeen = (node) => {
      if (!inView.has(node)) inView.set(node, isInView(node));
      return inView.get(node);
    };
    const [seen, rest] = [[], []];
    for (const task of tasks) (task.nodes.some(isSeen) ? seen : rest).push(task);
    for (const {run} of seen) run();
    Object.assign(this, {rest, done});
    this.next();
  }
  next() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.waiting = 0;
      const until = performance.now() + turn;
      while (this.rest.length && performance.now() < until) this.rest.shift().run();
      if (this.rest.length) this.next();
      else this.done();
    });
  }
  // All that is left, now.
  finish() {
    if (!this.waiting) return;
    clearTimeout(this.waiting);
    this.waiting = 0;
    for (const {run} of this.rest.splice(0)) run();
    this.done();
  }
}
