"""What pages show: engine figures → words and drawings, ready to print.

Numbers are formatted here, once, so that templates only place them (a filter in a loop is what a
results page spends its time on). One module a page or a part that several pages share.
"""
