"""The engine: articles in, answers out.

read      files become articles
annotate  plugins find codes, dates, units, statistics and links in an article
resolve   mentions of one code become one directive, or several
store     the index folder keeps all of it: a catalogue and a full text
intake    what is new or has changed is told from the rest, and goes through these stages
answer    a question becomes hits, a directive's card, a report
"""
