// Charts from plain descriptions, drawn by D3: two axes, then marks in their order.
//
//   drawChart(holder, {alt, x: AXIS, y: AXIS, marks: [MARK, …], size?})
//   AXIS: {label, kind: "linear" | "log" | "band", domain, format, padding?, ticks?}
//   MARK: {kind, rows, title?, style?} and, by kind,
//     "bars"   low, high, y    bars between two places of x, from 0
//     "columns" x, y           bars of a band axis, from 0
//     "area"   x, low, high    what lies between two lines
//     "line"   x, y
//     "dots"   x, y            hollow circles
//     "marks"  x, y            filled diamonds
// More kinds: marks.js. Every accessor is a function of a row; `title` gives the words shown while the pointer rests on
// a mark, `style` one more class for a second look of the same kind, `size` other measures than those of chartSize.
// Colours come from the page's style, so a chart follows light, dark and print without being drawn again.
"use strict";

const chartSize = {width: 480, height: 298, top: 10, right: 16, bottom: 54, left: 62};
const letterWidth = 6.5;

function chartScale(axis, range) {
  if (axis.kind === "band")
    return d3
      .scaleBand()
      .domain(axis.domain)
      .range(range)
      .padding(axis.padding ?? 0.2);
  const scale = axis.kind === "log" ? d3.scaleLog() : d3.scaleLinear();
  return scale.domain(axis.domain).range(range);
}

// Powers of ten; halves and fifths of them where there are few, every second one where there are many.
function logTicks(domain) {
  const [low, high] = domain;
  const decades = Math.log10(high / low);
  if (decades < 0.7) return d3.scaleLinear().domain(domain).ticks(5);
  const steps = decades > 2.5 ? [1] : decades > 1.2 ? [1, 3] : [1, 2, 5];
  const stride = decades > 8 ? 2 : 1;
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += stride)
    for (const step of steps) ticks.push(step * 10 ** power);
  return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}

function chartTicks(axis, scale, most) {
  if (axis.ticks) return axis.ticks;
  if (axis.kind === "log") return logTicks(axis.domain);
  return axis.kind === "band" ? axis.domain : scale.ticks(most);
}

// Where a bar stands: at 0, or at the end nearest to it.
function chartBase(scale) {
  const [low, high] = scale.domain();
  return scale(Math.min(Math.max(0, low), high));
}

function drawGrid(svg, chart, x, y, {width, height, top, right, bottom, left}, ticks) {
  const lines = svg.append("g").attr("class", "grid").selectAll(null);
  if (chart.y.kind === "band")
    lines
      .data(ticks.x)
      .join("line")
      .attr("x1", x)
      .attr("x2", x)
      .attr("y1", top)
      .attr("y2", height - bottom);
  else
    lines
      .data(ticks.y)
      .join("line")
      .attr("x1", left)
      .attr("x2", width - right)
      .attr("y1", y)
      .attr("y2", y);
}

function drawAxes(svg, chart, x, y, size) {
  const {width, height, top, right, bottom, left} = size;
  const xTicks = chartTicks(chart.x, x, 6);
  const yTicks = chartTicks(chart.y, y, 6);
  drawGrid(svg, chart, x, y, size, {x: xTicks, y: yTicks});
  const foot = svg
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${height - bottom})`)
    .call(d3.axisBottom(x).tickValues(xTicks).tickFormat(chart.x.format).tickSizeOuter(0));
  const letters = d3.sum(xTicks, (tick) => `${chart.x.format(tick)}  `.length);
  if (letters * letterWidth > width - left - right)
    foot.selectAll("text").attr("text-anchor", "end").attr("transform", "rotate(-40) translate(-7,-3)");
  svg
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(${left},0)`)
    .call(d3.axisLeft(y).tickValues(yTicks).tickFormat(chart.y.format).tickSizeOuter(0));
  svg
    .append("text")
    .attr("x", (left + width - right) / 2)
    .attr("y", height - 5)
    .attr("text-anchor", "middle")
    .text(chart.x.label);
  svg
    .append("text")
    .attr("transform", `translate(14,${(top + height - bottom) / 2}) rotate(-90)`)
    .attr("text-anchor", "middle")
    .text(chart.y.label);
}

