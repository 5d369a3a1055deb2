"""What `box.py` does, one subject a module; only the standard library is imported.

`checkout` knows the places, `process` runs programs, `locks` keeps runs apart, `packages` and `venv`
prepare the machine, `cluster` and `redis` are the two private services, `services` shares them among
runs, `environment` is what the project's programs see, `demo` and `checks` are the two big commands,
and `commands` reads the command line.
"""
