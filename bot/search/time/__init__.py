"""When: time phrases of English and Thai questions as ranges of days.

Why our own grammar and no library: of the libraries tried on one bank of questions the best
(date-wrangler) read 20 of 22 English and no Thai phrases, and read "not later than 2020" as its
opposite. Both languages need the same symbols in another order, so one small grammar over symbols
reads both; the bank of phrases in the tests is its contract.
"""