const drawMark = {
  bars(layer, mark, x, y) {
    layer
      .attr("class", "bars")
      .selectAll("rect")
      .data(mark.rows)
      .join("rect")
      .attr("x", (row) => x(mark.low(row)))
      .attr("width", (row) => x(mark.high(row)) - x(mark.low(row)))
      .attr("y", (row) => Math.min(y(mark.y(row)), chartBase(y)))
      .attr("height", (row) => Math.abs(chartBase(y) - y(mark.y(row))));
  },
  columns(layer, mark, x, y) {
    layer
      .attr("class", "bars")
      .selectAll("rect")
      .data(mark.rows)
      .join("rect")
      .attr("x", (row) => x(mark.x(row)))
      .attr("width", x.bandwidth())
      .attr("y", (row) => Math.min(y(mark.y(row)), chartBase(y)))
      .attr("height", (row) => Math.abs(chartBase(y) - y(mark.y(row))));
  },
  area(layer, mark, x, y) {
    layer
      .append("path")
      .datum(mark.rows)
      .attr("class", "area")
      .attr(
        "d",
        d3
          .area()
          .x((row) => x(mark.x(row)))
          .y0((row) => y(mark.low(row)))
          .y1((row) => y(mark.high(row))),
      );
  },
  line(layer, mark, x, y) {
    layer
      .append("path")
      .datum(mark.rows)
      .attr("class", "line")
      .attr(
        "d",
        d3
          .line()
          .x((row) => x(mark.x(row)))
          .y((row) => y(mark.y(row))),
      );
  },
  dots(layer, mark, x, y) {
    layer
      .attr("class", "dots")
      .selectAll("circle")
      .data(mark.rows)
      .join("circle")
      .attr("r", 3.5)
      .attr("cx", (row) => x(mark.x(row)))
      .attr("cy", (row) => y(mark.y(row)));
  },
  marks(layer, mark, x, y) {
    const middle = x.bandwidth ? x.bandwidth() / 2 : 0;
    layer
      .attr("class", "marks")
      .selectAll("path")
      .data(mark.rows)
      .join("path")
      .attr("d", d3.symbol().type(d3.symbolDiamond).size(70))
      .attr("transform", (row) => `translate(${x(mark.x(row)) + middle},${y(mark.y(row))})`);
  },
};

let chartsDrawn = 0;

function drawChart(holder, chart) {
  const size = {...chartSize, ...chart.size};
  const {width, height, top, right, bottom, left} = size;
  const id = `chart-${++chartsDrawn}`;
  const x = chartScale(chart.x, [left, width - right]);
  const y = chartScale(chart.y, chart.y.kind === "band" ? [top, height - bottom] : [height - bottom, top]);
  const svg = d3
    .select(holder)
    .append("svg")
    .attr("class", "chart")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "img")
    .attr("aria-labelledby", `${id}-alt`);
  svg.append("desc").attr("id", `${id}-alt`).text(chart.alt);
  svg
    .append("clipPath")
    .attr("id", id)
    .append("rect")
    .attr("x", left)
    .attr("y", top - 6)
    .attr("width", width - left - right + 6)
    .attr("height", height - top - bottom + 6);
  drawAxes(svg, chart, x, y, size);
  for (const mark of chart.marks) {
    const layer = svg.append("g").attr("clip-path", `url(#${id})`);
    drawMark[mark.kind](layer, mark, x, y, size);
    if (mark.style) layer.classed(mark.style, true).selectAll(":scope > path, :scope > rect").classed(mark.style, true);
    if (mark.title) layer.selectAll("rect, circle, path").append("title").text(mark.title);
  }
}
