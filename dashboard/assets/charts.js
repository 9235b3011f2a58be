// Plotly arrives while the page is set up: charts take window.Plotly, and wait where it is a promise.
(function () {
  "use strict";
  const PAUSE = 30; // milliseconds in which the browser takes what the reader does meanwhile
  let waiting = [];
  let busy = false;

  window.Plotly = new Promise(function (resolve, reject) {
    const script = document.createElement("script");
    script.src = document.querySelector("link[rel=preload][as=script]").href;
    script.onload = function () {
      takeTurns(window.Plotly);
      resolve(window.Plotly);
    };
    script.onerror = () => reject(new Error("the charts' program did not load: load the page again"));
    document.head.appendChild(script);
  });

  // Charts are drawn one at a time, those in sight first: the first is seen while the others are still to come.
  function takeTurns(Plotly) {
    const draw = Plotly.react;
    Plotly.react = function (graph, figure) {
      return new Promise(function (resolve, reject) {
        waiting.push({ graph: graph, draw: () => draw(graph, figure).then(resolve, reject) });
        if (!busy) {
          busy = true;
          queueMicrotask(drawNext); // behind the other charts of the same page
        }
      });
    };
  }

  function drawNext() {
    waiting = waiting.filter((chart) => chart.graph.isConnected);
    const chart = waiting.find((chart) => inSight(chart.graph)) || waiting[0];
    busy = Boolean(chart);
    if (!chart) return;
    waiting.splice(waiting.indexOf(chart), 1);
    chart.draw();
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawNext, PAUSE))); // once it has been painted
  }

  function inSight(graph) {
    const place = graph.getBoundingClientRect();
    return place.bottom > 0 && place.top < window.innerHeight;
  }

  // Paper has no time.
  window.addEventListener("beforeprint", function () {
    waiting.splice(0).filter((chart) => chart.graph.isConnected).forEach((chart) => chart.draw());
  });
})();
