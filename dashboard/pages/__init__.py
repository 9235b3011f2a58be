"""The pages, by address, in the order of the navigation."""

from dashboard.pages import data, events, overview, releases, speakers, themes

PAGES = {page.PAGE.path: page.PAGE for page in (overview, themes, speakers, events, releases, data)}
