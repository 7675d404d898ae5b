// More kinds of marks for charts.js:
//     "steps"     x, y               a line that holds its height until the next x
//     "spans"     low, high, y       horizontal bars on a band axis
//     "intervals" low, high, y       horizontal lines with ends, on a band axis
//     "rules"     at, label          lines across the plot at a place of x (axis "x") or of y (axis "y")
//     "labels"    x, y, text         words; anchor is "start", "middle" or "end", shift moves them in pixels
//     "strip"     x, share           a low silhouette at the foot of the plot, in a scale of its own
//     "cells"     x, y, level, text  squares of two band axes, level from -1 to 1
//     "contour"   values, at         the line where a grid of values (rows of y, from the top) passes `at`
//     "ticks"     x, low, high       vertical lines, as of an interval
"use strict";

const ruleLetters = 11;

// Labels of rules that would cover each other stand one below the other.
function levelsOf(places, widths) {
  const ends = [];
  return places.map((place, i) => {
    let level = ends.findIndex((end) => end < place - 4);
    if (level < 0) level = ends.length;
    ends[level] = place + widths[i];
    return level;
  });
}

function verticalRules(layer, mark, x, {width, height, top, right, bottom}) {
  const rows = mark.rows
    .filter((row) => mark.at(row) >= x.domain()[0] && mark.at(row) <= x.domain()[1])
    .sort((a, b) => mark.at(a) - mark.at(b));
  const length = (row) => mark.label(row).length * 6.3 + 6;
  const isLate = (row) => x(mark.at(row)) + length(row) > width - right;
  const starts = rows.map((row) => x(mark.at(row)) - (isLate(row) ? length(row) + 6 : 0));
  const levels = levelsOf(starts, rows.map(length));
  const place = (row) => x(mark.at(row));
  layer
    .selectAll("line")
    .data(rows)
    .join("line")
    .attr("x1", place)
    .attr("x2", place)
    .attr("y1", top)
    .attr("y2", height - bottom);
  layer
    .selectAll("text")
    .data(rows)
    .join("text")
    .attr("x", (row) => place(row) + (isLate(row) ? -3 : 3))
    .attr("text-anchor", (row) => (isLate(row) ? "end" : "start"))
    .attr("y", (row, i) => top + 8 + levels[i] * (ruleLetters + 2))
    .text(mark.label);
}

function horizontalRules(layer, mark, y, {width, right, left}) {
  const place = (row) => y(mark.at(row));
  layer
    .selectAll("line")
    .data(mark.rows)
    .join("line")
    .attr("x1", left)
    .attr("x2", width - right)
    .attr("y1", place)
    .attr("y2", place);
  layer
    .selectAll("text")
    .data(mark.rows)
    .join("text")
    .attr("x", width - right - 2)
    .attr("text-anchor", "end")
    .attr("y", (row) => place(row) - 3)
    .text(mark.label);
}

// The grid is read between the middles of its squares; a straight line between them is as far as it can tell.
function contourPath(mark, x, y) {
  const columns = mark.values[0].length;
  const shapes = d3.contours().size([columns, mark.values.length]).thresholds([mark.at])(mark.values.flat());
  const place = ([column, row]) => [x.range()[0] + column * x.step(), Math.min(...y.range()) + row * y.step()];
  const isInside = ([column, row]) => column > 0 && row > 0 && column < columns && row < mark.values.length;
  let path = "";
  for (const shape of shapes)
    for (const ring of shape.coordinates.flat()) {
      let drawing = false;
      for (const point of ring) {
        if (isInside(point)) path += `${drawing ? "L" : "M"}${place(point)}`;
        drawing = isInside(point);
      }
    }
  return path;
}

Object.assign(drawMark, {
  steps(layer, mark, x, y) {
    const line = d3.line().curve(d3.curveStepAfter);
    line.x((row) => x(mark.x(row))).y((row) => y(mark.y(row)));
    layer.append("path").datum(mark.rows).attr("class", "line").attr("d", line);
  },
  spans(layer, mark, x, y) {
    layer
      .attr("class", "bars")
      .selectAll("rect")
      .data(mark.rows)
      .join("rect")
      .attr("x", (row) => Math.min(x(mark.low(row)), x(mark.high(row))))
      .attr("width", (row) => Math.abs(x(mark.high(row)) - x(mark.low(row))))
      .attr("y", (row) => y(mark.y(row)))
      .attr("height", y.bandwidth());
  },
  intervals(layer, mark, x, y) {
    const middle = (row) => y(mark.y(row)) + y.bandwidth() / 2;
    const path = (row) => `M${x(mark.low(row))},${middle(row) - 5}v10m0,-5H${x(mark.high(row))}m0,-5v10`;
    layer.selectAll("path").data(mark.rows).join("path").attr("class", "interval").attr("d", path);
  },
  ticks(layer, mark, x, y) {
    const middle = x.bandwidth ? x.bandwidth() / 2 : 0;
    const path = (row) => `M${x(mark.x(row)) + middle - 3},${y(mark.low(row))}h6m-3,0V${y(mark.high(row))}m-3,0h6`;
    layer.selectAll("path").data(mark.rows).join("path").attr("class", "interval").attr("d", path);
  },
  rules(layer, mark, x, y, size) {
    layer.attr("class", "rules");
    if (mark.axis === "y") horizontalRules(layer, mark, y, size);
    else verticalRules(layer, mark, x, size);
  },
  labels(layer, mark, x, y) {
    const middle = (scale) => (scale.bandwidth ? scale.bandwidth() / 2 : 0);
    layer
      .attr("class", "labels")
      .attr("clip-path", null)
      .selectAll("text")
      .data(mark.rows)
      .join("text")
      .attr("x", (row) => x(mark.x(row)) + middle(x) + (mark.shift ? mark.shift(row) : 0))
      .attr("y", (row) => y(mark.y(row)) + middle(y) + 4 + (mark.drop ? mark.drop(row) : 0))
      .attr("text-anchor", mark.anchor ?? "start")
      .text(mark.text);
  },
  strip(layer, mark, x, y, {height, bottom}) {
    const most = d3.max(mark.rows, mark.share);
    const foot = height - bottom;
    const area = d3.area().x((row) => x(mark.x(row)));
    area.y0(foot).y1((row) => foot - (42 * mark.share(row)) / most);
    layer.append("path").datum(mark.rows).attr("class", "strip").attr("d", area);
  },
  cells(layer, mark, x, y) {
    const square = (selection) =>
      selection
        .attr("x", (row) => x(mark.x(row)))
        .attr("y", (row) => y(mark.y(row)))
        .attr("width", x.bandwidth())
        .attr("height", y.bandwidth());
    const rects = layer.selectAll("rect").data(mark.rows).join("rect").call(square);
    rects.attr("class", (row) => `cell ${mark.level(row) < 0 ? "below" : "above"}`);
    rects.style("fill-opacity", (row) => 0.08 + 0.5 * Math.abs(mark.level(row)));
    layer
      .selectAll("text")
      .data(mark.rows)
      .join("text")
      .attr("class", "cell")
      .attr("x", (row) => x(mark.x(row)) + x.bandwidth() / 2)
      .attr("y", (row) => y(mark.y(row)) + y.bandwidth() / 2 + 4)
      .text(mark.text);
  },
  contour(layer, mark, x, y) {
    layer
      .append("path")
      .attr("class", "contour")
      .attr("d", contourPath(mark, x, y));
  },
});
