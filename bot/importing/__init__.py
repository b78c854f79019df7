"""Reading a file that somebody sends into records: tables, headings, dates; changes nothing."""
