"""The live source: the Government's press release site, read politely, kept as fetched, without gaps.

`site` knows the site's addresses, `index_page` and `feed` read its lists. `fetch` asks for pages as politely as
`robots` and the answers demand, and `guard` keeps it on the public network. `ledger` keeps what was listed and
fetched, and `run` goes from days to releases in the store.
"""
