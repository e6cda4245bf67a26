"""What is published, into the catalog: read → check → diff → apply.

One module reads each source format into ``records``; ``standing`` checks a unit's statements and
says which of them stand; ``apply`` compares with the database and writes what is new, in one
transaction; ``desk`` keeps what admins enter by hand above anything that is loaded.
"""
