"""Sanya, the agreement desk in a messenger: the map of its rooms.

From the edge to the middle; what stands lower knows nothing of what stands higher.

    __main__     the command line, thin
    console      the terminal front end: chat, questions as JSON, import and export, checks
    app          the composition root: settings, store, register and front ends put together
    handlers     the Telegram edge: with app.py, the only code that imports telegram
    settings     everything an operator can set, read from the environment, refused all at once
    logs         one line an event; no message texts, no token
    upkeep       changes of records: planned, shown, done, proposed, taken back
    documents    files made of the register: workbook, CSV, calendar, timeline, charts
    importing    files that somebody sends, read into records: tables, headings, dates
    register     the one front door: agreements in memory, written through, search kept in step
    access       who is admitted, kept durably
    replies      from results to words: English and Thai, no messenger
    catalogue    the files of data/: read, checked, handed over
    inquiries    what the questions teach: the queue without names, what owners are asked
    reminders    who is told of what, when, and what was told already
    filing       how the values of the domain rest in the store
    store        one append-only file: the only package that knows TinyDB
    search       from words to agreements: the only package that knows rapidfuzz
    people       who may do what
    agreements   what an agreement is: standard library only; no disk, no clock, no messenger
    secret       a value that is never shown
    tally        counts of what happened, for whoever watches the process

The import rule: app → handlers → register, replies → store, search → agreements, each downwards
only. Store and search do not know each other; nor do register and replies. The whole order, with
the few who alone may know Telegram, TinyDB, rapidfuzz or the settings, stands in pyproject.toml
under `tool.importlinter` and is held by a test.

Three walks:

"When does the Finland MoU expire?"  handlers/questions → register.ask → search: understand (words
to a question), finding (which agreements), decide (one, several, a count or nothing) →
replies/answers → handlers/sending. Nothing touches the disk.

A change  handlers/people says who may → register.save → agreements (the record as it would be, or
its problems in words) → store (disk first) → memory and index follow → replies say what is new.

The hourly reminder  handlers/reminding → reminders/rounds asks agreements/milestones what is due
today and the ledger what was told already → replies/reminding → handlers/reminding/delivery → the
ledger, so that no restart tells anybody twice.
"""
