// The address is the state: controls, links and marks change it, and what it says is shown.
(function () {
  "use strict";
  const narrow = window.matchMedia("(max-width: 700px)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let attempts = 0;
  let shownPath = "";
  let last = { asked: null, opened: null };

  function read() {
    const params = new URLSearchParams(location.search);
    const opened = params.get("open") || "";
    params.delete("open");
    const asked = { path: location.pathname, search: params.toString(), dark: dark.matches, narrow: narrow.matches, attempts: attempts };
    return { asked: asked, opened: opened };
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  function announce() {
    const now = read();
    const before = last;
    last = now;
    if (!same(now.asked, before.asked)) dash_clientside.set_props("asked", { data: now.asked });
    if (now.opened !== before.opened) dash_clientside.set_props("opened", { data: now.opened });
  }

  function go(address) {
    if (address === location.pathname + location.search) {
      last = { asked: null, opened: last.opened };
      attempts += 1;
      announce();
      return;
    }
    const path = location.pathname;
    history.pushState(null, "", address);
    if (location.pathname !== path) window.scrollTo(0, 0);
    announce();
  }

  function goWith(change) {
    const params = new URLSearchParams(location.search);
    change(params);
    const query = params.toString();
    go(location.pathname + (query ? "?" + query : ""));
  }

  window.addEventListener("popstate", announce);
  narrow.addEventListener("change", announce);
  dark.addEventListener("change", announce);

  // Links inside the product change the address without loading the page anew.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = new URL(link.href, location.href);
    const own = target.origin === location.origin && !link.target && !link.hasAttribute("download");
    if (!own || target.pathname.startsWith("/data/") || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    if (link.classList.contains("keep-address")) {
      goWith((params) => target.searchParams.forEach((value, name) => params.set(name, value)));
    } else {
      go(target.pathname + target.search);
    }
  });

  // The browser's own calendar, beside a date that can be typed.
  document.addEventListener("click", function (event) {
    const button = event.target.closest(".pick-date");
    if (!button) return;
    const wrapper = button.closest(".mantine-TextInput-root");
    const typed = wrapper.querySelector("input:not([type=date])");
    let picker = wrapper.querySelector("input[type=date]");
    if (!picker) {
      picker = document.createElement("input");
      picker.type = "date";
      picker.className = "date-picker";
      picker.tabIndex = -1;
      picker.setAttribute("aria-hidden", "true");
      picker.addEventListener("change", function () {
        const name = wrapper.closest(".control-from") ? "from" : "to";
        if (picker.value) goWith((params) => setParam(params, name, picker.value));
      });
      button.parentElement.appendChild(picker);
    }
    picker.value = typed.value;
    picker.showPicker();
  });

  function setParam(params, name, value) {
    params.delete(name);
    [].concat(value).forEach((one) => { if (one) params.append(name, one); });
    params.delete("page");
    params.delete("open");
  }

  // A server that does not answer is said, and what is shown is said to be old.
  const ask = window.fetch;
  window.fetch = function (resource, options) {
    const answer = ask.call(window, resource, options);
    if (String(resource.url || resource).includes("_dash-update-component")) {
      answer.then((got) => sayOffline(got.status >= 500 ? "an error of the server" : ""), () => sayOffline("no answer"));
    }
    return answer;
  };

  function sayOffline(reason) {
    const place = document.getElementById("offline");
    if (!place) return;
    place.hidden = !reason;
    place.textContent = reason
      ? "This page could not be brought up to date (" + reason + "). What is shown is from before; load the page again to try again."
      : "";
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    communique: {
      // What the address asks for, when the page is first shown.
      start: function () {
        last = read();
        return [last.asked, last.opened || dash_clientside.no_update];
      },
      // A control changed: its parameter, if it differs from what the page shows, goes into the address.
      write: function (values, state) {
        if (!state) return dash_clientside.no_update;
        const inputs = dash_clientside.callback_context.inputs_list[0];
        const changed = inputs.filter((input) => !same(input.value || empty(state, input.id.name), state.values[input.id.name]));
        if (changed.length) {
          goWith(function (params) {
            state.invalid.forEach((name) => params.delete(name));
            changed.forEach(function (input) {
              const name = input.id.name;
              setParam(params, name, same(input.value, state.defaults[name]) ? "" : input.value || "");
            });
            if (changed.some((input) => input.id.name === "q")) params.delete("sort");
          });
        }
        return dash_clientside.no_update;
      },
      // The address changed otherwise (link, Back): the controls follow.
      follow: function (state, values) {
        if (!state || state.search !== last.asked.search) return dash_clientside.no_update;
        dash_clientside.callback_context.states_list[0].forEach(function (control, place) {
          const value = state.values[control.id.name];
          // Not by an output: controls would then wait for every answer, and lose what is changed meanwhile.
          // An equal value is not set again: it would wipe out what is being typed.
          if (same(value, values[place])) return;
          const more = control.id.name === "speaker" ? speaker(state, value) : {};
          dash_clientside.set_props(control.id, { value: value, ...more });
        });
        return dash_clientside.no_update;
      },
      periods: function (state) {
        return state ? state.periods : dash_clientside.no_update;
      },
      // A mark was clicked: the releases behind it open.
      open: function (click) {
        const opened = click && click.points && click.points[0] && click.points[0].customdata;
        if (typeof opened === "string" && opened) goWith((params) => params.set("open", opened));
        return null;
      },
      show: function (opened) {
        return Boolean(opened);
      },
      close: function (opened) {
        if (opened === false && new URLSearchParams(location.search).has("open")) {
          goWith((params) => params.delete("open"));
        }
        return dash_clientside.no_update;
      },
      name: function (state) {
        if (!state) return dash_clientside.no_update;
        document.title = state.title + " – Communiqué";
        const heading = document.querySelector("h1");
        if (heading && shownPath && shownPath !== location.pathname) heading.focus({ preventScroll: true });
        shownPath = location.pathname;
        return dash_clientside.no_update;
      },
    },
  });

  // The list of people holds those searched for last: the one who is chosen now comes with the answer.
  function speaker(state, value) {
    const chosen = state.speakers.find((choice) => choice.value === value);
    return chosen ? { data: state.speakers, searchValue: chosen.label } : { searchValue: "" };
  }

  function empty(state, name) {
    return Array.isArray(state.values[name]) ? [] : "";
  }
})();
