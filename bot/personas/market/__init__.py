"""The market of a product: everybody who might want it (TAM), narrowed by named reasons to those it can serve (SAM).

market.py    the market, and how many people a share of it is    counts.py    numbers as people write them
form.py      what the window holds                               messages.py  how it is shown    chart.py  its funnel
"""
