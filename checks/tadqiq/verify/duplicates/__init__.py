"""Find articles that repeat each other: the same text, the same article again, one template, one event.

Each batch leaves a small sketch of its articles (keys). Over the collection, sketches are joined into candidate pairs: headlines, bodies,
sayings. Only the articles of candidate pairs of bodies are read again and compared word by word (measures); what is decided on them (near,
templates, events) gives the relations between articles.
"""
