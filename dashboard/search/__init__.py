"""Any phrase: what a reader asks for in words, found in the text index beside the snapshot.

`query.py` reads the words asked for, `index.py` finds the releases, `proofs.py` the sentences that show it.
"""
