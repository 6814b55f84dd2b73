// Shows more or less of a lineage. Layers and their order come with the page; here boxes are only stacked.
(() => {
  const by = id => document.getElementById(id), all = (where, what) => [...where.querySelectorAll(what)];
  const svg = by('picture'), view = by('view'), said = by('said'), hint = said.textContent, KINDS = ['value', 'decides', 'rows'];
  const [W, HEAD, ROW, FOOT, GAP, BETWEEN, PAD] = ['width', 'head', 'row', 'foot', 'gap', 'between', 'pad'].map(size => +svg.dataset[size]);
  const tables = [], columns = [], edges = [], layers = [];
  const set = (node, values) => { for (const key in values) node.setAttribute(key, values[key]); return node; };
  const mark = (node, name, is) => node.classList.toggle(name, is), has = (node, name) => node.classList.contains(name);

  for (const node of all(svg, '.table')) {
    const t = tables[node.dataset.t] = { node, id: node.dataset.t, name: node.dataset.name, layer: +node.dataset.layer,
      head: node.querySelector('.head'), lanes: {}, left: new Set(), right: new Set(), shown: !has(node, 'off'), open: has(node, 'open') };
    t.start = [t.shown, t.open];
    t.columns = all(node, '.col').map(col => columns[col.dataset.c] = { node: col, table: t, into: [], out: [] });
  }
  for (const node of all(svg, '.table, .lane')) {
    const l = +node.dataset.layer, slot = { t: tables[node.dataset.t], lane: has(node, 'lane') };
    (layers[l] ??= { slots: [] }).slots.push(slot);
    if (slot.lane) slot.t.lanes[l] = slot;
  }
  for (const item of all(document, 'li.col')) {
    const c = columns[item.dataset.c], button = item.querySelector('button');
    Object.assign(c, { item, name: c.table.name + '.' + button.textContent });
    button.disabled = false;
    button.onclick = event => pick(c, event.shiftKey);
  }
  for (const item of all(document, 'li[data-f]')) {
    const from = columns[item.dataset.f], to = columns[item.dataset.t];
    const e = { item, from, to, kind: KINDS.indexOf(item.className), a: from.table, b: tables[item.closest('section').dataset.t] };
    edges.push(e);
    if (to) { from.out.push(e); to.into.push(e); }
    if (e.a !== e.b) { e.a.right.add(e.b); e.b.left.add(e.a); }
  }

  let focus, picked, current, pairing, spots;

  const draw = () => {
    const lines = new Map();
    for (const t of tables) {
      t.rows = focus ? t.columns.filter(c => focus.columns.has(c)) : t.open ? t.columns : [];
      t.here = focus ? t.rows.length > 0 || focus.tables.has(t) : t.shown;
      t.height = HEAD + ROW * t.rows.length + FOOT;
      t.last = 0;
      t.columns.forEach(c => c.at = t.rows.indexOf(c));
    }
    for (const e of edges) {
      const i = e.from.at, j = e.to ? e.to.at : -1, key = [e.a.id, i, e.b.id, j].join(), known = lines.get(key);
      if ((focus ? !focus.edges.has(e) : !e.a.here || !e.b.here) || e.a === e.b && i < 0) continue;
      lines.set(key, { a: e.a, i, b: e.b, j, kind: known ? Math.min(known.kind, e.kind) : e.kind });
      e.a.last = Math.max(e.a.last, e.b.layer);
    }
    let x = PAD, tall = 0;
    layers.forEach((layer, l) => {
      layer.height = PAD;
      layer.seen = layer.slots.some(s => !s.lane && s.t.here);
      if (layer.seen) {
        layer.x = x; x += W + GAP;
        for (const s of layer.slots.filter(s => s.lane ? s.t.last > l : s.t.here)) {
          s.y = layer.height; layer.height += (s.lane ? 0 : s.t.height) + BETWEEN;
        }
      }
      tall = Math.max(tall, layer.height);
    });
    spots = [];
    for (const layer of layers) for (const s of layer.slots) {
      s.y += tall - layer.height >> 1;
      if (!s.lane) place(s, layer.x);
    }
    by('lines').replaceChildren(...[...lines.values()].map(
      line => set(document.createElementNS(svg.namespaceURI, 'path'), { class: KINDS[line.kind], d: way(line) })));
    x += PAD - GAP;
    set(svg, { width: x, height: tall, viewBox: `0 0 ${x} ${tall}` });
    list();
    if (!spots.some(s => s.node === current)) current = spots[0].node;
    rove();
  };

  const rove = () => spots.forEach(s => set(s.node, { tabindex: s.node === current ? 0 : -1 }));

  const place = ({ t, y }, x) => {
    mark(t.node, 'off', !t.here);
    if (!t.here) return;
    Object.assign(t, { x, y });
    const spot = (node, dx, dy) => spots.push({ node, x: x + dx, y: y + dy });
    set(t.node, { transform: `translate(${x} ${y})` });
    set(t.node.querySelector('.box'), { height: t.height });
    set(t.head, { 'aria-expanded': t.rows.length > 0 });
    t.node.querySelector('.sign').textContent = t.rows.length ? '▾' : '▸';
    spot(t.head, 0, HEAD / 2);
    t.columns.forEach(c => mark(c.node, 'off', c.at < 0));
    for (const c of t.rows) {
      const top = HEAD + ROW * c.at;
      mark(c.node, 'picked', c === picked);
      set(c.node, { transform: `translate(0 ${top})` });
      spot(c.node, 0, top + ROW / 2);
    }
    for (const more of all(t.node, '.more')) {
      const left = has(more, 'left'), n = focus ? 0 : [...(left ? t.left : t.right)].filter(u => !u.shown).length;
      mark(more, 'off', !n);
      more.querySelector('text').textContent = left ? `← ${n} more` : `${n} more →`;
      if (n) spot(more, left ? 0 : W - 84, -14);
    }
  };

  const way = ({ a, i, b, j }) => {
    const height = (t, row) => t.y + (row < 0 ? HEAD / 2 : HEAD + ROW * row + ROW / 2), end = height(b, j);
    let x = a.x + W, y = height(a, i), d = `M${x} ${y}`;
    const go = (u, v, m = x + u >> 1, n = m) => { d += `C${m} ${y} ${n} ${v} ${u} ${v}`; x = u; y = v; };
    if (b.layer <= a.layer) return go(b.x + W, end, x + GAP / 2, b.x + W + GAP / 2), d;
    for (let l = a.layer + 1; l < b.layer; l++) {
      if (layers[l].seen && a.lanes[l]) { go(layers[l].x, a.lanes[l].y); x += W; d += 'H' + x; }
    }
    go(b.x, end);
    return d;
  };

  const list = () => {
    const fits = text => text.toLowerCase().includes(by('find').value.trim().toLowerCase());
    for (const section of all(document, 'section')) {
      const t = tables[section.dataset.t];
      let some = fits(t.name) && (!focus || focus.tables.has(t));
      for (const c of t.columns) {
        c.item.hidden = focus && !focus.columns.has(c) || !fits(c.name);
        mark(c.item, 'picked', c === picked);
        some = some || !c.item.hidden;
      }
      section.hidden = !some;
    }
    edges.forEach(e => e.item.hidden = focus && !focus.edges.has(e));
  };

  const walk = (start, next, end) => {
    const seen = new Set([start]);
    for (const c of seen) c[next].forEach(e => seen.add(e[end]));
    return seen;
  };
  const up = c => walk(c, 'into', 'from'), down = c => walk(c, 'out', 'to'), count = n => n + (n === 1 ? ' column' : ' columns');

  const show = (on, rows, words) => {
    focus = { columns: on, tables: new Set(rows.map(e => e.b)), edges: new Set([...rows, ...edges.filter(e => on.has(e.from) && on.has(e.to))]) };
    rows.forEach(e => on.add(e.from));
    said.textContent = words;
    draw();
    picked.node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const whole = c => {
    const before = up(c), after = down(c);
    show(new Set([...before, ...after]), edges.filter(e => !e.to && (e.from === c || e.b === c.table)), `The whole way of ${c.name}: made of or decided by ${
      count(before.size - 1)}; it reaches ${count(after.size - 1)} here. Shift and a click on a second one: the way between them. Escape: back.`);
  };
  const between = (a, b) => {
    for (const [u, v] of [[a, b], [b, a]]) {
      const back = up(v), on = new Set([...down(u)].filter(c => back.has(c)));
      if (on.size) return show(on, [], `The way from ${u.name} to ${v.name}: ${count(on.size - 2)} between them.`);
    }
    said.textContent = `No way leads between ${a.name} and ${b.name}.`;
  };

  const pair = is => set(by('pair'), { 'aria-pressed': pairing = !!is });
  const pick = (c, second) => {
    if ((second || pairing) && picked && picked !== c) between(picked, c); else whole(picked = c);
    pair();
  };
  const back = change => {
    focus = picked = null;
    pair();
    said.textContent = hint;
    if (change) tables.forEach(change);
    draw();
  };
  const click = (node, shift) => {
    if (has(node, 'col')) return pick(columns[node.dataset.c], shift);
    const t = tables[node.closest('.table').dataset.t];
    if (has(node, 'more')) (has(node, 'left') ? t.left : t.right).forEach(u => u.shown = true);
    else if (focus) return back();
    else t.open = !t.open;
    draw();
    t.head.focus();
  };
  const target = event => event.target.closest('.head, g.col, .more');
  svg.onclick = event => target(event) && click(target(event), event.shiftKey);
  svg.addEventListener('focusin', event => {
    current = target(event) || current;
    rove();
  });
  svg.onkeydown = event => {
    const at = spots.find(s => s.node === target(event)), to = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!at || !to && !/^( |Enter)$/.test(event.key)) return;
    event.preventDefault();
    if (!to) return click(at.node, event.shiftKey);
    const cost = s => {
      const dx = s.x - at.x, dy = s.y - at.y, on = dx * to[0] + dy * to[1];
      return on > 0 ? on + 3 * Math.abs(to[0] ? dy : dx) : Infinity;
    };
    spots.reduce((one, other) => cost(other) < cost(one) ? other : one, at).node.focus();
  };
  document.addEventListener('keydown', event => { if (event.key === 'Escape') back(); });
  const changes = { again: t => [t.shown, t.open] = t.start, all: t => t.shown = true, unfold: t => t.open = true, fold: t => t.open = false };
  Object.keys(changes).forEach(id => by(id).onclick = () => back(changes[id]));
  by('pair').onclick = () => { pair(picked); said.textContent = picked ? `Choose the other end of the way from ${picked.name}.` : 'Choose a column first.'; };
  by('fit').onclick = () => set(by('fit'), { 'aria-pressed': svg.classList.toggle('fit') });
  by('find').oninput = () => back();

  all(svg, '.head, .col, .more').forEach(node => set(node, { role: 'button' }));
  mark(document.documentElement, 'js');
  by('tools').hidden = by('search').hidden = false;
  draw();
  const start = tables.find(t => has(t.node, 'asked'));
  view.scrollTo(start.x - (view.clientWidth - W) / 2, start.y - 60);
})();
