// Plotly arrives while the page is set up: charts take window.Plotly, and wait where it is a promise.
(function () {
  "use strict";
  window.Plotly = new Promise(function (resolve, reject) {
    const script = document.createElement("script");
    script.src = document.querySelector("link[rel=preload][as=script]").href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("the charts' program did not load: load the page again"));
    document.head.appendChild(script);
  });
})();
