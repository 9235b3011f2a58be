// A component of HTML that is only read: a table in one piece, where Dash would set up each of its cells.
window.communique = {
  Markup: function ({ tag, attributes, html }) {
    return React.createElement(tag, { ...attributes, dangerouslySetInnerHTML: { __html: html } });
  },
};
