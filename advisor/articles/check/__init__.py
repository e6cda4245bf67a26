"""An article held against what we know: its text to sentences, sentences to claims, claims to
judgments with the sentence that is true. ``article_check.check`` is the one door.

Articles are written in English, and so is what to write instead; nothing here is translated.
"""
