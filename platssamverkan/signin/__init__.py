"""How a person comes in and stays in: password, second factor, organisation's own sign-in, limits, sessions.

django-allauth does the work; this package says how it is to be done here.
"""
